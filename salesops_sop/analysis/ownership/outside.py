"""Work that is answered for outside the line of those who do it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from salesops_sop.analysis.organization.departments import Departments
from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.analysis.organization.tops import tops
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.handbook.handbook import Handbook

WORDED = (Source.CHARTER, Source.STEP)


def outside_line(duties: Iterable[Duty], handbook: Handbook) -> Iterator[Duty]:
    """Rows whose accountable role is in the line of none of those who do it.

    In the line of a role are the role itself, whoever is above it, and the heads of its
    department and of the departments around that. Where a line is not known to its top, nothing
    is said of it.
    """
    lines, departments = Lines.of(handbook), Departments.of(handbook)
    house = _House(lines, departments, tops(lines, departments).root)
    for duty in duties:
        if duty.source in WORDED and len(duty.accountable) == 1 and duty.responsible:
            (accountable,) = duty.accountable
            known = accountable in lines.written
            if known and all(house.is_outside(accountable, role) for role in duty.responsible):
                yield duty


@dataclass(frozen=True)
class _House:
    lines: Lines
    departments: Departments
    root: str | None

    def is_outside(self, accountable: str, role: str) -> bool:
        """Whether a role is in the line of another one; False where that line breaks off."""
        line = (role, *self.lines.path(role))
        if line[-1] != self.root or accountable in line:
            return False
        department = self.departments.department_of[role]
        return accountable not in self.departments.heads(department)
