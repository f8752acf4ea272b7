"""The organization: who leads, advises, stands in and is called in, worked out once for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.organization.absence import Alone, without_backup
from salesops_sop.analysis.organization.authority import Authority, Excess
from salesops_sop.analysis.organization.departments import Departments
from salesops_sop.analysis.organization.escalation import Escalation, escalations
from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.analysis.organization.people import People
from salesops_sop.analysis.organization.tops import Tops, tops
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role


class DottedLine(NamedTuple):
    """A role advises another role or a department."""

    adviser: Role
    to: Role | Department


@dataclass(frozen=True)
class Organization:
    """The organization of a handbook; each part is worked out when asked for.

    Ask `handbook.derived(Organization)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def lines(self) -> Lines:
        """Solid lines: managers, reports, layers, who is above whom."""
        return Lines.of(self.handbook)

    @cached_property
    def departments(self) -> Departments:
        """Which department lies in which, and who leads them."""
        return Departments.of(self.handbook)

    @cached_property
    def tops(self) -> Tops:
        """The head of the house, and who else reports to nobody."""
        return tops(self.lines, self.departments)

    @cached_property
    def dotted(self) -> tuple[DottedLine, ...]:
        """Who advises whom, by adviser; who does not exist is left out."""
        found = (
            DottedLine(role, party)
            for role in self.handbook.all(Role)
            for ident in role.advises
            if (party := self._party(ident))
        )
        return tuple(found)

    @cached_property
    def people(self) -> People:
        """Who holds which roles."""
        return People.of(self.handbook)

    @cached_property
    def escalations(self) -> tuple[Escalation, ...]:
        """Who calls in whom, by procedure and step."""
        return tuple(escalations(self.handbook))

    @cached_property
    def escalations_from(self) -> Mapping[str, tuple[Escalation, ...]]:
        """From a role to where it turns when work is late."""
        found: dict[str, list[Escalation]] = {}
        for escalation in self.escalations:
            for role in escalation.sources:
                found.setdefault(role, []).append(escalation)
        return {role: tuple(of_role) for role, of_role in found.items()}

    @cached_property
    def escalations_to(self) -> Mapping[str, tuple[Escalation, ...]]:
        """From a role to where it is called in."""
        found: dict[str, list[Escalation]] = {}
        for escalation in self.escalations:
            found.setdefault(escalation.to, []).append(escalation)
        return {role: tuple(of_role) for role, of_role in found.items()}

    @cached_property
    def excesses(self) -> tuple[Excess, ...]:
        """Where a role may more than its manager."""
        return tuple(Authority(self.handbook, self.lines).excesses())

    def without_backup(self, day: date) -> tuple[Alone, ...]:
        """Roles for which nobody stands in, with the people who hold them on a day."""
        return tuple(without_backup(self.handbook, self.people, day))

    def span(self, role: str, day: date) -> int:
        """How many direct reports each holder of a role has on a day, rounded up.

        A role that reports counts once for each person who holds it, and once when no person is
        recorded; so where there are no records of people this is the number of roles.
        """
        below = self.lines.reports.get(role, ())
        people = sum(max(1, len(self.people.holders(ident, day))) for ident in below)
        return -(-people // max(1, len(self.people.holders(role, day))))

    def is_span_known(self, role: str, day: date) -> bool:
        """Whether the span is no guess: each role that reports has holders, or leads others itself.

        A role at the end of a line may be one person or fifty; a manager's role is taken for one.
        """
        below = self.lines.reports.get(role, ())
        return all(r in self.lines.reports or self.people.holders(r, day) for r in below)

    def _party(self, ident: str) -> Role | Department | None:
        return self.handbook.get(Role, ident) or self.handbook.get(Department, ident)
