"""Who wrote what a document says: the authors of its changes since it was last approved."""

from collections.abc import Iterator
from pathlib import Path

from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.record import Document
from salesops_sop.history import repo
from salesops_sop.history.approval.commits import Commit, touching
from salesops_sop.history.approval.record import FOLDER, SHOWN


def authors(folder: Path, revision: str, document: Document) -> frozenset[str]:
    """The addresses, in lower case, of those who changed what a document says.

    `document` is that of the revision, its path seen from the handbook in `folder`. Counted back
    from the revision to the last text that somebody approved, or to its first. Changes of form
    alone have no author.
    """
    approved = _approved(folder, revision, document)
    found: set[str] = set()
    for commit, before in _changes(folder, revision, document):
        found |= commit.emails
        if before[:SHOWN] in approved:
            break
    return frozenset(found)


def _changes(folder: Path, revision: str, document: Document) -> Iterator[tuple[Commit, str]]:
    """The commits that changed its meaning, newest first, each with the digest before it."""
    path = _path(folder, document)
    texts: dict[str, str] = {}

    def meaning(commit: str) -> str:
        if commit not in texts:
            texts[commit] = _meaning(folder, commit, path, document)
        return texts[commit]

    for commit in touching(folder, revision, path):
        now = meaning(commit.id)
        before = [meaning(parent) for parent in commit.parents]
        if now not in before:
            yield commit, before[0] if before else ""


def _meaning(folder: Path, commit: str, path: str, document: Document) -> str:
    """The digest of a document at a commit; empty where it was not in its file yet."""
    files = repo.files_at(folder, commit, path)
    texts = {name: data.decode("utf-8", "replace") for name, data in files.items()}
    found = load(texts).find(document.kind, document.id)
    return approved_digest(found) if found else ""


def _approved(folder: Path, revision: str, document: Document) -> set[str]:
    """The beginnings of the digests that approvals of a document are named by."""
    below = f"{FOLDER}/{document.kind}/{document.id}"
    inside = repo.place(folder)
    names = repo.files_at(folder, revision, f"{inside}/{below}" if inside else below)
    return {name.rpartition("/")[2].partition("-")[0] for name in names}


def _path(folder: Path, document: Document) -> str:
    """The path of its file, seen from the top of the repository."""
    inside = repo.place(folder)
    return f"{inside}/{document.path}" if inside else document.path
