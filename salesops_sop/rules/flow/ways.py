"""Ways: every step can be reached, leads somewhere that exists, and comes to an end."""

from collections.abc import Iterator
from itertools import pairwise

from salesops_sop.analysis.flow.circles import Circle, circles
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Edge, Flaw, Graph, Node, NodeKind
from salesops_sop.analysis.flow.region import endless_loops, unreached
from salesops_sop.base.listing import joined
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Branch, Procedure, Step, Target
from salesops_sop.handbook.model.record import Status
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.choices import is_open
from salesops_sop.rules.flow.telling import step_said
from salesops_sop.rules.ownership.telling import said


@rule("flow/unreachable")
def unreachable(handbook: Handbook) -> Iterator[Finding]:
    """No path leads from the start to a step or an outcome.

    Whoever reads the steps believes that it is done; it never is. Of a part that nothing leads to
    the first step is named. Where a `next` that leads nowhere, a loop that nothing leads out of,
    a step that is not reached or a choice without `otherwise` may be the reason, only that is told.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: read, action: Read the inquiry, next: assign}
          - {id: grade, action: Grade the lead}
          - {id: assign, action: Assign the lead}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: read, action: Read the inquiry}
          - {id: grade, action: Grade the lead}
          - {id: assign, action: Assign the lead}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        graph = flows.mended[procedure.id]
        below = _below_loops(graph)
        parts = unreached(graph)
        for node, more in parts:
            if node.step is not None and node.id not in below:
                behind = f", nor to the {_steps(more)} behind it" if more else ""
                yield Finding(
                    procedure.at(node.step),
                    f"no path leads from the start to {step_said(node.step)}{behind}: "
                    "lead a step there with `next`, or take it out",
                )
        if not parts:
            yield from _without_end(handbook, flows.graphs[procedure.id])


def _below_loops(graph: Graph) -> set[str]:
    """The steps below a step of a loop without an exit: a way out would lead there by itself."""
    looping = {node.id for loop in endless_loops(graph) for node in loop}
    return {b.id for a, b in pairwise(graph.steps) if a.id in looping}


def _without_end(handbook: Handbook, graph: Graph) -> Iterator[Finding]:
    """Outcomes that no way ends with, unless one stops, ends with none of them, or is not told."""
    nodes = [node for node in graph.nodes.values() if node.id in graph.reached]
    if not nodes or any(node.flaw for node in nodes) or endless_loops(graph):
        return
    if any(is_open(handbook, node.step) for node in nodes if node.step):
        return
    ended = {node.outcome.id for node in nodes if node.outcome}
    for outcome in graph.procedure.outcomes:
        if outcome.id not in ended:
            yield Finding(
                graph.procedure.at(outcome),
                f"no step ends with the outcome {said(outcome.title or outcome.id)}: "
                "say with `end` which one does, or take it out",
            )


def _steps(number: int) -> str:
    return f"{number} steps" if number > 1 else "step"


@rule("flow/dead-end")
def dead_end(handbook: Handbook) -> Iterator[Finding]:
    """A way stops without an end.

    A step has nothing behind it (`next: []`, a choice that leads nowhere), or the last one falls
    off the end of a procedure that names its outcomes: nobody knows with which of them it ended.
    A procedure in force without any step stops before it has begun.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        outcomes: [{id: graded, title: The lead is graded}]
        steps:
          - {id: read, action: Read the inquiry}
          - {id: grade, action: Grade the lead}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        outcomes: [{id: graded, title: The lead is graded}]
        steps:
          - {id: read, action: Read the inquiry}
          - {id: grade, action: Grade the lead, next: {end: graded}}
    """
    for procedure in handbook.derived(Flows).live:
        if not procedure.steps and procedure.control.status is Status.EFFECTIVE:
            yield Finding(
                procedure.at("steps", key=True),
                f"{said(procedure.title)} is in force and has no step: write down the first one",
            )
    for graph, node, edge in _flawed(handbook):
        if node.step is None:
            continue
        if node.flaw is Flaw.NOTHING:
            what = "one way" if edge.label or edge.otherwise else "the work"
            yield Finding(
                edge.place,
                f"{what} stops after {step_said(node.step)}: name the step that follows, "
                "or the outcome with `end`",
            )
        elif node.flaw is Flaw.FALLS_OFF:
            outcomes = " or ".join(f"‘{o.id}’" for o in graph.procedure.outcomes[:4])
            yield Finding(
                edge.place,
                f"{step_said(node.step)} ends the procedure with none of its outcomes: "
                f"say with `end` which one it is, {outcomes}",
            )


@rule("flow/unknown-next")
def unknown_next(handbook: Handbook) -> Iterator[Finding]:
    """A step leads to a step or an outcome that is not there.

    The work is lost at this point: nobody takes it up. It is as well where one way says two things
    at once, and nobody knows which is meant.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: read, action: Read the inquiry, next: grad}
          - {id: grade, action: Grade the lead}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: read, action: Read the inquiry, next: grade}
          - {id: grade, action: Grade the lead}
    """
    for graph, node, edge in _flawed(handbook):
        if node.flaw is not Flaw.UNKNOWN:
            continue
        if node.kind is NodeKind.END:
            outcomes = [outcome.id for outcome in graph.procedure.outcomes]
            what, there = "outcome", outcomes
        else:
            what, there = "step", [node.id for node in graph.steps]
        guess = did_you_mean(node.target, there)
        cure = guess or f": {_cure(what, there)}"
        yield Finding(edge.place, f"the procedure has no {what} ‘{node.target}’{cure}")
    for procedure in handbook.derived(Flows).live:
        for step in procedure.steps:
            for target in _targets(step):
                said_there = [word for word in ("end", "call", "all") if getattr(target, word)]
                if len(said_there) > 1:
                    words = joined([f"`{word}`" for word in said_there])
                    yield Finding(
                        procedure.at(target),
                        f"the way after {step_said(step)} says {words} at once: keep one of them",
                    )


def _targets(step: Step) -> list[Target]:
    ways = step.next if isinstance(step.next, list) else [Branch(to=step.next)]
    every = [target for branch in ways for target in (branch.to, branch.otherwise)]
    return [target for target in every if isinstance(target, Target)]


def _cure(what: str, there: list[str]) -> str:
    if what == "outcome":
        return "add it to `outcomes`" + (", or end with one that is there" if there else "")
    return "add the step, or lead to one that is there"


@rule("flow/no-exit-loop")
def no_exit_loop(handbook: Handbook) -> Iterator[Finding]:
    """Steps lead in a circle that nothing leads out of.

    Each step can be done, and the work never ends. The same holds of procedures that call each
    other on every way.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead}
          - {id: check, action: Check the grade, next: grade}
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - {id: grade, action: Grade the lead}
          - id: check
            action: Check the grade
            next: [{when: the grade is wrong, to: grade}, {otherwise: {end: graded}}]
        outcomes: [{id: graded, title: The lead is graded}]
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        for loop in endless_loops(flows.mended[procedure.id]):
            steps = [node.step for node in loop if node.step is not None]
            yield Finding(procedure.at(steps[0]), _looping([step_said(step) for step in steps]))
    for circle in circles(flows.mended):
        yield Finding(circle.edge.place, _calling(circle))


def _looping(steps: list[str]) -> str:
    if len(steps) == 1:
        return (
            f"{steps[0]} leads back to itself and nowhere else: add a way out of it, on a condition"
        )
    names = joined(steps)
    if len(steps) > 5:
        names = f"{', '.join(steps[:4])} and {len(steps) - 4} more steps"
    return (
        f"nothing leads out of the loop of {names}: "
        "add a way to the end, on a condition, to one of them"
    )


def _calling(circle: Circle) -> str:
    step = step_said(circle.call.step) if circle.call.step else "a step"
    called: Procedure = next(p for p in circle.procedures if p.id == circle.call.calls)
    if len(circle.procedures) == 1:
        what = "calls its own procedure each time, which therefore never ends"
    else:
        what = f"calls {said(called.title)}, which calls this procedure in turn, and neither ends"
        if len(circle.procedures) > 2:
            what = (
                f"calls {said(called.title)}, which leads back here by calls, and none of them ends"
            )
    return f"{step} {what}: make one of the calls depend on a condition"


def _flawed(handbook: Handbook) -> Iterator[tuple[Graph, Node, Edge]]:
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        graph = flows.graphs[procedure.id]
        for edge in graph.edges:
            if graph.nodes[edge.target].flaw is not None:
                yield graph, graph.nodes[edge.target], edge
