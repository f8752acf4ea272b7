"""Holds the releases of a handbook against what their tags recorded when they were made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.listing import some
from salesops_sop.history import repo
from salesops_sop.history.approval.commits import is_before
from salesops_sop.history.release.manifest import Manifest, manifest
from salesops_sop.history.release.tagged import Made, Tagged, made, tagged
from salesops_sop.history.release.versions import tag_of
from salesops_sop.history.releases import handbook_at, releases
from salesops_sop.history.tags import tags_within

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What was found about one release; `recorded` is whether its tag has a manifest at all."""

    tag: str
    commit: str
    day: str
    recorded: bool
    breaches: tuple[str, ...] = ()


def standings(folder: Path, commit: str, pattern: str) -> tuple[Standing, ...]:
    """Hold each release in the history of a commit against its manifest, the oldest first.

    A release that `sop release` did not make has no manifest: nothing is said against it, unless
    the history or another release knows better. Noticed are a tag that was moved, made anew or
    deleted, a manifest that is not of what the tag leads to, a chain of releases that is broken,
    and commits of releases that no branch has any more, as after a history was rewritten. Raises
    UnreadableError where git cannot be asked.
    """
    found = tagged(folder, releases(folder, pattern).found)
    checking = _Checking(
        folder,
        pattern,
        {one.release.tag: one for one in found},
        {one.commit: one for one in made(folder, commit)},
    )
    within = tags_within(folder, commit)
    gone = dict(checking.gone())
    standing = []
    for one in found:
        release = one.release
        inside = release.tag in within
        breaches = [*(checking.inside(one) if inside else checking.outside(one))]
        breaches += [gone.pop(release.tag)] if release.tag in gone else []
        if inside or breaches:
            recorded = one.manifest is not None
            commits = release.commit, release.day
            standing.append(Standing(release.tag, *commits, recorded, tuple(breaches)))
    return (*standing, *(Standing(tag, "", "", True, (why,)) for tag, why in gone.items()))


@dataclass(frozen=True, slots=True)
class _Checking:
    folder: Path
    pattern: str
    tagged: Mapping[str, Tagged]
    made: Mapping[str, Made]

    def inside(self, one: Tagged) -> Iterator[str]:
        """What is wrong with a release in the history."""
        commit = one.release.commit
        stated = self.made.get(commit)
        if one.manifest is None:
            if stated and tag_of(self.pattern, stated.version) == one.release.tag:
                yield "its tag has no manifest, though its commit states one: it was made anew"
            return
        if tag_of(self.pattern, one.manifest.version) != one.release.tag:
            yield f"its tag holds the manifest of {one.manifest.version}: it was made anew"
        if stated is None:
            yield f"its tag leads to {commit[:10]}, which did not make it: it was moved"
        elif stated.digest != one.manifest.digest:
            yield "its commit states another manifest than its tag holds: one of them was made anew"
        yield from self._contents(one.manifest, commit)
        yield from self._chain(one.manifest, commit)

    def outside(self, one: Tagged) -> Iterator[str]:
        """What is wrong with a release that is not in the history: another line may have it."""
        if one.manifest is None:
            return
        words = ("for-each-ref", "--count=1", f"--contains={one.release.commit}")
        code, out, _ = repo.run(self.folder, *words, "refs/heads", "refs/remotes")
        if not code and not out.strip():
            yield (
                f"its commit {one.release.commit[:10]} is in no branch any more: the history was "
                "rewritten"
            )

    def gone(self) -> Iterator[tuple[str, str]]:
        """Tags that do not lead to the commits that made their releases, and where they lead."""
        for commit, stated in self.made.items():
            tag = tag_of(self.pattern, stated.version)
            there = self.tagged.get(tag)
            if there is None:
                yield tag, f"{commit[:10]} made it, and its tag is gone"
            elif there.release.commit != commit:
                where = there.release.commit[:10]
                why = "the tag was moved, or the history rewritten"
                yield tag, f"{commit[:10]} made it, and its tag leads to {where}: {why}"

    def _contents(self, recorded: Manifest, commit: str) -> Iterator[str]:
        there = manifest(handbook_at(self.folder, commit), recorded.version, recorded.previous)
        differing = set(recorded.documents) ^ set(there.documents)
        names = sorted({ref for ref, _, _ in differing})
        if names:
            yield f"its manifest does not match what it leads to: {some(names, MOST_NAMED)}"

    def _chain(self, recorded: Manifest, commit: str) -> Iterator[str]:
        before = recorded.previous
        if before is None:
            return
        there = self.tagged.get(before.tag)
        if there is None:
            yield f"the release before it, {before.tag}, is gone"
        elif there.release.commit != before.commit:
            yield (
                f"the release before it, {before.tag}, led to {before.commit[:10]} and now leads "
                f"to {there.release.commit[:10]}: it was moved"
            )
        elif there.manifest is not None and there.manifest.digest != before.digest:
            yield f"the release before it, {before.tag}, had another manifest: it was made anew"
        if there is not None and not is_before(self.folder, before.commit, commit):
            yield f"the release before it, {before.tag}, is not in its history: it was rewritten"
