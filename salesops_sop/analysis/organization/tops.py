"""Who is at the top of the house, and who is in nobody's line."""

from typing import NamedTuple

from salesops_sop.analysis.organization.departments import Departments
from salesops_sop.analysis.organization.lines import Lines


class Tops(NamedTuple):
    """Roles that report to nobody: the one root, heads of other lines, and forgotten roles."""

    root: str | None
    heads: tuple[str, ...]
    forgotten: tuple[str, ...]


def tops(lines: Lines, departments: Departments) -> Tops:
    """Tell the root of the house from roles whose manager was left out.

    The root is, of the roles that report to nobody, the head of a department without parent; of
    several such, or of none, the one with most roles below it, then the first by id. Of the rest
    a role that others report to, or that heads a department, is the head of a line of its own;
    any other was forgotten.
    """
    if not lines.roots:
        return Tops(None, (), ())
    root = min(
        lines.roots,
        key=lambda role: (role not in departments.at_the_top, -lines.count_below(role), role),
    )
    rest = [role for role in lines.roots if role != root]
    leads = [role in lines.reports or role in departments.led_by for role in rest]
    return Tops(
        root,
        tuple(role for role, head in zip(rest, leads, strict=True) if head),
        tuple(role for role, head in zip(rest, leads, strict=True) if not head),
    )
