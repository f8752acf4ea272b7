"""What stands against a release, and what it would be: checked before anything is written."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from posixpath import dirname, join

from salesops_sop.base.errors import EnvironmentProblem, UsageError
from salesops_sop.base.listing import counted, some
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history import committing, repo
from salesops_sop.history.approval.auditing import Audit, audit
from salesops_sop.history.diff.compared import Compared, compare
from salesops_sop.history.release.manifest import Manifest, Previous, manifest
from salesops_sop.history.release.tagged import tagged
from salesops_sop.history.release.versions import (
    is_early,
    is_version,
    numbers_of,
    proposed,
    tag_of,
)
from salesops_sop.history.releases import (
    Release,
    Releases,
    comes_after,
    handbook_at,
    releases,
    tags_of,
)
from salesops_sop.history.tags import tags, tags_within

CHANGES = "CHANGES.md"
MOST_NAMED = 3
_INSIDE = "--ignore-submodules=dirty"  # looking into one would follow its own settings

Problems = Callable[[Handbook], int]
"""How many problems fail the lint of a handbook."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a release would be, and every reason why it cannot be made.

    `compared` are the changes since the release before; None for the first. `file` is the path of
    the list of changes from the top of the repository, `branch` the full name of the branch.
    """

    version: str
    tag: str
    before: Release | None
    commit: str
    branch: str
    file: str
    handbook: Handbook
    compared: Compared | None
    manifest: Manifest
    reasons: tuple[str, ...]


def check(folder: Path, asked: str, now: datetime, problems: Problems) -> Check:
    """Check the handbook in a folder as it is committed, for a release with a version.

    Without a version it is the one that the changes demand. Raises like `repo.texts_at`, and
    UsageError where nothing is committed.
    """
    inside = repo.place(folder)
    commit = committing.head(folder)
    handbook = handbook_at(folder, commit)
    pattern = tags_of(handbook.settings)
    within = tags_within(folder, commit)
    found = releases(folder, pattern)
    here = Releases(tuple(one for one in found.found if one.tag in within))
    before = here.latest
    compared = _compared(folder, before, handbook)
    version = asked or proposed(before, compared.changes if compared else ())
    tag = tag_of(pattern, version)
    code, out, _ = repo.run(folder, "symbolic-ref", "--quiet", "HEAD")
    branch = "" if code else os.fsdecode(out).strip()
    reasons = [
        *_repository(folder, branch),
        *_version(folder, version, tag, pattern, here),
        *_changes(before, compared, version, asked),
        *_contents(handbook, problems(handbook), audit(folder, commit, now.date(), now)),
    ]
    return Check(
        version,
        tag,
        before,
        commit,
        branch,
        join(dirname(inside), CHANGES),
        handbook,
        compared,
        manifest(handbook, version, previous(folder, before)),
        tuple(dict.fromkeys(reasons)),
    )


def _compared(folder: Path, before: Release | None, handbook: Handbook) -> Compared | None:
    if before is None:
        return None
    return compare(handbook_at(folder, before.commit), handbook, before.tag, "HEAD")


def previous(folder: Path, before: Release | None) -> Previous | None:
    """What a manifest says of the release before."""
    if before is None:
        return None
    (found,) = tagged(folder, (before,))
    if found.manifest is not None:
        return Previous(before.tag, before.commit, found.manifest.digest)
    was = manifest(handbook_at(folder, before.commit), before.version)
    return Previous(before.tag, before.commit, was.digest)  # it was made without one


def _repository(folder: Path, branch: str) -> Iterator[str]:
    if not branch:
        yield "no branch is checked out: `git switch` to the one that is released"
    try:
        committing.ready(folder)
    except (UsageError, EnvironmentProblem) as error:
        yield str(error)
    if repo.is_shallow(folder):
        yield (
            "the clone is shallow, so who approved what cannot be seen: "
            "`git fetch --unshallow --tags`"
        )
    code, out, err = repo.run(folder, "status", "--porcelain", "-z", "--no-renames", _INSIDE)
    if code:
        yield f"git cannot say what is committed: {repo.last_line(err)}"
    changed = [visible(line[3:]) for line in os.fsdecode(out).split("\0") if line]
    if changed:
        named = f"{some(changed, MOST_NAMED)} {'is' if len(changed) == 1 else 'are'}"
        yield f"{named} not committed: commit or set aside what is to wait"


def _version(folder: Path, version: str, tag: str, pattern: str, found: Releases) -> Iterator[str]:
    if not is_version(version):
        yield (
            f"‘{visible(version)[:40]}’ is no version: write three numbers, such as "
            f"{proposed(found.latest, ())}"
        )
        return
    if not tag:
        yield (
            f"`releases.tags` is ‘{visible(pattern)}’, which names no one tag for a version: "
            "write it with one `*`, such as ‘v*’"
        )
        return
    if any(name == tag for name, _, _ in tags(folder)):
        yield f"there is a tag ‘{visible(tag)}’ already"
    elif found.latest and not comes_after(tag.rpartition("/")[2], found.latest):
        yield f"{version} is not above {found.latest.version}, the release before"


def _changes(
    before: Release | None, compared: Compared | None, version: str, asked: str
) -> Iterator[str]:
    if before is None or compared is None:
        return
    if not compared.changes:
        yield f"nothing changed in meaning since {before.tag}"
    least = proposed(before, compared.changes)
    wanted = numbers_of(asked) if is_version(asked) and not is_early(asked) else (0, 0, 0)
    if numbers_of(before.name) < wanted < numbers_of(least):
        yield f"what changed demands a new {compared.version} version: {least} or higher"
    for document in compared.unraised:
        yield (
            f"{document.document.ref} has changed and is still at {document.after or 'no version'}:"
            f" raise it to {document.least} at least"
        )


def _contents(handbook: Handbook, problems: int, found: Audit) -> Iterator[str]:
    if not handbook.documents:
        yield "there is no document in what is committed"
    if problems:
        yield f"the handbook has {counted(problems, 'problem')}: see `sop lint`"
    for verdict in found.verdicts:
        for breach in verdict.breaches:
            yield f"{verdict.document.ref}: {breach}"
    for standing in found.releases:
        for breach in standing.breaches:
            yield f"release {standing.tag}: {breach}"
    for name in found.unread:
        yield f"‘{visible(name)}’ cannot be read: see `sop lint`"
