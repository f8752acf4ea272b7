"""The fewest places that explain all pairs: one row too many is one problem, not ten."""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush
from typing import TypeVar

Pair = TypeVar("Pair")


def fewest(
    pairs: Iterable[Pair], ends: Callable[[Pair], tuple[int, int]]
) -> list[tuple[int, list[Pair]]]:
    """Give every pair to one of its two ends, so that few ends hold all pairs.

    `ends` numbers the two ends of a pair in the order of the handbook. The end with most pairs
    takes them all, then the end with most of the rest; of two with as many the later one, so a
    lone pair goes to its later end. Returns the ends that got pairs, in order.
    """
    left: dict[int, list[Pair]] = {}
    for pair in pairs:
        for end in set(ends(pair)):
            left.setdefault(end, []).append(pair)
    queue = [(-len(held), -end) for end, held in left.items()]
    heapify(queue)
    done: dict[int, list[Pair]] = {}
    while queue:
        count, negative = heappop(queue)
        end = -negative
        held = [pair for pair in left[end] if done.keys().isdisjoint(ends(pair))]
        left[end] = held
        if held and len(held) < -count:
            heappush(queue, (-len(held), negative))
        elif held:
            done[end] = held
    return sorted(done.items(), key=lambda item: item[0])
