"""Parties: roles and departments as who gives and who receives, each with its department."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

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
        """The parties of a handbook."""
        return cls(handbook.derived(Organization).departments)

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """From each role and department to its department; without those that have none.

        A role comes first where a role and a department have one id, as it does for references.
        """
        known = self.departments.departments
        roles = self.departments.department_of
        own = {role: home if home in known or not known else "" for role, home in roles.items()}
        found = {department: department for department in known} | own
        return {party: home for party, home in found.items() if home}

    def department(self, party: str) -> str:
        """The department of a role, or the department itself; empty where there is no such one."""
        return self.homes.get(party, "")

    def known(self, parties: Iterable[str]) -> bool:
        """Whether all of them exist and have a department that exists."""
        return all(party in self.homes for party in parties)

    def departments_of(self, parties: Iterable[str]) -> frozenset[str]:
        """The departments of those that exist."""
        homes = self.homes
        return frozenset(homes[party] for party in parties if party in homes)

    def is_role(self, party: str) -> bool:
        """Whether it is a role, and not a department as such."""
        return party in self.departments.department_of

    def around(self, department: str) -> frozenset[str]:
        """A department and those it lies in."""
        return self._around.get(department) or frozenset((department,))

    @cached_property
    def _around(self) -> Mapping[str, frozenset[str]]:
        path = self.departments.lines.path
        return {ident: frozenset((ident, *path(ident))) for ident in self.departments.departments}

    def met(self, parties: Iterable[str], procedure: Procedure, step: Step) -> bool:
        """Whether one of the parties takes the work of a step.

        It does when it does the step or answers for it, which is up to the owner of the procedure
        where nobody is named; when it is the department of a role that does the step, or one around
        it; and when it leads that department.
        """
        if step.raci is None:
            return False
        doing = step.raci.responsible
        taking = {*doing, *(step.raci.accountable or (procedure.control.owner,))}
        taking |= {self.departments.head(home) or "" for home in self.departments_of(doing)}
        return any(party in taking or self._is_around(party, doing) for party in parties)

    def _is_around(self, department: str, roles: Iterable[str]) -> bool:
        """Whether it is the department of one of the roles or one around it; no role is."""
        homes = () if self.is_role(department) else self.departments_of(roles)
        return any(department in self.around(home) for home in homes)
