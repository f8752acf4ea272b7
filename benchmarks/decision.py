"""Decision tables at scale: overlaps and completeness of 500, 1,000 and 1,500 rules × 7 inputs.

A table is made as a tree of questions would make it: the space is halved at random until there are
enough parts, so it is complete and no rules overlap. For overlaps some parts are widened, for gaps
some are narrowed. The peer compares every pair of rules, input by input, as one would by hand.
"""

import random
import time
from collections.abc import Callable
from decimal import Decimal
from math import log2
from typing import NamedTuple, TypeVar

from salesops_sop.analysis.decision.axis import Axis, Line, Listing
from salesops_sop.analysis.decision.column import slots
from salesops_sop.analysis.decision.cover import STEPS, Budget, Cover
from salesops_sop.analysis.decision.grid import Box, Grid
from salesops_sop.analysis.decision.largest import largest
from salesops_sop.analysis.scope import Dimensions

SIZES = (500, 1_000, 1_500)
COLUMNS = 7
STEPS_OF_A_BAND = 400
"""Bounds of a number that the tables choose from, as prices in a list would be."""
NAMES = 7
SHARE = 0.1
"""The part of the rules that is widened or narrowed."""


T = TypeVar("T")


class Cost(NamedTuple):
    """Seconds for one size, and what was found."""

    rules: int
    overlaps: float
    pairs: int
    peer: float
    complete: float
    with_overlaps: float
    with_gaps: float
    gaps: int


def axes() -> tuple[Axis, ...]:
    """Five numbers and two lists of names."""
    names = Listing("string", tuple("abcdefg"[:NAMES]), Dimensions({}))
    line = Line("integer", tuple(_cut(n) for n in range(STEPS_OF_A_BAND + 1)))
    return tuple(names if column % 3 == 2 else line for column in range(COLUMNS))


def partition(rules: int, seed: int) -> list[Box]:
    """Boxes that lie side by side and fill the space."""
    chance = random.Random(seed)
    boxes = [tuple(axis.full for axis in axes())]
    while len(boxes) < rules:
        place, column = chance.randrange(len(boxes)), chance.randrange(COLUMNS)
        mask = boxes[place][column]
        if mask & (mask - 1):
            one = _part(mask, column, chance)
            for piece in (one, mask & ~one):
                boxes.append(_with(boxes[place], column, piece))
            boxes[place] = boxes.pop()
    return boxes


def changed(boxes: list[Box], seed: int, wider: bool) -> list[Box]:
    """The boxes, some of them wider or narrower in one input."""
    chance = random.Random(seed)
    found = list(boxes)
    for place in chance.sample(range(len(boxes)), round(len(boxes) * SHARE)):
        column = chance.randrange(COLUMNS)
        mask, full = found[place][column], axes()[column].full
        if wider and mask != full:
            found[place] = _with(found[place], column, mask | (mask << 1 | mask >> 1) & full)
        elif not wider and mask & (mask - 1):
            found[place] = _with(found[place], column, mask & (mask - 1))
    return found


def measure(rules: int, seed: int = 1) -> Cost:
    """All questions about the tables of one size; each answer is checked, too."""
    tight, wide = partition(rules, seed), changed(partition(rules, seed), seed, wider=True)
    narrow = changed(tight, seed, wider=False)
    pairs, overlaps = _timed(lambda: Cover(Grid(axes(), tuple(wide))).overlapping)
    peer_pairs, peer = _timed(lambda: _pairwise(wide), times=1)
    count = sum(found.bit_count() for found in pairs) // 2
    assert count == peer_pairs
    none, complete = _timed(lambda: _gaps(tight))
    also_none, with_overlaps = _timed(lambda: _gaps(wide))
    some, with_gaps = _timed(lambda: _gaps(narrow))
    assert none == also_none == []
    return Cost(rules, overlaps, count, peer, complete, with_overlaps, with_gaps, len(some))


def main() -> None:
    """Print the seconds by number of rules, the growth, and the ratio to the peer."""
    costs = [measure(rules) for rules in SIZES]
    heads = (
        "rules",
        "overlaps s",
        "pairs",
        "peer s",
        "complete s",
        "and wide s",
        "narrow s",
        "gaps",
    )
    print("\n" + "".join(f"{head:>12}" for head in heads))
    for c in costs:
        seconds = f"{c.complete:>12.3f}{c.with_overlaps:>12.3f}{c.with_gaps:>12.3f}{c.gaps:>12}"
        print(f"{c.rules:>12,}{c.overlaps:>12.3f}{c.pairs:>12,}{c.peer:>12.3f}{seconds}")
    first, last = costs[0], costs[-1]
    linear = last.rules * log2(last.rules) / (first.rules * log2(first.rules))
    print(
        f"from {first.rules} to {last.rules} rules n log n grows {linear:.1f}-fold; overlaps grow "
        f"{last.overlaps / first.overlaps:.1f}-fold, completeness with overlapping rules "
        f"{last.with_overlaps / first.with_overlaps:.1f}-fold, with gaps "
        f"{last.with_gaps / first.with_gaps:.1f}-fold; comparing pairs takes "
        f"{last.peer / last.overlaps:.0f} times as long"
    )


def _gaps(boxes: list[Box]) -> list[Box]:
    grid, budget = Grid(axes(), tuple(boxes)), Budget(STEPS)
    parts = list(Cover(grid).uncovered(grid.full, grid.everyone, budget))
    assert all(sure for _, sure in parts), "the budget is spent"
    return largest(grid, [part for part, _ in parts], grid.full)


def _pairwise(boxes: list[Box]) -> int:
    count = 0
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            count += all(a & b for a, b in zip(one, other, strict=True))
    return count


def _timed(ask: Callable[[], T], times: int = 3) -> tuple[T, float]:
    """The answer, and the seconds of the processor in the fastest of some runs."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        found = ask()
        seconds.append(time.process_time() - start)
    return found, min(seconds)


def _part(mask: int, column: int, chance: random.Random) -> int:
    """Some of the slots: on a line the lower ones, of names any."""
    places = slots(mask)
    if column % 3 == 2:
        chance.shuffle(places)
    return sum(1 << place for place in places[: chance.randrange(1, len(places))])


def _with(box: Box, column: int, mask: int) -> Box:
    return (*box[:column], mask, *box[column + 1 :])


def _cut(number: int) -> tuple[Decimal, int]:
    return Decimal(number), 0
