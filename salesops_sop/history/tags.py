"""The tags of a repository: what they lead to, on which day, and what they come after."""

import os
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.history.repo import last_line, place, run


def tags(folder: Path) -> list[tuple[str, str, str]]:
    """Return name, commit and day (`2026-11-28`) of every tag, sorted by name.

    The day is the one on which it was made, where the tag says that, else that of its commit; a
    tag of something that is no commit has an empty commit. Raises like `repo.texts_at`.
    """
    place(folder)
    code, out, err = run(folder, "for-each-ref", f"--format={_TAG_FORMAT}", "refs/tags")
    if code:
        raise UnreadableError(f"git cannot list the tags of ‘{folder}’: {last_line(err)}")
    found = []
    for line in os.fsdecode(out).splitlines():
        name, day, *objects = line.split("\0")
        kinds = dict(zip(objects[::2], objects[1::2], strict=True))
        commit = kinds.get("commit", "")
        if not commit and "tag" in kinds:  # a tag of a tag
            commit = _peeled(folder, kinds["tag"])
        found.append((name, commit, day))
    return sorted(found)


def tags_within(folder: Path, commit: str) -> frozenset[str]:
    """Return the names of the tags that a commit comes after, its own included."""
    words = ("for-each-ref", "--format=%(refname:lstrip=2)", f"--merged={commit}", "refs/tags")
    return frozenset(os.fsdecode(run(folder, *words)[1]).splitlines())


_TAG_FORMAT = (
    "%(refname:lstrip=2)%00%(creatordate:short)"
    "%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)"
)


def _peeled(folder: Path, ident: str) -> str:
    """Return the commit that an object leads to, empty where there is none."""
    code, out, _ = run(folder, "rev-parse", "--verify", "--quiet", f"{ident}^{{commit}}")
    return "" if code else out.decode("ascii").strip()
