"""What is behind a way that is lost: the step that was meant, so that one slip is one problem."""

from collections.abc import Container

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.graph import Flaw, Graph, Node, NodeKind
from salesops_sop.base.graph import reachable
from salesops_sop.base.suggest import closest


def mended(graph: Graph) -> Graph:
    """The graph in which each lost way leads to the step that it probably means.

    A lost way can be the reason why nothing leads to a step: to the one that is called almost
    like its target, else to the next one below that nothing leads to, else to the first above.
    One way mends one step. A way with no such step stays lost.
    """
    meant: dict[str, str] = {}
    lost = [node for node in graph.nodes.values() if node.kind is NodeKind.LOST]
    reached = set(graph.reached)
    while one := next((node for node in lost if node.id in reached), None):
        lost.remove(one)
        step = _meant(graph, one, reached)
        if step is not None:
            meant[one.id] = step
            reached |= reachable(graph.targets, [step])
    return drawn(graph.procedure, meant) if meant else graph


def _meant(graph: Graph, lost: Node, reached: Container[str]) -> str | None:
    names = [node.id for node in graph.steps]
    unreached = [name for name in names if name not in reached]
    if not unreached:
        return None
    if lost.flaw is Flaw.UNKNOWN:
        guess = closest(lost.target, names)
        if guess in unreached:
            return guess
    here = next(n for n, node in enumerate(graph.steps) if node.step is lost.step)
    below = [name for name in names[here:] if name in unreached]
    return next(iter([*below, *unreached]), None)
