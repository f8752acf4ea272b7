"""Approvals: what is in force was agreed to by those who must agree to it."""

from collections.abc import Iterator, Sequence

from salesops_sop.analysis.governance import requirement
from salesops_sop.analysis.lifecycle import controlled
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.record import Document, Status
from salesops_sop.lint.approved import Approved
from salesops_sop.lint.rule import Finding, rule


@rule("lifecycle/not-approved")
def not_approved(
    handbook: Handbook, *, approvals: Sequence[Approved] | None = None
) -> Iterator[Finding]:
    """A document is in force, and those who must approve it have not.

    Staff follow what is in force. Where `governance` says who approves it, each text of it needs
    their approval: `sop approve` records one for what the document says now, so an edit afterwards
    needs another. Whether an approval was forged, late or given by somebody without the role is not
    asked here: `sop audit` reads the history for that.

    Bad:
        kind: handbook
        title: Handbook
        governance: {default: {approvers: vp-sales}}
        ---
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: vp-sales, version: 1.0.0, status: effective}
        steps: []
    Good:
        kind: handbook
        title: Handbook
        governance: {default: {approvers: vp-sales}}
        ---
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: vp-sales, version: 1.0.0, status: review}
        steps: []
    """
    if handbook.settings.governance is None:
        return
    kept: dict[str, list[Approved]] = {}
    for approval in approvals or ():
        kept.setdefault(approval.document, []).append(approval)
    for document, control in controlled(handbook, Status.EFFECTIVE):
        asked = requirement(handbook, document, control)
        if asked is None or not all(role in handbook.ids("role") for role in asked.roles):
            continue
        own = kept.get(document.ref, [])
        given = _by_role(document, own)
        missing = asked.missing(given)
        if missing:
            roles = [role for role in asked.roles if not given.get(role)] or list(asked.roles)
            yield Finding(
                document.at("control", "status"),
                f"“{document.title}” is in force{_before(own, given)}, but {_said(missing)}: "
                "let them approve it, or take it back to review",
                fix=f"sop approve {document.ref} --as {roles[0]}",
            )


def _by_role(document: Document, own: Sequence[Approved]) -> dict[str, set[str]]:
    """Who approved what the document says now; without approvals nobody needs its digest."""
    given: dict[str, set[str]] = {}
    digest = approved_digest(document) if own else ""
    for approval in own:
        if approval.digest == digest:
            given.setdefault(approval.role, set()).add(approval.person)
    return given


def _before(own: Sequence[Approved], given: dict[str, set[str]]) -> str:
    return " and was changed after it was approved" if own and not given else ""


def _said(missing: Sequence[str]) -> str:
    return " and ".join(missing)
