"""Decisions: tables whose answers mean something."""

from collections.abc import Iterator

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.reference import is_table_role, missing


@rule("decision/unknown-role")
def unknown_role(handbook: Handbook) -> Iterator[Finding]:
    """A decision table answers with a role that does not exist.

    The case then goes to nobody.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, type: number}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: all, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, type: number}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: all, then: {approver: vp-sales}}
        ---
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
    """
    for table in handbook.all(Decision):
        for reference in filter(is_table_role, handbook.contents(table).references):
            if handbook.resolve(reference) is None and reference.id not in handbook.lost:
                yield Finding(reference.place, missing(handbook, reference.kinds, reference.id))


RULES = (unknown_role,)
