"""What all sentences about hand-offs have in common: parties by their names."""

from collections.abc import Iterable

from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department
from salesops_sop.rules.ownership.telling import name, said


def party(handbook: Handbook, ident: str) -> str:
    """The title of a role or a department, or its id where there is no such one."""
    department = handbook.get(Department, ident)
    if department is None or ident in handbook.ids("role"):
        return name(handbook, ident)
    return said(department.title)


def parties(handbook: Handbook, idents: Iterable[str]) -> str:
    """The titles of roles and departments: “Legal” and “Finance director”."""
    return joined([party(handbook, ident) for ident in idents])
