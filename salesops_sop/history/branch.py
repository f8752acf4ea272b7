"""Puts a folder on a branch as a commit, touching neither the working tree nor the index.

The objects are written first and the branch is moved last, in one act and only from where it was
found: whoever interrupts this, at any moment, leaves the branch as it was.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import UsageError
from salesops_sop.base.visible import visible
from salesops_sop.history.plumbing import FILE, identity, said, tree
from salesops_sop.history.repo import last_line, run

LONGEST_NAME = 200
KEPT = "CNAME"  # the host's own setting, in a branch that it publishes


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that may be written: its name, and the commit it is at, empty if it is new."""

    name: str
    commit: str

    @property
    def ref(self) -> str:
        """Its full name."""
        return f"refs/heads/{self.name}"


def find(place: Path, name: str, signs: tuple[str, ...]) -> Branch:
    """Return the branch of a repository that is to be written; it need not be there yet.

    A branch that is there must hold one of the files `signs`: what is not ours is not replaced.
    Raises UsageError when it is not ours, checked out, or no name of a branch.
    """
    _check_name(place, name)
    checked_out = run(place, "worktree", "list", "--porcelain")[1].decode("utf-8", "replace")
    if f"branch refs/heads/{name}" in checked_out.splitlines():
        raise UsageError(f"‘{name}’ is checked out: name a branch that only holds the site")
    code, out, _ = run(place, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}^{{commit}}")
    branch = Branch(name, "" if code else out.decode("ascii").strip())
    if branch.commit and not any(_entry(place, branch, sign) for sign in signs):
        raise UsageError(
            f"‘{name}’ holds something that is not a published site: name another branch"
        )
    return branch


def text_of(place: Path, branch: Branch, file: str) -> str:
    """Return the text of a file at the top of a branch; empty where there is none."""
    entry = _entry(place, branch, file)
    if not entry:
        return ""
    return run(place, "cat-file", "blob", entry[1])[1].decode("utf-8", "replace")


def write(place: Path, branch: Branch, folder: Path, message: str) -> str | None:
    """Let a branch hold what a folder holds; return the commit, None where it does already.

    Raises UsageError when git does not know who commits, or somebody else moved the branch
    meanwhile; UnreadableError when git cannot write.
    """
    identity(place)
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    made = _tree(place, branch, {n: p for n, p in sorted(files.items()) if p.is_file()})
    if branch.commit and made == said(place, "rev-parse", f"{branch.commit}^{{tree}}"):
        return None
    parents = ["-p", branch.commit] if branch.commit else []
    commit = said(place, "commit-tree", made, *parents, "-m", message)
    code, _, err = run(
        place,
        "update-ref",
        "-m",
        "sop build",
        branch.ref,
        commit,
        branch.commit or "0" * len(commit),
    )
    if code:
        raise UsageError(f"‘{branch.name}’ stays as it was, git does not move it: {last_line(err)}")
    return commit


def _check_name(place: Path, name: str) -> None:
    advice = "name a branch, such as ‘gh-pages’"
    shown = visible(name)[:60]
    if name.startswith("-") or name == "HEAD" or len(name) > LONGEST_NAME or visible(name) != name:
        raise UsageError(f"‘{shown}’ is no name of a branch: {advice}")
    if run(place, "check-ref-format", f"refs/heads/{name}")[0]:
        raise UsageError(f"‘{shown}’ is no name of a branch: {advice}")


def _tree(place: Path, branch: Branch, files: Mapping[str, Path]) -> str:
    """Write the files as objects and return the tree that has them by these names."""
    for name in files:
        if visible(name) != name or name.startswith('"'):
            raise UsageError(f"the name ‘{visible(name)}’ cannot be published: rename the file")
    paths = "".join(f"{path.absolute()}\n" for path in files.values())
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    objects = said(place, *words, data=os.fsencode(paths)).split()
    entries = {name: (FILE, ident) for name, ident in zip(files, objects, strict=True)}
    kept = _entry(place, branch, KEPT)
    if kept:
        entries.setdefault(KEPT, kept)
    return tree(place, entries)


def _entry(place: Path, branch: Branch, name: str) -> tuple[str, str] | None:
    """Mode and object of a file at the top of a branch."""
    if not branch.commit:
        return None
    out = run(place, "ls-tree", "-z", "--full-tree", branch.commit, "--", name)[1].decode()
    about = out.partition("\t")[0].split(" ")
    return (about[0], about[2]) if len(about) == 3 and about[1] == "blob" else None
