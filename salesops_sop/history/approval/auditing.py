"""Verifies who approved a handbook: every effective document of a revision, against its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from salesops_sop.analysis.governance import Requirement, acting, requirement
from salesops_sop.analysis.lifecycle import controlled, next_review
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.organization import Person
from salesops_sop.handbook.model.record import Control, Document, Status
from salesops_sop.history import repo
from salesops_sop.history.approval.authors import authors
from salesops_sop.history.approval.commits import Commit, changed, made_at, touching
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one document; without `breaches` it is approved as it must be.

    `asked` is None where nobody needs to approve it.
    """

    document: Document
    control: Control
    digest: str
    asked: Requirement | None
    evidence: tuple[Evidence, ...] = ()
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """A handbook at a commit, with a verdict on each effective document, by reference."""

    revision: str
    commit: str
    handbook: Handbook
    verdicts: tuple[Verdict, ...]

    @property
    def breaches(self) -> int:
        """How many breaches there are."""
        return sum(len(verdict.breaches) for verdict in self.verdicts)


def audit(folder: Path, revision: str, today: date, now: datetime) -> Audit:
    """Audit the handbook in a folder of a repository, at a revision.

    An approval counts when its file came in a commit of its own that touched it alone and never
    changed it again, made by a person of the handbook who held the role at that time, under the
    same meaning of the document, not dated before what it builds on or after `now`, signed by a
    key that was valid then where that is asked for (a wrong signature never counts), and not by
    an author of what it approves. Raises like `repo.texts_at`.
    """
    commit = repo.resolved(folder, revision)
    handbook = handbook_at(folder, commit)
    history = _History(folder, commit, now)
    verdicts = [
        _verdict(handbook, history, document, control, today)
        for document, control in controlled(handbook, Status.EFFECTIVE)
    ]
    verdicts.sort(key=lambda verdict: verdict.document.ref)
    return Audit(revision, commit, handbook, tuple(verdicts))


def _verdict(
    handbook: Handbook, history: "_History", document: Document, control: Control, today: date
) -> Verdict:
    digest = approved_digest(document)
    asked = requirement(handbook, document, control)
    breaches = []
    evidence: list[Evidence] = []
    if asked is not None:
        evidence, refused = history.evidence(document, digest, asked)
        given = [one.approval for one in evidence]
        given += [one.approval for one in refused if one.approval]  # which is told as it is
        missing = asked.missing(_by_role(given))
        edited = history.edited(document, digest) if missing else ""
        breaches += [one.sentence for one in refused]
        breaches += [f"{edited}: {', '.join(missing)}"] if edited else missing
    review = next_review(handbook, document, control)
    if review is not None and review.due < today:
        breaches.append(f"its review was due on {review.due}")
    return Verdict(document, control, digest, asked, tuple(evidence), tuple(breaches))


def _by_role(approvals: Iterable[Approval]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for approval in approvals:
        found.setdefault(approval.role, []).append(approval.person)
    return found


class _Refused(NamedTuple):
    """An approval that does not count, if it can be read, and why."""

    sentence: str
    approval: Approval | None = None


class _History:
    """The approvals in the history of a commit, read once."""

    def __init__(self, folder: Path, commit: str, now: datetime) -> None:
        self.folder = folder
        self.commit = commit
        self.now = now
        self.inside = repo.place(folder)

    def evidence(
        self, document: Document, digest: str, asked: Requirement
    ) -> tuple[list[Evidence], list[_Refused]]:
        """The approvals of a text that count, and why others do not."""
        found: list[Evidence] = []
        refused: list[_Refused] = []
        for path, text in self._files(document):
            name = path.rpartition("/")[2]
            try:
                approval = read(text)
            except ValueError as error:
                refused.append(_Refused(f"“{visible(name)}” does not count: {error}"))
                continue
            if approval.digest != digest:
                continue
            if approval.role not in asked.roles:
                continue
            fault, one = self._checked(path, approval, document, asked)
            if one is not None:
                found.append(one)
            else:
                who = f"the approval by ‘{approval.person}’ as ‘{approval.role}’"
                refused.append(_Refused(f"{who} does not count: {fault}", approval))
        return found, refused

    def edited(self, document: Document, digest: str) -> str:
        """By which commit a document was changed after it was approved; empty if it was not."""
        approved = {self._digest_of(text) for _, text in self._files(document)} - {""}
        if not approved or digest in approved:
            return ""
        path = f"{self.inside}/{document.path}" if self.inside else document.path
        last = next(iter(touching(self.folder, self.commit, path)), None)
        said = f" (last by {last.email} in {last.id[:10]} on {last.day})" if last else ""
        return f"it was changed after it was approved{said}"

    def _checked(
        self, path: str, approval: Approval, document: Document, asked: Requirement
    ) -> tuple[str, Evidence | None]:
        if path != self._join(approval.path) or approval.document != document.ref:
            return "its file belongs to another approval", None
        touches = self._touches.get(path, [])
        if not touches or len(touches[-1].parents) > 1:
            return "it came with a merge, not in a commit of its own", None
        if len(touches) > 1:
            return f"its file was changed later, in {touches[0].id[:10]}", None
        commit = touches[0]
        fault = (
            self._not_alone(commit)
            or self._not_in_time(commit)
            or self._not_seen(commit, document, approval)
        )
        if fault:
            return fault, None
        person, fault = self._person(commit, approval)
        if person is None:
            return fault, None
        signed = signature(self.folder, commit.id, person, commit.made)
        if signed.fault:
            return signed.fault, None
        if asked.signed and not signed.there:
            return "its commit is not signed, its signature is asked for", None
        if not asked.author_may_approve and self._wrote(commit, document, person):
            return "that person wrote what it approves", None
        return "", Evidence(approval, commit, signed.there)

    def _not_alone(self, commit: Commit) -> str:
        start = self._join(FOLDER) + "/"
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

    def _person(self, commit: Commit, approval: Approval) -> tuple[Person | None, str]:
        then = self._handbook(commit.id)
        person = then.get(Person, approval.person)
        if person is None or not person.email:
            return None, f"the handbook knew no person ‘{approval.person}’ with an address then"
        if commit.email.lower() != person.email.lower():
            return None, f"its commit is by {commit.email}, who is not ‘{approval.person}’"
        if person not in acting(then, approval.role, commit.day):
            return None, f"‘{person.id}’ did not hold ‘{approval.role}’ on {commit.day}"
        return person, ""

    def _wrote(self, commit: Commit, document: Document, person: Person) -> bool:
        before = commit.parents[0] if commit.parents else commit.id
        there = self._handbook(commit.id).find(document.kind, document.id)
        if there is None or not person.email:
            return False
        return person.email.lower() in authors(self.folder, before, there)

    def _files(self, document: Document) -> list[tuple[str, str]]:
        return self._by_document.get(f"{document.kind}/{document.id}", [])

    @cached_property
    def _by_document(self) -> Mapping[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        start = self._join(FOLDER)
        for path, data in sorted(repo.files_at(self.folder, self.commit, start).items()):
            ref = path[len(start) + 1 :].rpartition("/")[0]
            found.setdefault(ref, []).append((path, data.decode("utf-8", "replace")))
        return found

    @cached_property
    def _touches(self) -> Mapping[str, list[Commit]]:
        """From each file of an approval to the commits that touched it, newest first."""
        found: dict[str, list[Commit]] = {}
        for commit in touching(self.folder, self.commit, self._join(FOLDER)):
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

    @staticmethod
    def _digest_of(text: str) -> str:
        try:
            return read(text).digest
        except ValueError:
            return ""

    def _join(self, path: str) -> str:
        return f"{self.inside}/{path}" if self.inside else path
