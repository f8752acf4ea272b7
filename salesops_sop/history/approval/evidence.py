"""Which approvals count: each is held against the commit that brought it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from posixpath import join
from typing import NamedTuple

from salesops_sop.analysis.governance import Requirement, acting
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.organization import Person
from salesops_sop.handbook.model.record import Document
from salesops_sop.history import repo
from salesops_sop.history.approval.authors import authors
from salesops_sop.history.approval.commits import Commit, changed, is_before, made_at, touching
from salesops_sop.history.approval.record import FOLDER, Approval, read
from salesops_sop.history.approval.signature import signature
from salesops_sop.history.releases import handbook_at

SKEW = timedelta(minutes=5)
"""How far clocks of honest machines may be apart."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An approval that counts: the file, and the commit that brought it."""

    approval: Approval
    commit: Commit
    signed: bool


class Refused(NamedTuple):
    """An approval that does not count, if it can be read, and why."""

    sentence: str
    approval: Approval | None = None


class _Kept(NamedTuple):
    """A file of an approval; `approval` is a sentence where it cannot be read."""

    path: str
    approval: Approval | str


class History:
    """The approvals in the history of a commit, read once."""

    def __init__(self, folder: Path, commit: str, now: datetime) -> None:
        self.folder = folder
        self.commit = commit
        self.now = now
        self.inside = repo.place(folder)

    def evidence(
        self, document: Document, digest: str, asked: Requirement
    ) -> tuple[list[Evidence], list[Refused]]:
        """The approvals of a text that count, and why others do not."""
        found: list[Evidence] = []
        refused: list[Refused] = []
        for kept in self._kept(document):
            approval = kept.approval
            if isinstance(approval, str):
                name = visible(kept.path.rpartition("/")[2])
                refused.append(Refused(f"“{name}” does not count: {approval}"))
            elif approval.digest == digest and approval.role in asked.roles:
                one = self._held(kept.path, approval, document, asked)
                if isinstance(one, Evidence) and self._is_own(one, document, asked):
                    one = "that person wrote what it approves"
                if isinstance(one, Evidence):
                    found.append(one)
                else:
                    who = f"the approval by ‘{approval.person}’ as ‘{approval.role}’"
                    refused.append(Refused(f"{who} does not count: {one}", approval))
        return found, refused

    def edited(self, document: Document, digest: str) -> str:
        """By which commit a document was changed after it was approved; empty if it was not."""
        kept = [one.approval for one in self._kept(document)]
        approved = {one.digest for one in kept if isinstance(one, Approval)}
        if not approved or digest in approved:
            return ""
        path = join(self.inside, document.path)
        last = next(iter(touching(self.folder, self.commit, path)), None)
        said = f" (last by {last.email} in {last.id[:10]} on {last.day})" if last else ""
        return f"it was changed after it was approved{said}"

    def authors(self, revision: str, document: Document, asked: Requirement) -> frozenset[str]:
        """Who wrote what a document says at a revision, since it was last approved before that."""

        def approved(digest: str) -> bool:
            return any(
                isinstance(one, Evidence) and is_before(self.folder, one.commit.id, revision)
                for kept in self._kept(document)
                if isinstance(kept.approval, Approval) and kept.approval.digest == digest
                for one in [self._held(kept.path, kept.approval, document, asked)]
            )

        return authors(self.folder, revision, document, self._handbook, approved)

    def _is_own(self, one: Evidence, document: Document, asked: Requirement) -> bool:
        """Whether who approves wrote it, where that does not count."""
        there = self._handbook(one.commit.id).find(document.kind, document.id)
        if asked.author_may_approve or there is None or not one.commit.parents:
            return False
        return one.commit.email.lower() in self.authors(one.commit.parents[0], there, asked)

    def _held(
        self, path: str, approval: Approval, document: Document, asked: Requirement
    ) -> Evidence | str:
        """The approval, held against the commit that brought it, or why it does not count.

        Whether its author approves is not looked at.
        """
        if path != join(self.inside, approval.path) or approval.document != document.ref:
            return "its file belongs to another approval"
        touches = self._touches.get(path, [])
        if not touches or len(touches[-1].parents) > 1:
            return "it came with a merge, not in a commit of its own"
        if len(touches) > 1:
            return f"its file was changed later, in {touches[0].id[:10]}"
        commit = touches[0]
        fault = (
            self._not_alone(commit)
            or self._not_in_time(commit)
            or self._not_seen(commit, document, approval)
        )
        if fault:
            return fault
        person = self._person(commit, approval)
        if isinstance(person, str):
            return person
        signed = signature(self.folder, commit.id, person, commit.made)
        if signed.fault:
            return signed.fault
        if asked.signed and not signed.there:
            return "its commit is not signed, its signature is asked for"
        return Evidence(approval, commit, signed.there)

    def _not_alone(self, commit: Commit) -> str:
        start = join(self.inside, FOLDER, "")
        if all(path.startswith(start) for path in changed(self.folder, commit.id)):
            return ""
        return f"its commit {commit.id[:10]} changes more than approvals"

    def _not_in_time(self, commit: Commit) -> str:
        if commit.made > self.now + SKEW:
            return f"its commit is dated in the future, {commit.made:%Y-%m-%d %H:%M} UTC"
        before = made_at(self.folder, *commit.parents) if commit.parents else []
        if any(commit.made < parent - SKEW for parent in before):
            return "its commit is dated before the one that it builds on: a clock was wrong"
        return ""

    def _not_seen(self, commit: Commit, document: Document, approval: Approval) -> str:
        """Whether the handbook at the commit did not say what is approved."""
        there = self._handbook(commit.id).find(document.kind, document.id)
        if there is not None and approved_digest(there) == approval.digest:
            return ""
        return f"what it approves was not in the handbook at its commit {commit.id[:10]}"

    def _person(self, commit: Commit, approval: Approval) -> Person | str:
        then = self._handbook(commit.id)
        person = then.get(Person, approval.person)
        if person is None or not person.email:
            return f"the handbook knew no person ‘{approval.person}’ with an address then"
        if commit.email.lower() != person.email.lower():
            return f"its commit is by {commit.email}, who is not ‘{approval.person}’"
        if person not in acting(then, approval.role, commit.day):
            return f"‘{person.id}’ did not hold ‘{approval.role}’ on {commit.day}"
        return person

    def _kept(self, document: Document) -> list[_Kept]:
        return self._by_document.get(f"{document.kind}/{document.id}", [])

    @cached_property
    def _by_document(self) -> Mapping[str, list[_Kept]]:
        found: dict[str, list[_Kept]] = {}
        start = join(self.inside, FOLDER)
        for path, data in sorted(repo.files_at(self.folder, self.commit, start).items()):
            ref = path[len(start) + 1 :].rpartition("/")[0]
            found.setdefault(ref, []).append(_Kept(path, _read(data)))
        return found

    @cached_property
    def _touches(self) -> Mapping[str, list[Commit]]:
        """From each file of an approval to the commits that touched it, newest first."""
        found: dict[str, list[Commit]] = {}
        for commit in touching(self.folder, self.commit, join(self.inside, FOLDER)):
            for path in commit.files:
                found.setdefault(path, []).append(commit)
        return found

    def _handbook(self, commit: str) -> Handbook:
        """The handbook at a commit; approvals change no document, so those in a row share it."""
        there = repo.entries(self.folder, commit, self.inside)
        state = tuple(entry for entry in there if not entry.endswith(f"\t{FOLDER}"))
        if state not in self._handbooks:
            self._handbooks[state] = handbook_at(self.folder, commit)
        return self._handbooks[state]

    @cached_property
    def _handbooks(self) -> dict[tuple[str, ...], Handbook]:
        return {}


def _read(data: bytes) -> Approval | str:
    try:
        return read(data.decode("utf-8", "replace"))
    except ValueError as error:
        return str(error)
