"""Approvals by table against the lines of reporting."""

from collections.abc import Iterator

from salesops_sop.analysis.decision.overlaps import clashes
from salesops_sop.analysis.decision.ranking import Below, Drop, below, drops
from salesops_sop.analysis.decision.regions import EVERY_CASE, Regions
from salesops_sop.analysis.decision.results import Said
from salesops_sop.analysis.decision.table import Table, Tables
from salesops_sop.analysis.fewest import fewest
from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.analysis.ownership.approvals import approval_columns
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.decision.telling import MOST_RELATED, answer, roles, row


@rule("decision/approver-below-requester")
def approver_below_requester(handbook: Handbook) -> Iterator[Finding]:
    """A role approves what its own manager asks for.

    Nobody refuses the person who decides on their pay. Compared are the roles of `asked_by` with
    the approvers along the lines of reporting; an approver of another line may rank as it likes,
    and it is enough when one of several who must agree is not below.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        asked_by: sales-manager
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-representative}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
        ---
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
        reports_to: sales-manager
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        asked_by: sales-representative
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
        ---
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
        reports_to: sales-manager
    """
    lines = handbook.derived(Organization).lines
    for table, output in _approvals(handbook):
        told: dict[tuple[str, tuple[str, ...]], list[Below]] = {}
        for found in below(table, output, lines):
            told.setdefault((found.asking, found.approving), []).append(found)
        for group in told.values():
            yield _below(handbook, table, group)


def _below(handbook: Handbook, table: Table, group: list[Below]) -> Finding:
    first = group[0]
    column = table.decision.outputs[first.output]
    region = handbook.derived(Regions).said(table, table.grid.boxes[first.rule])
    one = len(first.approving) == 1
    more = f"; {len(group) - 1} more {'rule' if len(group) == 2 else 'rules'}" * (len(group) > 1)
    message = (
        f"{roles(handbook, first.approving)} {'reports' if one else 'report'} to "
        f"{roles(handbook, [first.asking])} and {'approves' if one else 'approve'} what that role "
        f"asks for ({region}{more}): name a role that is not below it"
    )
    related = tuple(
        (table.at(b.rule, "then", column.id), "the same approver")
        for b in group[1 : MOST_RELATED + 1]
    )
    return Finding(table.at(first.rule, "then", column.id), message, related)


@rule("decision/not-monotone")
def not_monotone(handbook: Handbook) -> Iterator[Finding]:
    """A larger case needs a lower approver than a smaller one.

    Whoever wants the lower approver makes the case larger. Compared are two rules of an approval
    table that differ in one number, all else equal, along the lines of reporting. Of numbers such
    as a margin or a score a smaller one is the riskier case.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: vp-sales}}
          - {id: large, when: {discount: "> 20"}, then: {approver: sales-manager}}
        ---
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
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
        ---
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
    lines = handbook.derived(Organization).lines
    for table, output in _approvals(handbook):
        if not clashes(table):
            found = drops(table, output, lines)
            for end, group in fewest(found, lambda drop: (drop.higher, drop.lower)):
                yield _drop(handbook, table, end, group)


def _drop(handbook: Handbook, table: Table, here: int, group: list[Drop]) -> Finding:
    drop = group[0]
    column, axis = table.decision.inputs[drop.input], table.grid.axes[drop.input]
    regions = handbook.derived(Regions)
    output = table.decision.outputs[drop.output]
    high, low = (_said(table, rule, drop.output) for rule in (drop.higher, drop.lower))
    rest = (*drop.where[: drop.input], axis.full, *drop.where[drop.input + 1 :])
    where = regions.said(table, rest)
    limits = "" if where == EVERY_CASE else f"with {where}, "
    message = (
        f"{limits}{regions.part(column, axis, drop.high_mask)} needs "
        f"{answer(handbook, output, high)} ({row(table, drop.higher)}), but "
        f"{regions.part(column, axis, drop.low_mask)} only {answer(handbook, output, low)} "
        f"({row(table, drop.lower)}): let the {'larger' if drop.rising else 'smaller'} "
        f"{regions.name(column)} need the same approver or a higher one"
    )
    others = list(dict.fromkeys(d.higher if d.lower == here else d.lower for d in group))
    related = tuple(
        (table.at(other, "then", output.id), f"approver in {row(table, other)}")
        for other in others[:MOST_RELATED]
    )
    return Finding(table.at(here, "then", output.id), message, related)


def _said(table: Table, rule: int, output: int) -> Said:
    said = table.results[rule].said[output]
    assert said is not None  # only rules that answer are compared
    return said


def _approvals(handbook: Handbook) -> Iterator[tuple[Table, int]]:
    """The tables whose roles are all known, with their outputs that say who approves."""
    statements = handbook.derived(Ownership).statements
    for table in handbook.derived(Tables).all:
        approving = {column.id for column in approval_columns(table.decision, statements)}
        for output, column in enumerate(table.decision.outputs):
            if column.id in approving and _known(handbook, table, output):
                yield table, output


def _known(handbook: Handbook, table: Table, output: int) -> bool:
    there = handbook.ids("role")
    answers = (result.said[output] for result in table.results)
    return all(role in there for said in answers if said for role in said.values)
