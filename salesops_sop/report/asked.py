"""What a report is asked about: roles, departments, areas and places; nothing asked means all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document


@dataclass(frozen=True)
class Asked:
    """Roles and departments by id, areas by the name of their folder, places as a scope."""

    roles: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    scope: Scope = field(default_factory=Scope)

    def people(self, handbook: Handbook) -> frozenset[str] | None:
        """Return the roles that are asked about; None when all are.

        A department stands for its roles and those of the departments inside it.
        """
        if not self.roles and not self.departments:
            return None
        inside = {
            role.id
            for role in handbook.all(Role)
            if not self.departments.isdisjoint(_line(handbook, role.department))
        }
        if not self.departments:
            return self.roles
        return self.roles & inside if self.roles else frozenset(inside)

    def takes_document(self, documents: Iterable[Document]) -> bool:
        """Whether one of the documents lies in an area that is asked about."""
        return not self.areas or any(area_of(document) in self.areas for document in documents)

    def takes_place(self, scopes: Iterable[Scope], dimensions: Dimensions) -> bool:
        """Whether one of the scopes meets the places that are asked about."""
        return not self.scope or any(meets(scope, self.scope, dimensions) for scope in scopes)


def area_of(document: Document) -> str:
    """Return the name of the folder that a procedure lies in, and nothing for other kinds."""
    return PurePosixPath(document.path).parent.name if isinstance(document, Procedure) else ""


def _line(handbook: Handbook, department: str) -> list[str]:
    """Return a department and those above it."""
    found: list[str] = []
    current: str | None = department
    while current and current not in found:
        found.append(current)
        known = handbook.get(Department, current)
        current = known.parent if known else None
    return found
