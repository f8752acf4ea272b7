"""The reporting line: who is at its top, and who is in nobody's line."""

from collections.abc import Mapping
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role


class Tops(NamedTuple):
    """Roles that report to nobody: the one root, heads of other lines, and forgotten roles."""

    root: Role | None
    heads: tuple[Role, ...]
    forgotten: tuple[Role, ...]


def tops(handbook: Handbook) -> Tops:
    """Tell the root of the house from roles whose manager was left out.

    The root is, of the roles that report to nobody, the head of a department without parent; of
    several such, or of none, the one with most roles below it, then the first by id. Of the rest
    a role that others report to, or that heads a department, is the head of a line of its own;
    any other was forgotten.
    """
    roles = handbook.all(Role)
    without = [role for role in roles if role.reports_to is None]
    if not without:
        return Tops(None, (), ())
    departments = handbook.all(Department)
    at_the_top = {department.head for department in departments if department.parent is None}
    below = _below(roles)
    root = min(without, key=lambda role: (role.id not in at_the_top, -below[role.id], role.id))
    managers = {role.reports_to for role in roles} | {d.head for d in departments}
    rest = [role for role in without if role is not root]
    return Tops(
        root,
        tuple(role for role in rest if role.id in managers),
        tuple(role for role in rest if role.id not in managers),
    )


def reporting_lines(handbook: Handbook) -> Mapping[str, list[str]]:
    """From each role to the role it reports to, as a list of one or none."""
    return {role.id: [role.reports_to] if role.reports_to else [] for role in handbook.all(Role)}


def _below(roles: list[Role]) -> dict[str, int]:
    """How many roles report to each role, directly or through others; circles count for nobody."""
    manager = {role.id: role.reports_to for role in roles}
    waiting = dict.fromkeys(manager, 0)
    for above in manager.values():
        if above in waiting:
            waiting[above] += 1
    below = dict.fromkeys(manager, 0)
    ready = [role for role, reports in waiting.items() if not reports]
    for role in ready:
        above = manager[role]
        if above in waiting:
            below[above] += below[role] + 1
            waiting[above] -= 1
            if not waiting[above]:
                ready.append(above)
    return below
