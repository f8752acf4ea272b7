"""Parts of a graph: where no end can be reached, what stands before a join, where paths part."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from salesops_sop.analysis.flow.graph import Edge, Graph, Node, NodeKind
from salesops_sop.analysis.flow.net import Net
from salesops_sop.base.graph import knots, reachable
from salesops_sop.handbook.model.process import Step

_GATHERS = (NodeKind.MERGE, NodeKind.JOIN)


def before(graph: Graph, edge: Edge) -> Step | None:
    """The step that an edge comes from, over choices and gates; None for the start.

    Where several ways were gathered it is the one that is written first.
    """
    seen = {edge.source}
    node = graph.nodes[edge.source]
    while node.kind in _GATHERS:
        node = graph.nodes[graph.into[node.id][0].source]
        if node.id in seen:
            return node.step
        seen.add(node.id)
    return node.step


def split_of(net: Net, one: int, other: int) -> Node | None:
    """The nearest split of which one way leads to one place and another way to the other.

    Ways that come back to the split do not count. Splits are tried in the order in which they
    might be nearest if those did, and the first that cannot be beaten is the answer.
    """
    splits = [n.id for n in net.graph.nodes.values() if n.kind is NodeKind.SPLIT]
    to_one, to_other = _distances_to(net, one), _distances_to(net, other)
    at_least = sorted(
        (length, split)
        for split in splits
        if (length := _shortest(net.graph.out[split], to_one, to_other)) is not None
    )
    best: tuple[int, str] | None = None
    for bound in at_least:
        if (best and best < bound) or not net.effort.may_explain:
            break
        length = _apart(net, bound[1], one, other)
        if length is not None:
            best = min(best or (length, bound[1]), (length, bound[1]))
    return net.graph.nodes[best[1]] if best else None


def _apart(net: Net, split: str, one: int, other: int) -> int | None:
    """How far two places lie behind two different ways of a split, together."""
    ways = net.graph.out[split]
    behind = [_distances(net, edge, split) for edge in ways]
    to_one, to_other = (
        {id(way): found[place] for way, found in zip(ways, behind, strict=True) if place in found}
        for place in (one, other)
    )
    return _shortest(ways, to_one, to_other)


def _shortest(
    ways: Iterable[Edge], to_one: Mapping[int, int], to_other: Mapping[int, int]
) -> int | None:
    """The shortest sum over two different ways, of which each has a distance."""
    ones = sorted((to_one[id(way)], id(way)) for way in ways if id(way) in to_one)[:2]
    others = sorted((to_other[id(way)], id(way)) for way in ways if id(way) in to_other)[:2]
    sums = [a + b for a, way in ones for b, another in others if way != another]
    return min(sums, default=None)


def _distances_to(net: Net, place: int) -> dict[int, int]:
    """From the identity of each edge that leads to a place to how far it lies before it."""
    found: dict[int, int] = {}
    waiting = deque((0, edge) for edge in net.graph.edges if net.places.get(id(edge)) == place)
    while waiting:
        distance, edge = waiting.popleft()
        if id(edge) not in found:
            found[id(edge)] = distance
            waiting.extend((distance + 1, before) for before in net.incoming(edge.source))
    net.effort.spend(len(net.graph.edges))
    return found


def _distances(net: Net, edge: Edge, without: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for distance, reached in _in_order(net.graph, edge, without):
        found.setdefault(net.place(reached), distance)
        net.effort.spend()
    return found


def _in_order(graph: Graph, edge: Edge, without: str) -> Iterator[tuple[int, Edge]]:
    seen = {without}
    waiting = deque([(0, edge)])
    while waiting:
        distance, edge = waiting.popleft()
        yield distance, edge
        if edge.target not in seen:
            seen.add(edge.target)
            waiting.extend((distance + 1, onward) for onward in graph.out[edge.target])


def endless_loops(graph: Graph) -> list[tuple[Node, ...]]:
    """The steps of each loop that cannot be left, loops and steps in the order of the procedure.

    Of the region from which no end can be reached only the loops at its bottom are given: the
    steps before them just lead there.
    """
    region = graph.endless
    if not region:
        return []
    ways = graph.targets
    loops = [loop for loop in knots({node: ways[node] for node in region}) if _bottom(loop, ways)]
    found = (tuple(node for node in graph.steps if node.id in loop) for loop in loops)
    order = {node.id: number for number, node in enumerate(graph.steps)}
    return sorted(found, key=lambda loop: order[loop[0].id])


def _bottom(loop: set[str], ways: Mapping[str, Iterable[str]]) -> bool:
    return all(target in loop for node in loop for target in ways[node])


def unreached(graph: Graph) -> list[tuple[Node, int]]:
    """Each part that no path leads to: its first step, and how many more lie behind it.

    A step behind two parts counts for the first.
    """
    left = {node.id for node in graph.steps} - graph.reached
    if not left:
        return []
    led_to = {
        edge.target for edge in graph.edges if edge.source not in graph.reached
    } - graph.reached
    found: list[tuple[Node, int]] = []
    for heads_only in (True, False):  # first what nothing leads to, then circles
        for node in graph.steps:
            if node.id in left and not (heads_only and node.id in led_to):
                behind = left & reachable(graph.targets, [node.id])
                left -= behind
                found.append((node, len(behind) - 1))
    order = {node.id: number for number, node in enumerate(graph.steps)}
    return sorted(found, key=lambda part: order[part[0].id])
