"""The revisions of documents: who changed each, when and why, from one look at the history."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from posixpath import basename, join

from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history import repo
from salesops_sop.history.approval.commits import Commit, touching
from salesops_sop.history.approval.record import FOLDER
from salesops_sop.history.diff.naming import cut

LONGEST = 120
_REQUEST = re.compile(r"(?:^Merge pull request (#\d{1,9})\b|\((#\d{1,9})\)\s*$|([#!]\d{1,9})\s*$)")
_MERGE = re.compile(r"^Merge (?:pull request|branch|remote|commit|tag)\b")
_SEE = re.compile(r"^See merge request \S*?(!\d{1,9})\s*$", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that touched a document: its day in UTC, author, why, and the request it came with.

    No text holds an address of mail; `request` is such as “#12”, empty where none is named.
    """

    commit: str
    day: date
    author: str
    why: str
    request: str


Revisions = Mapping[str, tuple[Revision, ...]]
"""From the reference of each document to its revisions, the newest first."""


def revisions(folder: Path, revision: str, handbook: Handbook, prefix: str = "") -> Revisions:
    """Return the revisions of every document of a handbook, as it is at a revision.

    Paths of its documents come behind `prefix`. A document that moved to another folder is followed
    there; where several share a file they share its revisions; its approvals count as well. Merges
    count where they change something themselves. Raises like `repo.texts_at`.
    """
    commit = repo.resolved(folder, revision)
    inside = repo.place(folder)
    commits = touching(folder, commit, *([inside] if inside else []))
    requests = _requests(folder, commit)
    files = _Files(commits)
    order = {one.id: place for place, one in enumerate(commits)}
    start = prefix.rstrip("/") + "/" if prefix else ""
    told = {one.id: _told(one, requests.get(one.id, "")) for one in commits}
    found = {}
    for document in handbook.documents:
        path = join(inside, document.path.removeprefix(start))
        own = {c.id for c in files.of(path)}
        own |= {c.id for c in files.below(join(inside, FOLDER, document.kind, document.id))}
        if own:
            found[document.ref] = tuple(told[c] for c in sorted(own, key=order.__getitem__))
    return found


class _Files:
    """The commits by the files that they touched, newest first."""

    def __init__(self, commits: list[Commit]) -> None:
        self.by_path: dict[str, list[Commit]] = {}
        self.by_folder: dict[str, list[Commit]] = {}
        for commit in commits:
            for path in commit.files:
                self.by_path.setdefault(path, []).append(commit)
            for folder in {path.rpartition("/")[0] for path in commit.files}:
                self.by_folder.setdefault(folder, []).append(commit)

    def of(self, path: str) -> Iterator[Commit]:
        """Those of a file, and of the one of its name that went when it came."""
        seen = set()
        commits = self.by_path.get(path, [])
        while commits and path not in seen:
            yield from commits
            seen.add(path)
            last = commits[-1]
            gone = (
                other
                for other in sorted(last.files)
                if basename(other) == basename(path) and self.by_path[other][0] is last
            )
            path = next((other for other in gone if other not in seen), "")
            commits = self.by_path.get(path, [])

    def below(self, folder: str) -> list[Commit]:
        """Those of the files right in a folder."""
        return self.by_folder.get(folder, [])


def _told(commit: Commit, request: str) -> Revision:
    subject, _, rest = commit.message.strip().partition("\n")
    named = _request(commit.message)
    if _MERGE.match(subject) and rest.strip():
        subject = rest.strip().partition("\n")[0]
    why = _REQUEST.sub("", subject).strip() or subject
    return Revision(commit.id, commit.day, _plain(commit.author), _plain(why), named or request)


def _plain(text: str) -> str:
    """A text of a commit on one line, without addresses and what cannot be seen."""
    return cut(visible(" ".join(_ADDRESS.sub("…", text).split())), LONGEST)


def _request(message: str) -> str:
    """The number of the pull or merge request that a message names."""
    subject = message.strip().partition("\n")[0]
    match = _REQUEST.search(subject)
    see = _SEE.search(message)
    if match:
        return str(next(filter(None, match.groups())))
    return see[1] if see else ""


def _requests(folder: Path, commit: str) -> dict[str, str]:
    """From each commit that came with a merge to the request that the merge names."""
    words = ("log", "-z", "--topo-order", "--format=%H%x00%P%x00%B", "--end-of-options", commit)
    code, out, err = repo.run(folder, *words)
    if code:
        raise UnreadableError(f"git cannot read the history: {repo.last_line(err)}")
    tokens = os.fsdecode(out).split("\0")
    parents = dict(zip(tokens[::3], map(str.split, tokens[1::3]), strict=False))
    messages = dict(zip(tokens[::3], tokens[2::3], strict=False))
    main = [commit]
    while parents.get(main[-1]):
        main.append(parents[main[-1]][0])
    seen, found = set(main), dict[str, str]()
    for merge in reversed(main):  # the oldest first: what a merge brought came with no later one
        request = _request(messages.get(merge, ""))
        waiting = parents.get(merge, [])[1:]
        while waiting:
            brought = waiting.pop()
            if brought not in seen:
                seen.add(brought)
                found[brought] = request
                waiting += parents.get(brought, [])
    return found
