"""What nobody does, answers for or covers, and who has nothing to do."""

from collections.abc import Iterator

from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.ownership.gaps import GapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.where import Where
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import names, said


@rule("ownership/unowned")
def unowned(handbook: Handbook) -> Iterator[Finding]:
    """Nobody answers for an activity.

    Work that nobody answers for is done late, or twice, or not at all. A step of a procedure
    falls to the owner of the procedure; a duty in a charter falls to nobody.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
    """
    for gap in handbook.derived(Ownership).gaps:
        if gap.type is GapType.UNOWNED:
            (duty,) = gap.duties
            message = f"nobody is accountable for {said(duty.activity)}: name one role"
            yield Finding(duty.place, message)


@rule("ownership/nobody-does-it", Severity.WARNING)
def nobody_does_it(handbook: Handbook) -> Iterator[Finding]:
    """Nobody does an activity.

    Somebody answers for it, but the row does not say who does the work. A step that a system does
    needs nobody.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {accountable: sales-operations-manager}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
    """
    for duty in handbook.derived(Ownership).duties:
        worded = duty.source in (Source.CHARTER, Source.STEP)
        if worded and not duty.responsible and not _is_automatic(duty):
            message = (
                f"nobody does {said(duty.activity)}: name who is responsible, which may be the "
                "role that is accountable"
            )
            yield Finding(duty.place, message)


@rule("ownership/scope-gap", Severity.WARNING)
def scope_gap(handbook: Handbook) -> Iterator[Finding]:
    """An activity is given to roles place by place, and one place is left out.

    Where nobody was named, everybody thinks of somebody else. Two rows or more that give one
    activity to roles by region, segment or another dimension cover all of it together, or one of
    them has no limit.

    Bad:
        kind: dimension
        id: region
        title: Region
        values: [emea, americas, apac]
        ---
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-emea
            activity: Approve the discount
            scope: {region: emea}
            raci: {responsible: deal-desk-analyst, accountable: sales-manager-emea}
          - id: approve-americas
            activity: Approve the discount
            scope: {region: americas}
            raci: {responsible: deal-desk-analyst, accountable: sales-manager-americas}
    Good:
        kind: dimension
        id: region
        title: Region
        values: [emea, americas, apac]
        ---
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-emea
            activity: Approve the discount
            scope: {region: emea}
            raci: {responsible: deal-desk-analyst, accountable: sales-manager-emea}
          - id: approve-elsewhere
            activity: Approve the discount
            scope: {region: [americas, apac]}
            raci: {responsible: deal-desk-analyst, accountable: sales-manager-americas}
    """
    if handbook.lost:
        return  # the row for the place may stand in a document that could not be read
    where = handbook.derived(Where)
    for gap in handbook.derived(Ownership).gaps:
        if gap.type is GapType.SCOPE:
            *others, last = gap.duties
            left = ", nor in ".join(where.said(scope) for scope in gap.uncovered)
            message = (
                f"nobody answers for {said(last.activity)} in {left}, though "
                f"{len(gap.duties)} rows give it to roles elsewhere: name a role for the rest too, "
                "or one without a limit"
            )
            related = tuple(
                (duty.place, f"{where.said(duty.scope)}: {names(handbook, duty.accountable)}")
                for duty in others
            )
            yield Finding(last.place, message, related)


@rule("ownership/idle-role", Severity.INFO)
def idle_role(handbook: Handbook) -> Iterator[Finding]:
    """A role has nothing to do.

    It does no activity, answers for none, owns nothing, decides nothing and leads nobody. Either
    its work is missing in the handbook, or the role is.

    Bad:
        kind: role
        id: pricing-analyst
        title: Pricing analyst
        department: sales-operations
    Good:
        kind: role
        id: pricing-analyst
        title: Pricing analyst
        department: sales-operations
        responsibilities: Keep the price list current.
    """
    if handbook.lost:
        return  # its work may stand in a document that could not be read
    for role in handbook.derived(Ownership).idle:
        message = (
            f"{said(role.title)} does nothing and answers for nothing: "
            "give the role its work, or take it out"
        )
        yield Finding(role.at("id"), message)


def _is_automatic(duty: Duty) -> bool:
    procedure = duty.document
    if not isinstance(procedure, Procedure):
        return False
    number = duty.place.path[1]
    return isinstance(number, int) and procedure.steps[number].automation is not None
