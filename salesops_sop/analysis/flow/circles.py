"""Circles of calls: procedures that call each other on every way, so that none of them ends."""

from collections.abc import Mapping
from typing import NamedTuple

from salesops_sop.analysis.flow.graph import START, Edge, Graph, Node, NodeKind
from salesops_sop.base.graph import knots, reachable
from salesops_sop.handbook.model.process import Procedure


class Circle(NamedTuple):
    """A circle of calls: its procedures in order, the first call in the first one, and its edge."""

    procedures: tuple[Procedure, ...]
    call: Node
    edge: Edge


def circles(graphs: Mapping[str, Graph]) -> list[Circle]:
    """The circles of calls that no way leads around, by the id of their first procedure.

    A procedure ends if some path leads to its end over calls of procedures that end. What is not
    in `graphs`, lost ways, and loops inside of one procedure are no reason: others tell them.
    """
    ending: set[str] = set()
    while more := {p for p in graphs.keys() - ending if _ends(graphs[p], graphs, ending)}:
        ending |= more
    calls = {p: _called(graphs[p]) - ending for p in graphs if p not in ending}
    found = [
        sorted(knot)
        for knot in knots({p: sorted(called & calls.keys()) for p, called in calls.items()})
        if any(calls[p] & knot for p in knot)
    ]
    return [_circle(graphs, names) for names in sorted(found)]


def _ends(graph: Graph, graphs: Mapping[str, Graph], ending: set[str]) -> bool:
    if not graph.nodes:
        return True
    ways = {node: [edge.target for edge in edges] for node, edges in graph.out.items()}
    stops = {n.id for n in graph.nodes.values() if n.kind in (NodeKind.END, NodeKind.LOST)}
    if stops.isdisjoint(graph.reached):
        return True
    for node in graph.nodes.values():
        if node.kind is NodeKind.CALL and node.calls in graphs and node.calls not in ending:
            ways[node.id] = []
    return not stops.isdisjoint(reachable(ways, [START]))


def _called(graph: Graph) -> set[str]:
    return {node.calls for node in graph.nodes.values() if node.id in graph.reached and node.calls}


def _circle(graphs: Mapping[str, Graph], names: list[str]) -> Circle:
    graph = graphs[names[0]]
    call = next(
        node
        for node in graph.nodes.values()
        if node.kind is NodeKind.CALL and node.id in graph.reached and node.calls in names
    )
    return Circle(tuple(graphs[name].procedure for name in names), call, graph.into[call.id][0])
