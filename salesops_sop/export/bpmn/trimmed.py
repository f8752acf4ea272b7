"""The graph of a procedure as BPMN wants it: without gateways at which nothing is chosen."""

from collections.abc import Iterable, Mapping

from salesops_sop.analysis.flow.graph import GATEWAYS, Edge, Flaw, Graph, Node, NodeKind
from salesops_sop.export.format import ExportError


def trimmed(graph: Graph) -> Graph:
    """The graph with each way once, and without gateways that have one way in and one way on.

    Raises ExportError for what BPMN has no way to say: no steps, a way that leads nowhere, a step
    that nothing leads to (BPMN would start it with the procedure), and a choice with one condition
    that does not say what follows otherwise.
    """
    _refuse(graph)
    nodes = dict(graph.nodes)
    edges = _once(graph.edges)
    while (idle := _idle(nodes, edges)) is not None:
        way_in, way_on = idle
        gate = nodes.pop(way_on.source)
        if way_on.label and gate.step:
            raise ExportError(
                f"step ‘{gate.step.id}’ says what follows in one case only: "
                "add an ‘otherwise’ for all others"
            )
        past = way_in._replace(target=way_on.target)
        edges = _once(past if edge is way_in else edge for edge in edges if edge is not way_on)
    return Graph(graph.procedure, nodes, tuple(edges))


def _refuse(graph: Graph) -> None:
    if not graph.nodes:
        raise ExportError("there are no steps: write at least one")
    for node in graph.nodes.values():
        step = node.step.id if node.step else ""
        if node.flaw is Flaw.UNKNOWN:
            what = "an outcome" if node.kind is NodeKind.END else "a step"
            raise ExportError(
                f"step ‘{step}’ leads to {what} ‘{node.target}’ that is not there: "
                "correct the name, or add it"
            )
        if node.flaw is Flaw.NOTHING:
            raise ExportError(f"step ‘{step}’ leads nowhere: say in ‘next’ what follows")
    for node in graph.steps:
        if node.id not in graph.reached and node.step:
            raise ExportError(
                f"nothing leads to step ‘{node.step.id}’: let a step lead there, or remove it"
            )


def _idle(nodes: Mapping[str, Node], edges: list[Edge]) -> tuple[Edge, Edge] | None:
    """The way into and the way out of the first gateway that has no other."""
    coming: dict[str, list[Edge]] = {}
    going: dict[str, list[Edge]] = {}
    for edge in edges:
        coming.setdefault(edge.target, []).append(edge)
        going.setdefault(edge.source, []).append(edge)
    for node in nodes.values():
        if node.kind in GATEWAYS and len(coming[node.id]) == len(going[node.id]) == 1:
            return coming[node.id][0], going[node.id][0]
    return None


def _once(edges: Iterable[Edge]) -> list[Edge]:
    seen: dict[tuple[str, str, str, bool], Edge] = {}
    for edge in edges:
        seen.setdefault((edge.source, edge.target, edge.label, edge.otherwise), edge)
    return list(seen.values())
