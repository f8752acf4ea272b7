"""Ownership: every activity has one role that answers for it."""

from collections.abc import Iterator

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Responsibilities
from salesops_sop.lint.rule import Finding, rule


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
    for charter in handbook.all(Responsibilities):
        for number, activity in enumerate(charter.activities):
            if not activity.raci.accountable:
                message = f"nobody is accountable for “{activity.activity}”: name one role"
                yield Finding(charter.at("activities", number), message)


RULES = (unowned,)
