"""Authority: a manager may what a report may, and somebody decides when the holder is away."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.analysis.organization.absence import Alone
from salesops_sop.analysis.organization.authority import Excess
from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule


@rule("reporting/authority-above-manager", Severity.WARNING)
def authority_above_manager(handbook: Handbook) -> Iterator[Finding]:
    """A role may decide more than the manager it reports to.

    What the manager must refuse, or ask for, the report grants alone: the limit above it limits
    nobody. A manager who has no such limit cannot decide what the report passes up. Limits are
    compared where they are of one kind and hold in one place; the head of the house needs none.

    Bad:
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        authority: {discount-limit: 10%}
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        reports_to: sales-manager
        authority: {discount-limit: 20%}
        ---
        kind: parameter
        id: discount-limit
        title: Largest discount
        value: 40%
    Good:
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        authority: {discount-limit: 20%}
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        reports_to: sales-manager
        authority: {discount-limit: 10%}
        ---
        kind: parameter
        id: discount-limit
        title: Largest discount
        value: 40%
    """
    organization = handbook.derived(Organization)
    by_limit: dict[tuple[str, str], list[Excess]] = {}
    for excess in organization.excesses:
        by_limit.setdefault((excess.manager.id, excess.parameter.id), []).append(excess)
    for (manager, limit), found in by_limit.items():
        reports = (handbook.get(Role, ident) for ident in organization.lines.reports[manager])
        if len(found) > 1 and len(found) == sum(limit in r.authority for r in reports if r):
            yield _of_the_manager(found)
        else:
            yield from map(_of_the_report, found)


def _of_the_report(excess: Excess) -> Finding:
    role, manager = f"“{excess.role.title}”", f"“{excess.manager.title}”"
    direction = _direction(excess)
    decides = f"{role} decides on “{excess.parameter.title}” {direction} {excess.limit}"
    if excess.managers is None:
        message = f"{decides}, and its manager {manager} has no limit for it: give the manager one"
    else:
        mend = "raise" if excess.downwards else "lower"
        message = (
            f"{decides}, and its manager {manager} only {direction} {excess.managers}: "
            f"{mend} the first or let the manager decide as much"
        )
    related = ((_managers_place(excess), "the manager’s authority"),)
    return Finding(excess.role.at("authority", excess.parameter.id), message, related)


def _of_the_manager(found: list[Excess]) -> Finding:
    """All who report to a manager may more: the manager's limit is wrong, and one problem."""
    first = found[0]
    matter, manager = f"“{first.parameter.title}”", f"“{first.manager.title}”"
    if first.managers is None:
        message = (
            f"{manager} has no limit for {matter}, and {len(found)} roles that report to it have "
            "one: give the manager one"
        )
    else:
        message = (
            f"{manager} decides on {matter} only {_direction(first)} {first.managers}, and "
            f"{len(found)} roles that report to it decide more: let the manager decide as much"
        )
    places = [excess.role.at("authority", excess.parameter.id) for excess in found]
    return Finding(_managers_place(first), message, tuple((p, "decides more") for p in places))


def _direction(excess: Excess) -> str:
    return "down to" if excess.downwards else "up to"


def _managers_place(excess: Excess) -> Place:
    if excess.managers is None:
        return excess.manager.at("id")
    return excess.manager.at("authority", excess.parameter.id)


@rule("reporting/no-backup", Severity.INFO)
def no_backup(handbook: Handbook, *, today: date) -> Iterator[Finding]:
    """Nobody stands in for a role that others wait for.

    On a holiday or an illness its work and its approvals stand still, or somebody decides who may
    not. Roles without any work, and roles that several persons hold, need no other role behind
    them. A backup that is held by the same person is none.

    Bad:
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        responsibilities: [Approve each discount.]
    Good:
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        backup: sales-representative
        responsibilities: [Approve each discount.]
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        reports_to: sales-manager
    """
    for alone in handbook.derived(Organization).without_backup(today):
        named = alone.role.at("id" if alone.role.backup is None else "backup")
        yield Finding(named, _alone(handbook, alone))


def _alone(handbook: Handbook, alone: Alone) -> str:
    title = f"“{alone.role.title}”"
    if alone.role.backup is None:
        return f"nobody stands in for {title}: name a role in `backup`"
    backup = handbook.get(Role, alone.role.backup)
    if alone.person is None or backup is None:
        return f"{title} stands in for itself: name another role in `backup`"
    return (
        f"“{alone.person.title}” holds {title} and its backup “{backup.title}”: "
        "name a role that somebody else holds"
    )
