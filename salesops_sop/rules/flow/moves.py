"""Moves: each stage of a pipeline is entered by one step."""

from collections.abc import Iterator

from salesops_sop.analysis.fewest import fewest
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.ownership.duties import Duty
from salesops_sop.analysis.ownership.overlaps import OverlapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Move, Pipeline, Procedure
from salesops_sop.handbook.model.record import Status
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import everywhere_or_in, order, said, stands_in


@rule("flow/double-transition")
def double_transition(handbook: Handbook) -> Iterator[Finding]:
    """Two steps move a record from one stage to the same next one.

    Each waits for the other, or the second one finds the record gone. It does not matter whether
    a person or a system makes the move; it does when the steps are for other places.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead, moves: {pipeline: lead, from: new, to: graded}}
        ---
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: marketing-director}
        steps:
          - {id: rate, action: Rate the answer, moves: {pipeline: lead, from: new, to: graded}}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead, moves: {pipeline: lead, from: new, to: graded}}
        ---
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: marketing-director}
        steps:
          - {id: rate, action: Rate the answer, moves: {pipeline: lead, from: graded, to: mql}}
    """
    own = handbook.derived(Ownership)
    number = order(own)
    found = [o for o in own.overlaps() if o.type is OverlapType.TRANSITION]
    for end, overlaps in fewest(found, lambda o: (number[id(o.first)], number[id(o.second)])):
        here = own.duties[end]
        others = [o.first if o.second is here else o.second for o in overlaps]
        move = _move(here)
        message = (
            f"{said(here.activity)} {move}, and so does {stands_in(others[0])}, "
            f"{everywhere_or_in(handbook, overlaps[0].where)}: let one step make the move"
        )
        related = tuple((duty.place, f"{said(duty.activity)} makes it too") for duty in others)
        yield Finding(here.place._replace(path=(*here.place.path, "moves")), message, related)


@rule("flow/unused-stage", Severity.WARNING)
def unused_stage(handbook: Handbook) -> Iterator[Finding]:
    """No step moves a record into a stage.

    Nothing will ever stand there, or people move it by hand and by no rule. The first stage is
    entered when a record is created. A pipeline that no step speaks of is one problem. Where a
    step moves into a stage that does not exist, only that is told.

    Bad:
        kind: pipeline
        id: lead
        title: Lead
        stages: [{id: new, title: New}, {id: graded, title: Graded}, {id: parked, title: Parked}]
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead, moves: {pipeline: lead, from: new, to: graded}}
    Good:
        kind: pipeline
        id: lead
        title: Lead
        stages: [{id: new, title: New}, {id: graded, title: Graded}]
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead, moves: {pipeline: lead, from: new, to: graded}}
    """
    if handbook.lost:  # a procedure that cannot be read may make the move
        return
    moves = [step.moves for p in handbook.derived(Flows).live for step in p.steps if step.moves]
    for pipeline in handbook.all(Pipeline):
        if not (pipeline.control and pipeline.control.status is Status.RETIRED):
            yield from _unused(pipeline, [move for move in moves if move.pipeline == pipeline.id])


def _unused(pipeline: Pipeline, moves: list[Move]) -> Iterator[Finding]:
    if not moves:
        yield Finding(
            pipeline.at("id"),
            f"no step makes a move in {said(pipeline.title)}: say in `moves` of a step which "
            "stage it leaves and which it enters",
        )
        return
    stages = [stage.id for stage in pipeline.stages]
    entered = {move.to for move in moves}
    if not entered.issubset(stages):  # a misspelled stage, which is told, may be the one
        return
    for stage in pipeline.stages[1:]:
        if stage.id not in entered:
            yield Finding(
                pipeline.at(stage),
                f"no step moves anything into the stage {said(stage.title)}: say in `moves` "
                "which step does, or take the stage out",
            )


def _move(duty: Duty) -> str:
    procedure = duty.document
    move = (
        procedure.steps[int(duty.place.path[1])].moves if isinstance(procedure, Procedure) else None
    )
    return f"moves the {move.pipeline} from ‘{move.origin}’ to ‘{move.to}’" if move else "moves it"
