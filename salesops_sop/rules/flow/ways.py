"""Ways: every step can be reached, leads somewhere that exists, and comes to an end."""

from collections.abc import Iterator

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Edge, Flaw, Graph, Node, NodeKind
from salesops_sop.analysis.flow.region import endless_loops, unreached
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.telling import step_said
from salesops_sop.rules.ownership.telling import joined


@rule("flow/unreachable")
def unreachable(handbook: Handbook) -> Iterator[Finding]:
    """No path leads from the start to a step.

    Whoever reads the steps believes that it is done; it never is. Of a part that nothing leads to
    the first step is named. Where a `next` that leads nowhere may be the reason, only that is told.

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
        for node, more in unreached(flows.mended[procedure.id]):
            if node.step is not None:
                behind = f", nor to the {_steps(more)} behind it" if more else ""
                yield Finding(
                    procedure.at(node.step),
                    f"no path leads from the start to {step_said(node.step)}{behind}: "
                    "lead a step there with `next`, or take it out",
                )


def _steps(number: int) -> str:
    return f"{number} steps" if number > 1 else "step"


@rule("flow/dead-end")
def dead_end(handbook: Handbook) -> Iterator[Finding]:
    """A way stops without an end.

    A step has nothing behind it (`next: []`, a choice that leads nowhere), or the last one falls
    off the end of a procedure that names its outcomes: nobody knows with which of them it ended.

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

    The work is lost at this point: nobody takes it up.

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


def _cure(what: str, there: list[str]) -> str:
    if what == "outcome":
        return "add it to `outcomes`" + (", or end with one that is there" if there else "")
    return "add the step, or lead to one that is there"


@rule("flow/no-exit-loop")
def no_exit_loop(handbook: Handbook) -> Iterator[Finding]:
    """Steps lead in a circle that nothing leads out of.

    Each step can be done, and the work never ends.

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
            message = f"{step_said(steps[0])} leads back to itself and nowhere else"
            if len(steps) > 1:
                names = joined([step_said(step) for step in steps[:4]])
                more = f" and {len(steps) - 4} more steps" if len(steps) > 4 else ""
                message = f"nothing leads out of the loop of {names}{more}"
            place = procedure.at(steps[0])
            yield Finding(place, f"{message}: add a way to the end, on a condition, to one of them")


def _flawed(handbook: Handbook) -> Iterator[tuple[Graph, Node, Edge]]:
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        graph = flows.graphs[procedure.id]
        for edge in graph.edges:
            if graph.nodes[edge.target].flaw is not None:
                yield graph, graph.nodes[edge.target], edge
