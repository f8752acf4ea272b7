"""The order in which nodes are placed, and which ways lead back."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Arc = tuple[int, int]
"""From node to node, both by number."""


class Order(NamedTuple):
    """`nodes` lists every node behind all those that lead to it, apart from the arcs in `back`.

    `depth` is the length of the longest way onward from each node.
    """

    nodes: Sequence[int]
    back: frozenset[Arc]
    depth: Sequence[int]


def ordered(count: int, arcs: Sequence[Arc]) -> Order:
    """Order nodes from 0 up to `count` by depth-first searches: from the first node, then the rest.

    Of the ways onward from a node the one to the node with the lowest number comes first, with all
    that follows it: the end of a short way stands right below its beginning.
    """
    following: list[list[int]] = [[] for _ in range(count)]
    for source, target in arcs:
        following[source].append(target)
    search = _Search([sorted(set(targets), reverse=True) for targets in following])
    nodes: list[int] = []
    for start in _starts(count, arcs):
        nodes += reversed(search.run(start))
    place = {node: number for number, node in enumerate(nodes)}
    back = frozenset(arc for arc in arcs if place[arc[1]] <= place[arc[0]])
    depth = [0] * count
    for node in reversed(nodes):
        onward = [depth[t] for t in following[node] if (node, t) not in back]
        depth[node] = 1 + max(onward, default=-1)
    return Order(nodes, back, depth)


def _starts(count: int, arcs: Sequence[Arc]) -> Iterator[int]:
    entered = {target for _, target in arcs}
    yield from range(min(count, 1))
    yield from (node for node in range(count) if node not in entered)
    yield from range(count)


class _Search:
    """Without recursion: a chain may be as long as it likes."""

    def __init__(self, following: Sequence[Sequence[int]]) -> None:
        self.following = following
        self._seen: set[int] = set()

    def run(self, start: int) -> list[int]:
        """What can be reached from a node and was not before, in the order in which it is left."""
        if start in self._seen:
            return []
        left: list[int] = []
        work = [(start, iter(self.following[start]))]
        self._seen.add(start)
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                left.append(node)
            elif target not in self._seen:
                self._seen.add(target)
                work.append((target, iter(self.following[target])))
        return left
