"""Whole documents that say two things of one case: triggers, tables, prohibitions."""

from collections.abc import Iterator

from salesops_sop.analysis.ownership.decisions import SplitDecision, roles_of
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.ownership.prohibited import Forbidden
from salesops_sop.analysis.ownership.triggers import SameTrigger
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision, DecisionRule
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import everywhere_or_in, known, names, said, stands_in

Path = tuple[int | str, ...]


@rule("ownership/same-trigger", Severity.WARNING)
def same_trigger(handbook: Handbook) -> Iterator[Finding]:
    """One event starts two procedures.

    Whoever sees the event follows one of them, and the next one follows the other. Both may stand
    where their scopes or periods do not meet.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        trigger: A lead is created
        steps: []
        ---
        kind: procedure
        id: lead-intake
        title: Lead intake
        control: {owner: marketing-director}
        trigger: A lead is created
        steps: []
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        trigger: A lead is created
        steps: []
        ---
        kind: procedure
        id: lead-intake
        title: Lead intake
        control: {owner: marketing-director}
        trigger: A form is submitted
        steps: []
    """
    by_trigger: dict[tuple[str, int], list[SameTrigger]] = {}
    for found in handbook.derived(Ownership).same_triggers:
        by_trigger.setdefault((found.second.id, found.second_trigger), []).append(found)
    for rivals in by_trigger.values():
        here = rivals[0].second
        number = rivals[0].second_trigger
        others = joined([said(rival.first.title) for rival in rivals])
        message = (
            f"{said(here.trigger[number])} starts {said(here.title)}, and {others} as well, "
            f"{everywhere_or_in(handbook, rivals[0].where)}: "
            "let one of them start the other, or limit each by its scope"
        )
        related = tuple(
            (rival.first.at("trigger", rival.first_trigger), f"starts {said(rival.first.title)}")
            for rival in rivals
        )
        yield Finding(here.at("trigger", number), message, related)


@rule("ownership/split-decision")
def split_decision(handbook: Handbook) -> Iterator[Finding]:
    """Two tables answer one question with other roles.

    The same case is decided by one role here and by another one there, and each has the right on
    its side. Two roles that must agree stand in one table, as `all_of`.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves this discount?
        inputs: [{id: discount, type: number, unit: percent}]
        outputs: [{id: approver, type: role}]
        rules:
          - {id: large, when: {discount: ">= 20"}, then: {approver: vp-sales}}
        ---
        kind: decision
        id: deal-desk-rules
        title: Deal desk rules
        control: {owner: finance-director}
        question: Who approves a discount?
        inputs: [{id: discount, type: number, unit: percent}]
        outputs: [{id: approver, type: role}]
        rules:
          - {id: any, when: {discount: "> 10"}, then: {approver: finance-director}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves this discount?
        inputs: [{id: discount, type: number, unit: percent}]
        outputs: [{id: approver, type: roles}]
        rules:
          - {id: large, when: {discount: ">= 20"}, then: {approver: {all_of: [vp-sales, cfo]}}}
    """
    for found in handbook.derived(Ownership).split_decisions:
        here, there = roles_of(found.second, found.second_rule), _there(found)
        if known(handbook, here | there):
            message = (
                f"{said(found.second.question)} is answered with {names(handbook, sorted(here))} "
                f"by ‘{found.second_rule.id}’ here, and with {names(handbook, sorted(there))} "
                f"by ‘{found.first_rule.id}’ in {said(found.first.title)} for the same case: "
                "keep one table, or let their conditions not meet"
            )
            other = found.first.at("rules", _number(found.first, found.first_rule))
            related = ((other, f"the other answer to {said(found.first.question)}"),)
            place = found.second.at("rules", _number(found.second, found.second_rule))
            yield Finding(place, message, related)


@rule("ownership/prohibited-yet-assigned")
def prohibited_yet_assigned(handbook: Handbook) -> Iterator[Finding]:
    """What is forbidden here is somebody's duty there.

    Whoever does the duty breaks the rule, and whoever keeps the rule neglects the duty. A
    prohibition with a condition (without, before, unless) forbids a way of doing the work only.

    Bad:
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        responsibilities: Approve discounts.
        ---
        kind: procedure
        id: discounts
        title: Discounts
        control: {owner: vp-sales}
        prohibited: The sales representative must not approve a discount.
        steps: []
    Good:
        kind: role
        id: sales-representative
        title: Sales representative
        department: sales
        responsibilities: Request discounts.
        ---
        kind: procedure
        id: discounts
        title: Discounts
        control: {owner: vp-sales}
        prohibited: The sales representative must not approve a discount.
        steps: []
    """
    by_sentence: dict[tuple[str, tuple[int | str, ...]], list[Forbidden]] = {}
    for found in handbook.derived(Ownership).prohibited:
        key = (found.place.document.ref, found.place.path)
        by_sentence.setdefault(key, []).append(found)
    for same in by_sentence.values():
        duty = same[0].duty
        roles = duty.responsible or duty.accountable
        kind = "out of scope" if same[0].place.path[0] == "out_of_scope" else "a rule"
        message = (
            f"{said(same[0].text)} is {kind} here, and {names(handbook, roles)} "
            f"{'have' if len(roles) > 1 else 'has'} the duty {stands_in(duty)} "
            f"({same[0].match.evidence}): take back the duty, or say when it is allowed"
        )
        related = tuple((f.duty.place, f"the duty {said(f.duty.activity)}") for f in same)
        yield Finding(same[0].place, message, related)


def _says(found: Forbidden) -> str:
    return "is out of scope" if found.place.path[0] == "out_of_scope" else "is a rule"


def _there(found: SplitDecision) -> frozenset[str]:
    return roles_of(found.first, found.first_rule)


def _number(table: Decision, rule: DecisionRule) -> int:
    return next(number for number, other in enumerate(table.rules) if other is rule)
