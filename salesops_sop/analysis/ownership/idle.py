"""Roles to which a handbook gives nothing to do."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.ownership.duties import Claim, Letter
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role

TOLD_ONLY = (Letter.CONSULTED, Letter.INFORMED)
_GIVES_WORK = frozenset({"approver", "approvers", "by", "entered_by", "owner", "provider", "to"})


def idle(claims: Iterable[Claim], handbook: Handbook) -> Iterator[Role]:
    """Roles that do nothing, answer for nothing, lead nobody, and that no work is handed to."""
    busy = {claim.role for claim in claims if claim.letter not in TOLD_ONLY}
    busy.update(role.reports_to for role in handbook.all(Role) if role.reports_to)
    busy.update(department.head for department in handbook.all(Department) if department.head)
    for role in handbook.all(Role):
        if role.id not in busy and not _is_handed_work(role, handbook):
            yield role


def _is_handed_work(role: Role, handbook: Handbook) -> bool:
    """Whether a reference hands it something: `handoff.to`, `escalate.to`, `approver`, …"""
    for reference in handbook.incoming.get(role.ref, ()):
        names = [step for step in reference.place.path if isinstance(step, str)]
        if not reference.in_prose and names and names[-1] in _GIVES_WORK:
            return True
    return False
