"""Every release side by side, and what is being worked on: one folder, whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.history import branch, repo
from salesops_sop.history.releases import LATEST, NEXT, led_to, releases, tags_of
from salesops_sop.site import publish, source
from salesops_sop.site.plugin import running
from salesops_sop.site.versions import building, cache, shared
from salesops_sop.site.versions.building import Made
from salesops_sop.site.versions.extracting import Home

UNTOUCHED = ".nojekyll"  # GitHub’s host would leave out what it takes for its own


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did: every release, the oldest first, and what is worth telling.

    `refused` is about tags that cannot be releases, `moved` about releases that are others now;
    `warnings` about what is being worked on.
    """

    made: tuple[Made, ...]
    next_pages: int
    refused: tuple[str, ...]
    moved: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def built(self) -> int:
        """How many releases were built, and not taken from what is kept."""
        return sum(made.built for made in self.made)


def publish_all(
    root: Path,
    out: Path,
    *,
    strict: bool,
    kept: Path,
    before: str | None = None,
) -> Published:
    """Write the sites of all releases and of the working tree into `out`, and what joins them.

    `kept` is the folder where built releases are kept; `before` the list of versions that was
    published last, where that is not the one in `out`; `strict` refuses warnings about the working
    tree. Raises SopError, and `out` is then as it was.
    """
    home = Home.of(root)
    settings = source.read(root, root.parent).settings
    found = releases(root, tags_of(settings))
    if repo.is_shallow(root) and not found.found:
        raise UnreadableError(found.refused[0])
    if before is None:
        before = _text(out / shared.LIST)
    with publish.fresh(out.absolute()) as site:
        current = running.build(root, site / NEXT, strict, version=NEXT)
        shared.list_pages(site / NEXT)
        made: list[Made] = []
        for release in found.found:
            earlier = led_to(root, found.found, release)
            made.append(building.make(home, earlier, site / release.name, kept))
        if found.latest:
            shutil.copytree(site / found.latest.name, site / LATEST)
        shared.write(site, shared.listed(found), settings.title)
    cache.forget(kept)
    moved = shared.moved(shared.commits(before), found.found)
    return Published(tuple(made), current.pages, found.refused, tuple(moved), current.warnings)


def publish_to_branch(
    root: Path, name: str, out: Path | None, *, strict: bool, kept: Path
) -> tuple[Published, str | None]:
    """Publish as `publish_all` does, and let a branch hold the result, from where hosts serve it.

    Neither the working tree nor the index is touched, unless `out` names a folder in it. Returns
    the commit too, None where the branch held all of it already. Raises SopError, and the branch is
    then as it was.
    """
    target = branch.find(root, name, (shared.LIST,))
    before = branch.text_of(root, target, shared.LIST)
    with tempfile.TemporaryDirectory(prefix="sop-site-") as work:
        site = out or Path(work, "site")
        done = publish_all(root, site, strict=strict, kept=kept, before=before)
        (site / UNTOUCHED).touch()
        newest = done.made[-1].release.name if done.made else NEXT
        return done, branch.write(root, target, site, f"Publish the handbook up to {newest}")


def worth_telling(done: Published) -> Iterator[str]:
    """Sentences for whoever publishes: all of a release that was built, else the first one."""
    yield from (*done.refused, *done.moved)
    for made in done.made:
        troubles = made.troubles
        if not made.built and len(troubles) > 1:
            troubles = (f"{troubles[0]} (and {len(troubles) - 1} more, as before)",)
        yield from (f"{made.release.name}: {trouble}" for trouble in troubles)
    yield from (f"next: {warning}" for warning in done.warnings)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
