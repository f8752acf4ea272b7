"""The order in which nodes are placed, and how much follows each of them."""

from collections.abc import Sequence
from typing import NamedTuple

Arc = tuple[int, int]
"""From node to node, both by number."""


class Order(NamedTuple):
    """For each node its `place`, behind all nodes that lead to it, and its `depth`.

    That is the length of the longest way onward.
    """

    place: Sequence[int]
    depth: Sequence[int]


def ordered(count: int, arcs: Sequence[Arc]) -> Order:
    """Order nodes from 0 up to `count`; the arcs make no ring.

    Of the ways onward from a node the one to the node with the lowest number comes first, with all
    that follows it alone: the end of a short way stands right below its beginning.
    """
    following: list[list[int]] = [[] for _ in range(count)]
    for source, target in sorted(arcs, reverse=True):
        following[source].append(target)
    left = _left(following)
    depth = [0] * count
    for node in left:
        depth[node] = 1 + max((depth[target] for target in following[node]), default=-1)
    place = [0] * count
    for number, node in enumerate(reversed(left)):
        place[node] = number
    return Order(place, depth)


def _left(following: Sequence[Sequence[int]]) -> list[int]:
    """All nodes in the order in which a depth-first search leaves them.

    It needs no recursion: a chain may be as long as it likes.
    """
    left: list[int] = []
    seen: set[int] = set()
    entered = {target for targets in following for target in targets}
    for start in reversed([node for node in range(len(following)) if node not in entered]):
        work = [(start, iter(following[start]))]
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                left.append(node)
            elif target not in seen:
                seen.add(target)
                work.append((target, iter(following[target])))
    return left
