"""What everything that writes to a repository is made of: objects, trees, and who commits."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError
from salesops_sop.history.repo import last_line, run

Entries = Mapping[str, tuple[str, str]]
"""From paths, seen from the top of the repository, to mode and object."""

FILE = "100644"


def said(place: Path, *words: str, data: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """Return what git says to words and data; raises UnreadableError when it fails."""
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        code, out, err = run(place, *words, stdin=given, env=env)
    if code:
        name = next(word for word in words if word[:1] != "-" and "=" not in word)
        raise UnreadableError(f"git {name} failed: {last_line(err)}")
    return os.fsdecode(out).strip()


def tree(place: Path, entries: Entries, base: str = "") -> str:
    """Write a tree of files, on top of that of the commit `base`; the index stays as it is."""
    with tempfile.TemporaryDirectory(prefix="sop-tree-") as work:
        index = {"GIT_INDEX_FILE": os.path.join(work, "index")}
        if base:
            said(place, "read-tree", base, env=index)
        enter(place, entries, index)
        return said(place, "write-tree", env=index)


def enter(place: Path, entries: Entries, env: Mapping[str, str] | None = None) -> None:
    """Let the index hold files beside what it holds."""
    lines = "".join(f"{mode} {ident}\t{path}\0" for path, (mode, ident) in entries.items())
    said(place, "update-index", "-z", "--index-info", data=os.fsencode(lines), env=env)


def identity(place: Path) -> tuple[str, str]:
    """Return name and address of whoever commits.

    Raises EnvironmentProblem where git knows none.
    """
    code, out, _ = run(place, "var", "GIT_COMMITTER_IDENT")
    if code or run(place, "var", "GIT_AUTHOR_IDENT")[0]:
        raise EnvironmentProblem(
            "git does not know who you are: say it with `git config user.name …` and "
            "`git config user.email …`"
        )
    name, _, rest = os.fsdecode(out).partition(" <")
    return name, rest.partition(">")[0]
