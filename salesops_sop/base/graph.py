"""Cycles and reachability in a directed graph of names."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

Edges = Mapping[str, Iterable[str]]


def reachable(edges: Edges, starts: Iterable[str]) -> set[str]:
    """Return the starts and every node that a path leads to from one of them."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def cycles(edges: Edges) -> list[list[str]]:
    """Return one cycle for each knot of the graph, sorted; always the same for the same graph.

    A knot (strongly connected component) can hold exponentially many cycles. It is represented by
    the shortest cycle through its first node by name, which is also where the list begins; the
    first node is not repeated at the end. A node that leads to itself is a cycle of one.
    """
    nodes = set(edges).union(*edges.values()) if edges else set()
    graph = {node: sorted(set(edges.get(node, ()))) for node in sorted(nodes)}
    found = (_shortest_cycle(graph, component) for component in _components(graph))
    return sorted(cycle for cycle in found if cycle)


def _shortest_cycle(graph: Mapping[str, list[str]], component: set[str]) -> list[str]:
    """Return the shortest way from the component's first node back to itself, or []."""
    first = min(component)
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while waiting:
        node = waiting.popleft()
        for target in graph[node]:
            if target == first:
                return _way_back(came_from, first, node)
            if target in component and target not in came_from:
                came_from[target] = node
                waiting.append(target)
    return []


def _way_back(came_from: Mapping[str, str], first: str, last: str) -> list[str]:
    way = [last]
    while way[-1] != first:
        way.append(came_from[way[-1]])
    return way[::-1]


def _components(graph: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """Yield the strongly connected components (Tarjan's algorithm, without recursion)."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: dict[str, None] = {}
    for root in graph:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = []
        _enter(root, graph, index, lowest, path, work)
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == index[node]:
                    yield _leave(node, path)
            elif target not in index:
                _enter(target, graph, index, lowest, path, work)
            elif target in path:
                lowest[node] = min(lowest[node], index[target])


def _enter(
    node: str,
    graph: Mapping[str, list[str]],
    index: dict[str, int],
    lowest: dict[str, int],
    path: dict[str, None],
    work: list[tuple[str, Iterator[str]]],
) -> None:
    index[node] = lowest[node] = len(index)
    path[node] = None
    work.append((node, iter(graph[node])))


def _leave(root: str, path: dict[str, None]) -> set[str]:
    component: set[str] = set()
    while root not in component:
        component.add(path.popitem()[0])
    return component
