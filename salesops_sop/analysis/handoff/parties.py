"""Parties: roles and departments as who gives and who receives, each with its department."""

from collections.abc import Iterable
from dataclasses import dataclass

from salesops_sop.analysis.organization.departments import Departments
from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure, Step


@dataclass(frozen=True)
class Parties:
    """The roles and departments of a handbook.

    A department that lies in another one is a department of its own: a team that passes work to
    its division hands it over. Where a handbook has no department at all, the names that its roles
    give are taken as they are.
    """

    departments: Departments

    @classmethod
    def of(cls, handbook: Handbook) -> "Parties":
        """The parties of a handbook; ask `handbook.derived(Parties.of)`."""
        return cls(handbook.derived(Organization).departments)

    def department(self, party: str) -> str:
        """The department of a role, or the department itself; empty where there is no such one.

        A role comes first where a role and a department have one id, as it does for references.
        """
        known = self.departments.departments
        own = self.departments.department_of.get(party)
        if own is not None:
            return own if own in known or not known else ""
        return party if party in known else ""

    def known(self, parties: Iterable[str]) -> bool:
        """Whether all of them exist and have a department that exists."""
        return all(self.department(party) for party in parties)

    def departments_of(self, parties: Iterable[str]) -> frozenset[str]:
        """The departments of those that exist."""
        return frozenset(self.department(party) for party in parties) - {""}

    def is_role(self, party: str) -> bool:
        """Whether it is a role, and not a department as such."""
        return party in self.departments.department_of

    def around(self, department: str) -> frozenset[str]:
        """A department and those it lies in."""
        return frozenset((department, *self.departments.lines.path(department)))

    def met(self, parties: Iterable[str], procedure: Procedure, step: Step) -> bool:
        """Whether one of the parties takes the work of a step.

        It does when it does the step, answers for it or owns its procedure, and when it is the
        department of a role that does the step, or one around it.
        """
        if step.raci is None:
            return False
        homes = self.departments_of(step.raci.responsible)
        answering = step.raci.accountable or (procedure.control.owner,)
        taking = {*step.raci.responsible, *answering}
        around = {above for home in homes for above in self.around(home)}
        return any(p in taking or (not self.is_role(p) and p in around) for p in parties)
