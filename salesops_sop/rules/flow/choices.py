"""Choices: whatever the case is, one of the ways is meant for it."""

from collections.abc import Iterator

from salesops_sop.analysis.flow.choosing import Choice, choice
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import NodeKind
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.telling import step_said
from salesops_sop.rules.ownership.telling import said


@rule("flow/missing-otherwise")
def missing_otherwise(handbook: Handbook) -> Iterator[Finding]:
    """A choice does not say what follows in every case.

    Conditions in prose need an `otherwise`. Comparisons on the outputs of the table that the step
    applies may do without it: then the values that no condition names are told, and comparisons
    with a column or a value that the table does not have. Two ways for the same case are told as
    well, for nobody knows which of them is meant.

    Bad:
        kind: decision
        id: grading
        title: Grading
        control: {owner: sales-operations-manager}
        question: How good is the lead?
        inputs: [{id: score, type: integer, min: 0, max: 100}]
        outputs: [{id: grade, type: string, values: [A, B, C]}]
        rules: [{id: all, then: {grade: A}}]
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - id: grade
            action: Grade the lead
            apply: grading
            next: [{when: grade = "A", to: call}, {when: grade = "B", to: write}]
          - {id: call, action: Call the lead, next: file}
          - {id: write, action: Write to the lead}
          - {id: file, action: File the answer}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - id: grade
            action: Grade the lead
            apply: grading
            next: [{when: grade = "A", to: call}, {otherwise: write}]
          - {id: call, action: Call the lead, next: file}
          - {id: write, action: Write to the lead}
          - {id: file, action: File the answer}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        graph = flows.mended[procedure.id]
        for node in graph.nodes.values():
            if node.kind is NodeKind.CHOICE and node.id in graph.reached and node.step:
                yield from _of_step(handbook, procedure, node.step)


def is_open(handbook: Handbook, step: Step) -> bool:
    """Whether a step has a choice that does not lead somewhere in every case."""
    if not isinstance(step.next, list) or any(branch.when is None for branch in step.next):
        return False
    found = choice(step, _table(handbook, step))
    return bool(found.faults or _open(step, found))


def _table(handbook: Handbook, step: Step) -> Decision | None:
    return handbook.get(Decision, step.apply) if step.apply else None


def _of_step(handbook: Handbook, procedure: Procedure, step: Step) -> Iterator[Finding]:
    table = _table(handbook, step)
    found = choice(step, table)
    for fault in found.faults:
        place = procedure.at(fault.branch, "when", offset=fault.column - 1)
        yield Finding(place, fault.message)
    yield from _twice(procedure, step)
    otherwise = isinstance(step.next, list) and any(b.when is None for b in step.next)
    unknown_table = step.apply is not None and table is None
    if not otherwise and not found.faults and not (unknown_table and not found.decided):
        message = _open(step, found)
        if message:
            yield Finding(procedure.at(step, "next"), message)


def _twice(procedure: Procedure, step: Step) -> Iterator[Finding]:
    """Ways for a case that a way above is for already."""
    seen: set[str | None] = set()
    for branch in step.next if isinstance(step.next, list) else ():
        case = " ".join(branch.when.split()) if branch.when else None
        if case in seen:
            again = "says twice what follows in all other cases: keep one `otherwise`"
            if case is not None:
                again = f"has two ways for {said(case)}: keep one of them"
            yield Finding(procedure.at(branch), f"the choice after {step_said(step)} {again}")
        seen.add(case)


def _open(step: Step, found: Choice) -> str:
    if not found.decided:
        return (
            f"the choice after {step_said(step)} does not say what follows in all other cases: "
            "add a way with `otherwise`"
        )
    if not found.left_over:
        return ""
    return (
        f"the choice after {step_said(step)} leads nowhere for {joined(list(found.left_over))}: "
        "add a condition for this, or `otherwise`"
    )
