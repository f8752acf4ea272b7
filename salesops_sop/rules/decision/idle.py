"""Rules and inputs of decision tables that decide nothing."""

from collections.abc import Iterator

from salesops_sop.analysis.decision.hidden import Hidden, Search, redundant
from salesops_sop.analysis.decision.hidden import masked as all_masked
from salesops_sop.analysis.decision.hidden import shadowed as all_shadowed
from salesops_sop.analysis.decision.merging import mergeable as all_mergeable
from salesops_sop.analysis.decision.merging import unused
from salesops_sop.analysis.decision.regions import EVERY_CASE, Regions, cell
from salesops_sop.analysis.decision.table import Table, Tables
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.decision.telling import MOST_RELATED, row


@rule("decision/shadowed")
def shadowed(handbook: Handbook) -> Iterator[Finding]:
    """A rule is never reached, as the rules above it take all its cases.

    Under the hit policy `first` the first rule that holds decides. Whoever wrote the rule below
    believes that it counts.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: first
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: any, when: {discount: "<= 30"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "(20..30]"}, then: {approver: vp-sales}}
          - {id: rest, then: {approver: finance-director}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: first
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: large, when: {discount: "(20..30]"}, then: {approver: vp-sales}}
          - {id: any, when: {discount: "<= 30"}, then: {approver: sales-manager}}
          - {id: rest, then: {approver: finance-director}}
    """
    for table in handbook.derived(Tables).all:
        search = all_shadowed(table)
        yield from _undecided(table, search, "reached")
        for found in search.found:
            by, one = _by(table, found)
            message = (
                f"{row(table, found.rule)} is never reached: {by} above "
                f"{'takes' if one else 'take'} {_cases(handbook, table, found)}: "
                f"move it up, or drop it"
            )
            yield Finding(table.at(found.rule), message, _related(table, found))


@rule("decision/masked")
def masked(handbook: Handbook) -> Iterator[Finding]:
    """The answer of a rule never wins, as better ones hold wherever it does.

    Under the hit policy `priority` the answer that stands first in the output's `values` wins.
    Whoever wrote the rule believes that it counts.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: priority
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role, values: [vp-sales, sales-manager]}
        rules:
          - {id: deal, then: {approver: vp-sales}}
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: priority
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role, values: [vp-sales, sales-manager]}
        rules:
          - {id: deal, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    """
    for table in handbook.derived(Tables).all:
        search = all_masked(table)
        yield from _undecided(table, search, "the best answer")
        for found in search.found:
            by, one = _by(table, found)
            message = (
                f"the answer of {row(table, found.rule)} never wins: {by} "
                f"{'has a better one' if one else 'have better ones'} for "
                f"{_cases(handbook, table, found)}: narrow what is better, or drop it"
            )
            yield Finding(table.at(found.rule), message, _related(table, found))


@rule("decision/mergeable", Severity.INFO)
def mergeable(handbook: Handbook) -> Iterator[Finding]:
    """Rules could be one: they answer the same and differ in one input only.

    Fewer rules are easier to check. Rules that give different reasons (`because`) are left alone.
    Under `any`, a rule whose cases others have with the same answer is told, too.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 10"}, then: {approver: sales-manager}}
          - {id: medium, when: {discount: "(10..20]"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    """
    for table in handbook.derived(Tables).all:
        dropped = {found.rule: found for found in redundant(table).found}
        for found in dropped.values():
            by, one = _by(table, found)
            message = (
                f"{row(table, found.rule)} adds nothing: {by} {'answers' if one else 'answer'} "
                f"the same for {_cases(handbook, table, found)}: drop it"
            )
            yield Finding(table.at(found.rule), message, _related(table, found))
        for group in all_mergeable(table):
            if dropped.keys().isdisjoint(group.rules):
                column, axis = table.decision.inputs[group.column], table.grid.axes[group.column]
                text = cell(axis, group.mask)
                said = "without it" if group.mask == axis.full else f"with {text}"
                message = (
                    f"{joined([row(table, rule) for rule in group.rules])} answer the same and "
                    f"differ in “{column.title or column.id}” only: write one rule {said}"
                )
                related = tuple((table.at(rule), "the same answer") for rule in group.rules[:-1])
                fix = f"{column.id}: '{text}'"
                yield Finding(table.at(group.rules[-1]), message, related, fix)


@rule("decision/unused-input", Severity.WARNING)
def unused_input(handbook: Handbook) -> Iterator[Finding]:
    """No rule of a decision table asks for one of its inputs.

    People collect the value for nothing, or a condition was forgotten.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, type: number, unit: percent, min: 0, max: 40}
          - {id: pilot, title: Pilot, type: boolean}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, type: number, unit: percent, min: 0, max: 40}
          - {id: pilot, title: Pilot, type: boolean}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: pilot, when: {pilot: "true"}, then: {approver: vp-sales}}
          - {id: small, when: {pilot: "false", discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {pilot: "false", discount: "> 20"}, then: {approver: vp-sales}}
    """
    for table in handbook.derived(Tables).all:
        for k in unused(table):
            column = table.decision.inputs[k]
            message = (
                f"no rule asks for “{column.title or column.id}”: drop the input, "
                "or limit it in the rules that depend on it"
            )
            yield Finding(table.decision.at("inputs", k), message)


def _undecided(table: Table, search: Search, what: str) -> Iterator[Finding]:
    """Rules for which the budget did not suffice."""
    if search.undecided:
        rest = len(search.undecided) - 1
        more = f" and of {rest} more" if rest else ""
        message = (
            f"it is not proved of {row(table, search.undecided[0])}{more} that it is ever {what}: "
            "the table is too large: split it by one of its inputs"
        )
        yield Finding(table.decision.at("rules", key=True), message)


def _by(table: Table, found: Hidden) -> tuple[str, bool]:
    """The rules that hide another one, and whether it is a single one."""
    few = [row(table, rule) for rule in found.by[:3]]
    rest = len(found.by) - len(few)
    names = joined([*few, *([f"{rest} more"] if rest else [])])
    return names, len(found.by) == 1


def _cases(handbook: Handbook, table: Table, found: Hidden) -> str:
    region = handbook.derived(Regions).said(table, table.grid.boxes[found.rule])
    return region if region == EVERY_CASE else f"all its cases ({region})"


def _related(table: Table, found: Hidden) -> tuple[tuple[Place, str], ...]:
    return tuple((table.at(rule), "it holds there, too") for rule in found.by[:MOST_RELATED])
