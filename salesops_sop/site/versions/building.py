"""The site of one release: from what is kept, or built from its tag on the day of its release."""

import datetime
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import SopError
from salesops_sop.history.changelog import Entry, changelog
from salesops_sop.history.releases import Release, handbook_at
from salesops_sop.history.repo import is_shallow
from salesops_sop.history.revisions import Revisions, revisions
from salesops_sop.site.plugin import running
from salesops_sop.site.versions import cache, shared
from salesops_sop.site.versions.cache import Kept
from salesops_sop.site.versions.extracting import CONFIGURATION, Home, extract

_DAY = "SOURCE_DATE_EPOCH"  # MkDocs and `source.today` take the day from it


@dataclass(frozen=True, slots=True)
class Made:
    """How the site of a release came to be.

    `built` is false where it was kept; `troubles` are sentences about what of it is missing.
    """

    release: Release
    built: bool
    pages: int
    troubles: tuple[str, ...]


def make(home: Home, releases: Sequence[Release], site: Path, kept: Path) -> Made:
    """Write the site of the last of some releases to the folder `site`, which is not there yet.

    Those before it, the oldest first, are what its pages say has changed since.

    The same release and the same program give the same bytes, on any day and any machine. What of
    the release cannot be shown today is told, and the rest is there.
    """
    release = releases[-1]
    parts = [part for r in releases for part in (r.tag, r.commit, r.day)]
    partly = ["shallow"] if is_shallow(home.root) else []  # it tells less of revisions
    name = cache.key(home.inside, *parts, *partly)
    found = cache.take(kept, name, site)
    if found is not None:
        return Made(release, False, found.pages, found.warnings)
    with tempfile.TemporaryDirectory(prefix="sop-release-") as place:
        root = extract(home, release, Path(place))
        with _on(release.day):
            told = changelog(home.root, releases)
            about = _built(root, site, release, told, _revisions(home, release))
        warnings = tuple(text.replace(f"{root.parent}/", "") for text in about.warnings)
    shared.list_pages(site)
    about = Kept(about.pages, warnings)
    cache.put(kept, name, site, about)
    return Made(release, True, about.pages, about.warnings)


def _built(
    root: Path, site: Path, release: Release, history: tuple[Entry, ...], who: Revisions
) -> Kept:
    """Build as the release says; what fails with its own configuration may do with ours."""
    told: tuple[str, ...] = ()
    for configuration in (root.parent / CONFIGURATION, None):
        if configuration is None or configuration.is_file():
            try:
                built = running.build(
                    root, site, strict=False, version=release.name, history=history, revisions=who
                )
            except SopError as error:
                told += tuple(str(error).splitlines())
            else:
                return Kept(built.pages, (*told, *built.warnings))
        if configuration is not None:
            configuration.unlink(missing_ok=True)
    shared.say_that_nothing_is_left(site, release)
    return Kept(1, told)


def _revisions(home: Home, release: Release) -> Revisions:
    return revisions(home.root, release.commit, handbook_at(home.root, release.commit))


@contextmanager
def _on(day: str) -> Iterator[None]:
    """Let it be noon of a day for what is built meanwhile."""
    noon = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    before = os.environ.get(_DAY)
    os.environ[_DAY] = str(int(noon.timestamp()))
    try:
        yield
    finally:
        os.environ.pop(_DAY)
        if before is not None:
            os.environ[_DAY] = before
