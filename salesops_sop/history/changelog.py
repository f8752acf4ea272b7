"""What each release changed, and what is not released yet, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.change import Change
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.releases import Release, handbook_at


@dataclass(frozen=True, slots=True)
class Entry:
    """The changes from one release to the next.

    `release` is None for what is not released yet. Of the first release there are no changes to
    tell (`first`): all of its `documents` are new.
    """

    release: Release | None
    changes: tuple[Change, ...] = ()
    documents: int = 0
    first: bool = False


def changelog(
    folder: Path,
    found: Sequence[Release],
    prefix: str = "",
    current: Handbook | None = None,
) -> tuple[Entry, ...]:
    """Return an entry for each of these releases of the handbook in a folder, the newest first.

    `found` has the oldest first. With the `current` handbook its changes against the last release
    come before all, if there are any. Each release is loaded once, however often this is asked in
    one run. Raises like `handbook_at`.
    """
    befores = (None, *found[:-1])
    told = [_entry(folder, prefix, *pair) for pair in zip(befores, found, strict=False)]
    if current is not None and found:
        last = _handbook(folder, found[-1].commit, prefix)
        pending = tuple(changes(last, current))
        if pending:
            told.append(Entry(None, pending, len(current.documents)))
    return tuple(reversed(told))


@lru_cache(maxsize=1024)
def _entry(folder: Path, prefix: str, before: Release | None, release: Release) -> Entry:
    was = _handbook(folder, before.commit, prefix) if before else None
    now = _handbook(folder, release.commit, prefix)
    told = tuple(changes(was, now)) if was else ()
    return Entry(release, told, len(now.documents), first=was is None)


@lru_cache(maxsize=2)  # the one before and the one now: a handbook is large
def _handbook(folder: Path, commit: str, prefix: str) -> Handbook:
    return handbook_at(folder, commit, prefix)
