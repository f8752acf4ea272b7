"""Lines: every role has a manager, and every department a head."""

from collections.abc import Iterator

from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.lint.rule import Finding, rule


@rule("reporting/cycle")
def cycle(handbook: Handbook) -> Iterator[Finding]:
    """A reporting line runs in a circle.

    Nobody in it can decide what another one in it may not. The same holds for departments that
    lie in each other.

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
    organization = handbook.derived(Organization)
    for circle in organization.lines.circles:
        message = f"the reporting line runs in a circle: {_round(circle)}"
        places = [r.at("reports_to") for ident in circle if (r := handbook.get(Role, ident))]
        related = tuple((place, "on the circle") for place in places[1:])
        yield Finding(places[0], f"{message}: let one of them report elsewhere", related)
    for circle in organization.departments.lines.circles:
        message = f"departments lie in each other: {_round(circle)}"
        places = [d.at("parent") for ident in circle if (d := handbook.get(Department, ident))]
        related = tuple((place, "on the circle") for place in places[1:])
        yield Finding(places[0], f"{message}: name another `parent` for one of them", related)


def _round(circle: tuple[str, ...]) -> str:
    return " → ".join(f"‘{ident}’" for ident in (*circle, circle[0]))


@rule("reporting/missing-department-head", Severity.WARNING)
def missing_department_head(handbook: Handbook) -> Iterator[Finding]:
    """A department has roles and no head.

    What is handed to a department, asked of it or escalated in it needs one role that answers for
    it. A department to which no role belongs, such as a partner outside, needs none here.

    Bad:
        kind: department
        id: field-sales
        title: Field sales
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: field-sales
    Good:
        kind: department
        id: field-sales
        title: Field sales
        head: field-sales-manager
        ---
        kind: role
        id: field-sales-manager
        title: Field sales manager
        department: field-sales
        ---
        kind: role
        id: sales-representative
        title: Sales representative
        department: field-sales
        reports_to: field-sales-manager
    """
    for department in handbook.derived(Organization).departments.headless:
        message = f"nobody leads “{department.title}”: name the role that does in `head`"
        yield Finding(department.at("id"), message)


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
    for ident in handbook.derived(Organization).tops.forgotten:
        if role := handbook.get(Role, ident):
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
    tops = handbook.derived(Organization).tops
    root = handbook.get(Role, tops.root or "")
    for ident in tops.heads:
        role = handbook.get(Role, ident)
        if role and root:
            message = (
                f"“{role.title}” reports to nobody, and so does “{root.title}”: "
                "let one of them report to the other, or both to a third"
            )
            yield Finding(role.at("id"), message, ((root.at("id"), "the other head"),))
