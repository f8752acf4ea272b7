"""Verifies who approved a handbook: every effective document of a revision, against its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from salesops_sop.analysis.governance import Requirement, requirement
from salesops_sop.analysis.lifecycle import controlled, next_review
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.record import Control, Document, Status
from salesops_sop.history import repo
from salesops_sop.history.approval.evidence import Evidence, History
from salesops_sop.history.approval.record import Approval
from salesops_sop.history.release.auditing import Standing, standings
from salesops_sop.history.releases import handbook_at, tags_of


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
    releases: tuple[Standing, ...] = ()

    @property
    def breaches(self) -> int:
        """How many breaches there are; what cannot be read is one for each name."""
        documents = sum(len(verdict.breaches) for verdict in self.verdicts) + len(self.unread)
        return documents + sum(len(standing.breaches) for standing in self.releases)

    @property
    def unread(self) -> list[str]:
        """The names of what cannot be read."""
        return sorted(self.handbook.lost)


def audit(folder: Path, revision: str, today: date, now: datetime) -> Audit:
    """Audit the handbook in a folder of a repository, at a revision.

    An approval counts when its file came in a commit of its own that touched it alone and never
    changed it again, made by a person of the handbook who held the role at that time, under the
    same meaning of the document, not dated before what it builds on or after `now`, signed by a
    key that was valid then where that is asked for (a wrong signature never counts), and not by
    an author of what it approves. Releases in its history are held against their manifests. Raises
    like `repo.texts_at`.
    """
    commit = repo.resolved(folder, revision)
    handbook = handbook_at(folder, commit)
    history = History(folder, commit, now)
    verdicts = [
        _verdict(handbook, history, document, control, today)
        for document, control in controlled(handbook, Status.EFFECTIVE)
    ]
    verdicts.sort(key=lambda verdict: verdict.document.ref)
    held = standings(folder, commit, tags_of(handbook.settings))
    return Audit(revision, commit, handbook, tuple(verdicts), held)


def _verdict(
    handbook: Handbook, history: History, document: Document, control: Control, today: date
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
