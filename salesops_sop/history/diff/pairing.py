"""Which item of a list is which of another list: by key, then by likeness of their texts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from salesops_sop.analysis.words import stems

T = TypeVar("T")
Pairs = list[tuple[int | None, int | None]]
LEAST = 0.5
MOST = 200
"""Items without a counterpart up to which they are compared with each other."""


def paired(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    text: Callable[[T], str],
    least: float = LEAST,
    last: bool = False,
) -> Pairs:
    """Pairs of places (older, newer) in the order of the newer list; what is gone comes last.

    Items with one key are one, the first with the first. Of the rest those are paired whose texts
    share most words, from `least` on (Dice's coefficient), the likeliest first; with `last` also
    the two that are left over, if there is one on each side.
    """
    found: dict[int, int] = {}
    waiting: dict[Hashable, list[int]] = {}
    for i, item in enumerate(old):
        waiting.setdefault(key(item), []).append(i)
    for j, item in enumerate(new):
        if same := waiting.get(key(item)):
            found[j] = same.pop(0)
    taken = set(found.values())
    gone = [i for i in range(len(old)) if i not in taken]
    come = [j for j in range(len(new)) if j not in found]
    found |= _likely([text(old[i]) for i in gone], [text(new[j]) for j in come], gone, come, least)
    taken = set(found.values())
    one, other = set(gone) - taken, set(come) - set(found)
    if last and len(one) == len(other) == 1:
        found[other.pop()] = one.pop()
        taken = set(found.values())
    pairs: Pairs = [(found.get(j), j) for j in range(len(new))]
    return pairs + [(i, None) for i in gone if i not in taken]


def _likely(
    before: list[str], after: list[str], gone: list[int], come: list[int], least: float
) -> dict[int, int]:
    if len(gone) > MOST or len(come) > MOST:
        return {}
    ours = [Counter(stems(text)) for text in before]
    theirs = [Counter(stems(text)) for text in after]
    scored = sorted(
        (-score, gone[i], come[j])
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if (score := _dice(one, other)) >= least
    )
    found: dict[int, int] = {}
    for _, i, j in scored:
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0


def moved(places: Sequence[int]) -> set[int]:
    """Positions in `places` that are out of order: the fewest whose removal leaves it sorted.

    The rest is a longest increasing subsequence (patience sorting, Fredman 1975).
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for position, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1], ends[at : at + 1] = [place], [position]
    kept: set[int] = set()
    current: int | None = ends[-1] if ends else None
    while current is not None:
        kept.add(current)
        current = before[current]
    return set(range(len(places))) - kept
