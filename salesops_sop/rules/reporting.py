"""Reporting: one line up from every role to the head of the house."""

from collections.abc import Iterator

from salesops_sop.analysis.reporting import reporting_lines, tops
from salesops_sop.base.graph import cycles
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.lint.rule import Finding, rule


@rule("reporting/cycle")
def cycle(handbook: Handbook) -> Iterator[Finding]:
    """A reporting line runs in a circle.

    Nobody in it can decide what another one in it may not.

    Bad:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        reports_to: sales-manager
        ---
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        reports_to: vp-sales
    Good:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        reports_to: vp-sales
    """
    for circle in cycles(reporting_lines(handbook)):
        roles = [role for ident in circle if (role := handbook.get(Role, ident))]
        line = " → ".join(f"‘{ident}’" for ident in (*circle, circle[0]))
        message = f"the reporting line runs in a circle: {line}: let one of them report elsewhere"
        related = tuple((role.at("reports_to"), "on the circle") for role in roles[1:])
        yield Finding(roles[0].at("reports_to"), message, related)


@rule("reporting/no-manager")
def no_manager(handbook: Handbook) -> Iterator[Finding]:
    """A role reports to nobody.

    Who reports to nobody has nobody to turn to and nobody who checks. Only the head of the house
    may; a second role that leads others is reported by reporting/several-roots instead.

    Bad:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        reports_to: vp-sales
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
    Good:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        reports_to: vp-sales
    """
    for role in tops(handbook).forgotten:
        message = f"“{role.title}” reports to nobody: name the role one line up in `reports_to`"
        yield Finding(role.at("id"), message)


@rule("reporting/several-roots")
def several_roots(handbook: Handbook) -> Iterator[Finding]:
    """Two roles that lead others report to nobody.

    A house has one head; two heads have nobody who decides between them. The head is who leads
    the department at the top, or else who has most roles below. Of the other roles without a
    manager those that others report to, or that lead a department, are named here; the rest is
    reported by reporting/no-manager.

    Bad:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: role
        id: sales-manager
        title: Sales manager
        department: sales
        reports_to: vp-sales
        ---
        kind: role
        id: marketing-director
        title: Marketing director
        department: marketing
        ---
        kind: department
        id: marketing
        title: Marketing
        head: marketing-director
        parent: sales
    Good:
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: role
        id: marketing-director
        title: Marketing director
        department: marketing
        reports_to: vp-sales
    """
    root, heads, _ = tops(handbook)
    for role in heads:
        if root is not None:
            message = (
                f"“{role.title}” reports to nobody, and so does “{root.title}”: "
                "let one of them report to the other, or both to a third"
            )
            yield Finding(role.at("id"), message, ((root.at("id"), "the other head"),))


RULES = (cycle, no_manager, several_roots)
