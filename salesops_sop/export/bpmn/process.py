"""Makes a BPMN process of a procedure: what each node and way is in BPMN's words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Graph, Node, NodeKind
from salesops_sop.analysis.flow.lanes import lanes as doers
from salesops_sop.export.bpmn import telling
from salesops_sop.export.bpmn.escalating import timers
from salesops_sop.export.bpmn.lanes import lanes
from salesops_sop.export.bpmn.naming import Labels, element_id, process_id
from salesops_sop.export.bpmn.parts import Element, Flow, Process, Signal
from salesops_sop.export.bpmn.trimmed import trimmed
from salesops_sop.export.bpmn.words import Words
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure, Step

_TAGS = {
    NodeKind.START: "startEvent",
    NodeKind.CALL: "callActivity",
    NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.MERGE: "exclusiveGateway",
    NodeKind.SPLIT: "parallelGateway",
    NodeKind.JOIN: "parallelGateway",
    NodeKind.END: "endEvent",
}


def process(handbook: Handbook, procedure: Procedure) -> Process:
    """The process of a procedure; raises ExportError where BPMN cannot say what it says."""
    words = Words(handbook)
    graph = trimmed(handbook.derived(Flows).graphs[procedure.id])
    labels = Labels(words, graph)
    columns = doers(handbook, graph)
    elements = tuple(_elements(words, graph, labels, columns.of))
    return Process(
        process_id(procedure.id),
        words.name(procedure.title, procedure.id),
        telling.of_procedure(words, procedure),
        lanes(words, columns.lanes, elements),
        elements,
        tuple(_flows(graph, labels, elements)),
    )


def _elements(
    words: Words, graph: Graph, labels: Labels, lane_of: Mapping[str, int]
) -> Iterator[Element]:
    """Every node, and behind each step its timers with the ends to which they lead."""
    for node in graph.nodes.values():
        element = Element(
            element_id(node),
            _TAGS.get(node.kind) or _task(node.step),
            lane_of[node.id],
            labels.of(node),
            _told(words, graph.procedure, node),
            gathers=node.kind in (NodeKind.MERGE, NodeKind.JOIN),
            calls=process_id(node.calls) if node.calls else "",
            sends=_message(node),
        )
        yield element
        if node.kind is NodeKind.STEP and node.step:
            for pair in timers(words, element, node.step):
                yield from pair


def _flows(graph: Graph, labels: Labels, elements: tuple[Element, ...]) -> Iterator[Flow]:
    """Every way, and those from timers to their ends; a choice has one default way at most."""
    taken: Counter[str] = Counter()
    for edge in graph.edges:
        source, target = (element_id(graph.nodes[end]) for end in (edge.source, edge.target))
        taken[f"{source} {target}"] += 1
        number = taken[f"{source} {target}"]
        taken[source] += edge.otherwise
        is_default = edge.otherwise and taken[source] == 1
        yield Flow(
            f"flow_{source}_to_{target}{f'.{number}' if number > 1 else ''}",
            source,
            target,
            labels.way(edge),
            "" if is_default else labels.condition(edge),
            is_default,
        )
    for timer, end in pairwise(elements):
        if timer.timer:
            yield Flow(f"flow_{timer.id}", timer.id, end.id)


def _told(words: Words, procedure: Procedure, node: Node) -> str:
    if node.kind is NodeKind.STEP and node.step:
        return telling.of_step(words, procedure, node.step)
    if node.kind is NodeKind.CALL:
        return telling.of_call(words, node.calls)
    if node.outcome and node.outcome.start:
        return telling.of_start(words, node.outcome.start)
    return ""


def _message(node: Node) -> Signal | None:
    """What an outcome that starts another procedure sends to it."""
    started = node.outcome.start if node.outcome else None
    return Signal(f"message_{started}", "message", f"start {started}") if started else None


def _task(step: Step | None) -> str:
    """What kind of task a step is.

    It is one of rules where it applies a decision table, and one of a service where a system acts
    and nobody is responsible; all others are done by people.
    """
    if step and step.apply:
        return "businessRuleTask"
    if step and step.automation and not (step.raci and step.raci.responsible):
        return "serviceTask"
    return "userTask"
