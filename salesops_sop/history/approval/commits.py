"""What commits did to approvals and documents, read from the history of a revision."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.history import repo

_FORMAT = "%H%x00%P%x00%ae%x00%ct%x00%an%x00%B"  # whatever they hold, no field holds a NUL
_STATUS = re.compile("[A-Z]+")
_TOGETHER = re.compile(r"^co-authored-by:.*<([^<>]+)>\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: `email` and `author` are those of its author.

    `made` is the time of its committer, in UTC. `files` are the paths that were asked about and
    that it touched. A merge touches what differs from every parent.
    """

    id: str
    parents: tuple[str, ...]
    email: str
    made: datetime
    author: str
    message: str
    files: tuple[str, ...]

    @property
    def day(self) -> date:
        """The day on which it was made, in UTC."""
        return self.made.date()

    @property
    def emails(self) -> frozenset[str]:
        """The addresses of all who wrote it, in lower case."""
        together = _TOGETHER.findall(self.message)
        return frozenset(address.strip().lower() for address in (self.email, *together))


def touching(folder: Path, revision: str, *paths: str) -> list[Commit]:
    """Return the commits before a revision that touch paths, newest first.

    Paths are seen from the top of the repository, and so are those that come back. Raises
    UnreadableError where git cannot read the history.
    """
    top = "/".join(".." for part in repo.place(folder).split("/") if part) or "."
    words = ["-C", top, "log", "-z", "-c", "--no-renames", "--name-status"]
    words += [f"--format={_FORMAT}", "--end-of-options", revision, "--", *paths]
    code, out, err = repo.run(folder, *words)
    if code:
        raise UnreadableError(f"git cannot read the history: {repo.last_line(err)}")
    return list(_commits(os.fsdecode(out)))


def changed(folder: Path, commit: str) -> set[str]:
    """Return every path that a commit touches, against its first parent."""
    words = ("diff-tree", "-r", "-z", "--root", "-m", "--first-parent", "--no-commit-id")
    code, out, err = repo.run(folder, *words, "--name-only", "--end-of-options", commit)
    if code:
        raise UnreadableError(f"git cannot read the commit {commit[:10]}: {repo.last_line(err)}")
    return set(filter(None, os.fsdecode(out).split("\0")))


def made_at(folder: Path, *commits: str) -> list[datetime]:
    """Return when commits were made, in their order."""
    code, out, err = repo.run(folder, "show", "-s", "--format=%ct", "--end-of-options", *commits)
    if code:
        raise UnreadableError(f"git cannot read commits: {repo.last_line(err)}")
    return [_time(line) for line in out.decode("ascii").split()]


def is_before(folder: Path, one: str, other: str) -> bool:
    """Whether a commit is in the history of another one, or that itself."""
    return repo.run(folder, "merge-base", "--is-ancestor", one, other)[0] == 0


def _commits(text: str) -> Iterator[Commit]:
    tokens = iter(text.split("\0"))
    ident = next(tokens, "").strip("\n")
    while ident:
        parents, email, made, author, message = (next(tokens, "") for _ in range(5))
        files = []
        following = next(tokens, "").strip("\n") or next(tokens, "")  # empty where it touches none
        while _STATUS.fullmatch(following):
            files.append(next(tokens, ""))
            following = next(tokens, "").strip("\n")
        yield Commit(
            ident, tuple(parents.split()), email, _time(made), author, message, tuple(files)
        )
        ident = following


def _time(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)
