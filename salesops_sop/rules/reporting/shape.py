"""Shape: how many report to one, and how many layers lie between the first role and the last."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.lint.rule import Finding, rule


@rule("reporting/depth", Severity.WARNING)
def depth(handbook: Handbook, *, layers: int = 6) -> Iterator[Finding]:
    """The house has too many layers.

    With each layer a question takes longer to reach who decides, and the answer comes back
    changed. Six layers are enough for large houses; the role that reports to nobody is the first.
    `layers` is the most. Only the first role too deep is named, not those below it.

    Bad:
        {kind: role, id: chief, title: Chief, department: sales}
        ---
        {kind: role, id: vp-sales, title: VP of Sales, department: sales, reports_to: chief}
        ---
        {kind: role, id: director, title: Director, department: sales, reports_to: vp-sales}
        ---
        {kind: role, id: area-manager, title: Area manager, department: sales, reports_to: director}
        ---
        {kind: role, id: manager, title: Manager, department: sales, reports_to: area-manager}
        ---
        {kind: role, id: team-lead, title: Team lead, department: sales, reports_to: manager}
        ---
        {kind: role, id: seller, title: Seller, department: sales, reports_to: team-lead}
    Good:
        {kind: role, id: chief, title: Chief, department: sales}
        ---
        {kind: role, id: director, title: Director, department: sales, reports_to: chief}
        ---
        {kind: role, id: manager, title: Manager, department: sales, reports_to: director}
        ---
        {kind: role, id: seller, title: Seller, department: sales, reports_to: manager}
    """
    lines = handbook.derived(Organization).lines
    for ident, below in lines.reports.items():
        if lines.layer(ident) == max(1, layers):
            first, *others = [role for r in below if (role := handbook.get(Role, r))]
            message = (
                f"“{first.title}” is on layer {max(1, layers) + 1} of the house, which has at most "
                f"{max(1, layers)}: let it report further up, or take a layer out"
            )
            related = tuple((role.at("reports_to"), "on the same layer") for role in others)
            yield Finding(first.at("reports_to"), message, related)


@rule("reporting/narrow-span", Severity.INFO)
def narrow_span(handbook: Handbook, *, today: date, least: int = 2) -> Iterator[Finding]:
    """A manager leads one person only.

    A manager of one is often a layer that passes on what others decide. A role at the end of a
    line may be held by one person or by fifty, so it is counted only where persons say who holds
    it; a role that leads others counts as one person. `least` is the fewest direct reports. The
    head of the house, whose other reports may lie outside of the handbook, is not looked at.

    Bad:
        {kind: role, id: vp-sales, title: VP of Sales, department: sales}
        ---
        {kind: role, id: director, title: Director, department: sales, reports_to: vp-sales}
        ---
        {kind: role, id: manager, title: Manager, department: sales, reports_to: director}
        ---
        {kind: role, id: seller, title: Seller, department: sales, reports_to: manager}
    Good:
        {kind: role, id: vp-sales, title: VP of Sales, department: sales}
        ---
        {kind: role, id: manager, title: Manager, department: sales, reports_to: vp-sales}
        ---
        {kind: role, id: seller, title: Seller, department: sales, reports_to: manager}
    """
    organization = handbook.derived(Organization)
    lines = organization.lines
    if handbook.lost:
        return  # the other reports may be in a document that could not be read
    for ident, below in lines.reports.items():
        if ident in lines.roots or ident in lines.circle_of:
            continue
        count, role = organization.span(ident, today), handbook.get(Role, ident)
        if role and count < least and organization.is_span_known(ident, today):
            titles = [f"“{r.title}”" for known in below if (r := handbook.get(Role, known))]
            message = (
                f"“{role.title}” leads {joined(titles)} only: "
                "ask whether the layer is needed, or give it more to lead"
            )
            yield Finding(role.at("id"), message)


@rule("reporting/span", Severity.WARNING)
def span(handbook: Handbook, *, today: date, most: int = 8) -> Iterator[Finding]:
    """A manager leads more people than one can.

    Who leads people who think for a living has time for three to eight of them; over fifteen
    nobody is led. A role that reports counts once, or once for each person who is known to hold
    it. `most` is the largest number of direct reports.

    Bad:
        {kind: role, id: chief, title: Chief, department: executive}
        ---
        {kind: role, id: counsel, title: Counsel, department: legal, reports_to: chief}
        ---
        {kind: role, id: buyer, title: Buyer, department: finance, reports_to: chief}
        ---
        {kind: role, id: planner, title: Planner, department: finance, reports_to: chief}
        ---
        {kind: role, id: controller, title: Controller, department: finance, reports_to: chief}
        ---
        {kind: role, id: recruiter, title: Recruiter, department: people, reports_to: chief}
        ---
        {kind: role, id: trainer, title: Trainer, department: people, reports_to: chief}
        ---
        {kind: role, id: seller, title: Seller, department: sales, reports_to: chief}
        ---
        {kind: role, id: analyst, title: Analyst, department: sales, reports_to: chief}
        ---
        {kind: role, id: engineer, title: Engineer, department: product, reports_to: chief}
    Good:
        {kind: role, id: chief, title: Chief, department: executive}
        ---
        {kind: role, id: treasurer, title: Treasurer, department: finance, reports_to: chief}
        ---
        {kind: role, id: planner, title: Planner, department: finance, reports_to: treasurer}
        ---
        {kind: role, id: controller, title: Controller, department: finance, reports_to: treasurer}
    """
    organization = handbook.derived(Organization)
    for ident in organization.lines.reports:
        if ident in organization.lines.circle_of:
            continue
        count, role = organization.span(ident, today), handbook.get(Role, ident)
        if role and count > most:
            message = (
                f"“{role.title}” has {count} direct reports, more than {most}: "
                "put a lead between, or let some report elsewhere"
            )
            yield Finding(role.at("id"), message)
