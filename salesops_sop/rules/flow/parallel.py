"""Parallel work: what runs at the same time comes together again, once."""

from collections.abc import Iterator

from salesops_sop.analysis.flow.deadlock import Cause, Deadlock
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.soundness import MARKINGS, MissingJoin
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.telling import case_said, step_said


@rule("flow/deadlock")
def deadlock(handbook: Handbook, *, states: int = MARKINGS) -> Iterator[Finding]:
    """A step waits for work that does not come.

    `wait_for: all` waits for every step that leads there. When a choice takes one of these ways
    only, or ends the procedure on one of them, the step waits forever. The states of parallel
    work are tried one by one, at most `states` of them and as long as the work is bearable; where
    that is not enough, it says so.

    Bad:
        kind: procedure
        id: contract-review
        title: Contract review
        control: {owner: general-counsel}
        steps:
          - id: sort
            action: Sort the contract
            next: [{when: it is new, to: read}, {otherwise: compare}]
          - {id: read, action: Read the contract, next: sign}
          - {id: compare, action: Compare the contract, next: sign}
          - {id: sign, action: Sign the contract, wait_for: all}
    Good:
        kind: procedure
        id: contract-review
        title: Contract review
        control: {owner: general-counsel}
        steps:
          - {id: sort, action: Sort the contract, next: {all: [read, compare]}}
          - {id: read, action: Read the contract, next: sign}
          - {id: compare, action: Compare the contract, next: sign}
          - {id: sign, action: Sign the contract, wait_for: all}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        found = flows.soundness(procedure, states)
        for each in found.deadlocks:
            if each.join.step is not None:
                place = procedure.at(each.join.step, "wait_for")
                yield Finding(place, _waits(each, each.join.step), _astray(procedure, each))
        if not found.proved:
            yield Finding(
                procedure.at("steps", key=True),
                "the parallel work of this procedure is too tangled to prove that it always comes "
                f"to an end ({found.markings:,} states were looked at, and there are more): split "
                "the procedure, or allow more `states`",
            )


def _waits(found: Deadlock, step: Step) -> str:
    waits = f"{step_said(step)} waits for {joined([step_said(s) for s in found.missing])}"
    after = step_said(found.way_from) if found.way_from else ""
    others = [step_said(s) for s in found.missing if s is not found.way_from]
    if found.waits_for_all and found.way and 1 < len(others) < len(found.missing):
        return (
            f"{step_said(step)} waits for {joined(others)}, but the choice after {after} may lead "
            "straight to it: let that way meet the others at a step that does not wait, behind it"
        )
    if found.cause is Cause.BEHIND:
        return f"{waits}, which comes only after it: take out `wait_for`, or lead the way elsewhere"
    if found.cause is Cause.AGAIN:
        back = f" from {after}" if after else ""
        return (
            f"{waits} each time, but the way back{back} leaves that out: "
            "lead back to where the parallel work begins"
        )
    if found.way is None:
        return f"{waits}, which does not come every time: take out `wait_for`, or lead it here"
    if found.cause is Cause.ONE_OF:
        return (
            f"{waits}, but the choice after {after} takes only one of these ways: {_apart(found)}"
        )
    return f"{waits}, {_leaves(found, after)} ({case_said(found.way)}): {_back(found)}"


def _leaves(found: Deadlock, after: str) -> str:
    ends = found.cause is Cause.ENDS
    if found.missing == (found.way_from,):
        return "which may end the procedure before" if ends else "which may lead elsewhere"
    subject = "the procedure may end before" if ends else "the work may go elsewhere"
    return f"but after {after} {subject}"


def _back(found: Deadlock) -> str:
    more = ", or decide it after the parallel work" if found.cause is Cause.ENDS else ""
    return f"lead that way here as well{more}"


def _apart(found: Deadlock) -> str:
    if found.waits_for_all:
        return "take out `wait_for`, or start the ways together with `all`"
    return "let these ways meet at a step before it"


def _astray(procedure: Procedure, found: Deadlock) -> tuple[tuple[Place, str], ...]:
    return ((found.way.place, "the way that leads astray"),) if found.way else ()


@rule("flow/missing-join")
def missing_join(handbook: Handbook, *, states: int = MARKINGS) -> Iterator[Finding]:
    """Parallel paths do not wait for each other.

    Where they meet at a step without `wait_for: all`, it and all that follows is done once for
    each of them. Where each comes to an end of its own, the procedure ends while work still runs.

    Bad:
        kind: procedure
        id: contract-review
        title: Contract review
        control: {owner: general-counsel}
        steps:
          - {id: sort, action: Sort the contract, next: {all: [read, compare]}}
          - {id: read, action: Read the contract, next: sign}
          - {id: compare, action: Compare the contract, next: sign}
          - {id: sign, action: Sign the contract}
    Good:
        kind: procedure
        id: contract-review
        title: Contract review
        control: {owner: general-counsel}
        steps:
          - {id: sort, action: Sort the contract, next: {all: [read, compare]}}
          - {id: read, action: Read the contract, next: sign}
          - {id: compare, action: Compare the contract, next: sign}
          - {id: sign, action: Sign the contract, wait_for: all}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        for found in flows.soundness(procedure, states).missing_joins:
            split = found.split.step if found.split else None
            step = found.again or split
            if step is not None:
                place = procedure.at(step) if found.again else procedure.at(step, "next")
                begins = procedure.at(split, "next") if split and found.again else None
                related = ((begins, "the parallel work begins here"),) if begins else ()
                yield Finding(place, _twice(found, split), related)


def _twice(found: MissingJoin, split: Step | None) -> str:
    paths = joined([step_said(step) for step in found.paths])
    after = f" after {step_said(split)}" if split else ""
    if found.again is None:
        paths = f"by {paths} separately" if len(found.paths) > 1 else f"by {paths} twice"
        return (
            f"the procedure is ended {paths}, since the parallel work{after} is not brought "
            "together: let one step `wait_for: all` before the end"
        )
    again = step_said(found.again)
    if found.split is None:
        return (
            f"{again} may run twice at the same time: {paths} starts it again while it still runs; "
            "bring the parallel work together with `wait_for: all` before the loop goes back"
        )
    if len(found.paths) == 1:
        return (
            f"{again} runs twice: {paths} leads to it on several ways that run at the same time"
            f"{after}: write `wait_for: all` in it"
        )
    return (
        f"{again} runs once for each of {paths}, which run at the same time{after}: "
        "write `wait_for: all` in it"
    )
