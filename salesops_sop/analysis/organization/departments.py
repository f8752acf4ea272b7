"""Departments: which lies in which, who leads them, and who belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role


@dataclass(frozen=True)
class Departments:
    """The departments of a handbook by id, and the ids of all roles with their department's."""

    departments: Mapping[str, Department]
    department_of: Mapping[str, str]

    @classmethod
    def of(cls, handbook: Handbook) -> "Departments":
        """The departments of a handbook."""
        return cls(
            {department.id: department for department in handbook.all(Department)},
            {role.id: role.department for role in handbook.all(Role)},
        )

    @cached_property
    def lines(self) -> Lines:
        """Which department lies in which, in the same shape as who reports to whom."""
        return Lines({department.id: department.parent for department in self.departments.values()})

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """From a department to the roles that belong to it directly."""
        found: dict[str, list[str]] = {}
        for role, department in self.department_of.items():
            found.setdefault(department, []).append(role)
        return {department: tuple(roles) for department, roles in found.items()}

    @cached_property
    def led_by(self) -> Mapping[str, tuple[str, ...]]:
        """From a role to the departments it is the head of."""
        found: dict[str, list[str]] = {}
        for department in self.departments.values():
            if department.head is not None:
                found.setdefault(department.head, []).append(department.id)
        return {role: tuple(departments) for role, departments in found.items()}

    @cached_property
    def at_the_top(self) -> frozenset[str]:
        """The heads of departments that lie in no other."""
        tops = (self.departments[ident] for ident in self.lines.roots)
        return frozenset(department.head for department in tops if department.head is not None)

    def head(self, department: str) -> str | None:
        """The role that leads a department; None when none is named or the role is unknown."""
        found = self.departments.get(department)
        return found.head if found and found.head in self.department_of else None

    def heads(self, department: str) -> tuple[str, ...]:
        """The heads of a department and of those it lies in, the nearest first, each once."""
        heads = [self.head(ident) for ident in (department, *self.lines.path(department))]
        return tuple(dict.fromkeys(head for head in heads if head is not None))

    @cached_property
    def headless(self) -> tuple[Department, ...]:
        """Departments that name no head although a role belongs to them or to one inside them."""
        peopled: set[str] = set()
        for department in self.roles:
            above: str | None = department
            while above is not None and above not in peopled:
                peopled.add(above)
                above = self.lines.managers.get(above)
        return tuple(d for d in self.departments.values() if d.head is None and d.id in peopled)
