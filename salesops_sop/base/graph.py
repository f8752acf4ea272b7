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


def knots(edges: Edges) -> list[set[str]]:
    """Return the largest sets of nodes that lead to each other, ends before beginnings.

    Every node is in one of them: a node that no cycle goes through is alone in its own.
    """
    nodes = set(edges).union(*edges.values()) if edges else set()
    return list(_components({node: sorted(set(edges.get(node, ()))) for node in sorted(nodes)}))


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
    """Yield the strongly connected components of the graph."""
    search = _Tarjan(graph)
    for node in graph:
        if node not in search.index:
            yield from search.components_from(node)


class _Tarjan:
    """Tarjan's search, without recursion: a chain may be as long as it likes."""

    def __init__(self, graph: Mapping[str, list[str]]) -> None:
        self.graph = graph
        self.index: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.path: dict[str, None] = {}
        self.work: list[tuple[str, Iterator[str]]] = []

    def components_from(self, root: str) -> Iterator[set[str]]:
        self.enter(root)
        while self.work:
            node, targets = self.work[-1]
            target = next(targets, None)
            if target is None:
                self.work.pop()
                if self.lowest[node] == self.index[node]:
                    yield self.component(node)
                else:
                    self.lower(self.work[-1][0], self.lowest[node])
            elif target not in self.index:
                self.enter(target)
            elif target in self.path:
                self.lower(node, self.index[target])

    def enter(self, node: str) -> None:
        self.index[node] = self.lowest[node] = len(self.index)
        self.path[node] = None
        self.work.append((node, iter(self.graph[node])))

    def lower(self, node: str, index: int) -> None:
        self.lowest[node] = min(self.lowest[node], index)

    def component(self, root: str) -> set[str]:
        found: set[str] = set()
        while root not in found:
            found.add(self.path.popitem()[0])
        return found
