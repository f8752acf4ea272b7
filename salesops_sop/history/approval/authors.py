"""Who wrote what a document says: the authors of its changes since it was last approved."""

from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import join

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.record import Document
from salesops_sop.history import repo
from salesops_sop.history.approval.commits import Commit, touching


def authors(
    folder: Path,
    revision: str,
    document: Document,
    handbook: Callable[[str], Handbook],
    approved: Callable[[str], bool],
) -> frozenset[str]:
    """The addresses, in lower case, of those who changed what a document says.

    `document` is that of the revision, its path seen from the handbook in `folder`. Counted back
    from the revision to the last text whose digest is `approved`, or to its first, also through
    files that it stood in before: `handbook` gives that of a commit. Changes of form alone have no
    author.
    """
    found: set[str] = set()
    for commit, before in _Changes(folder, document, handbook).back_from(revision, document):
        found |= commit.emails
        if before and approved(before):
            break
    return frozenset(found)


class _Changes:
    def __init__(
        self, folder: Path, document: Document, handbook: Callable[[str], Handbook]
    ) -> None:
        self.folder = folder
        self.kind, self.id = document.kind, document.id
        self.handbook = handbook
        self.inside = repo.place(folder)

    def back_from(self, revision: str, document: Document) -> Iterator[tuple[Commit, str]]:
        """The commits that changed its meaning, newest first, each with the digest before it."""
        path = join(self.inside, document.path)
        digests: dict[str, str] = {}

        def digest(commit: str) -> str:
            if commit not in digests:
                digests[commit] = self._digest(commit, path)
            return digests[commit]

        commits = touching(self.folder, revision, path)
        for commit in commits:
            before = [digest(parent) for parent in commit.parents]
            if digest(commit.id) not in before:
                yield commit, before[0] if before else ""
        for parent in commits[-1].parents if commits else ():
            there = self.handbook(parent).find(self.kind, self.id)
            if there is not None and there.path != document.path:
                yield from self.back_from(parent, there)

    def _digest(self, commit: str, path: str) -> str:
        """The digest at a commit, mostly of the same file; empty where there was no document."""
        files = repo.files_at(self.folder, commit, path)
        texts = {name: data.decode("utf-8", "replace") for name, data in files.items()}
        found = load(texts).find(self.kind, self.id) or self.handbook(commit).find(
            self.kind, self.id
        )
        return approved_digest(found) if found else ""
