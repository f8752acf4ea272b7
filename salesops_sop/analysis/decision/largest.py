"""Gaps in the fewest words: every uncovered case lies in a box that is as large as can be."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.decision.axis import Line
from salesops_sop.analysis.decision.column import runs
from salesops_sop.analysis.decision.grid import Box, Grid, inside, volume


def largest(grid: Grid, parts: Iterable[Box], within: Box) -> list[Box]:
    """Boxes without any rule that together hold just these uncovered parts, few and large.

    Each part grows column by column as long as no rule is met, once beginning with every column;
    the largest of the results are kept until all parts lie in one. The order is that of the slots.
    """
    left = list(dict.fromkeys(parts))
    grown = {box for part in left for box in _grown(grid, part, within)}
    found: list[Box] = []
    for box in sorted(grown, key=lambda box: (_limits(grid, box), -volume(box), box)):
        rest = [part for part in left if not inside(part, box)]
        if len(rest) < len(left):
            found.append(box)
            left = rest
    return sorted(found, key=_order)


def _grown(grid: Grid, part: Box, within: Box) -> Iterator[Box]:
    count = len(part)
    for first in range(count):
        box, meets = list(part), [grid.meeting(k, mask) for k, mask in enumerate(part)]
        for column in (*range(first, count), *range(first)):
            others = grid.everyone
            for k in range(count):
                if k != column:
                    others &= meets[k]
            free = _free(grid, column, others, within[column])
            box[column] |= _near(free, box[column]) if _is_line(grid, column) else free
            meets[column] = grid.meeting(column, box[column])
        yield tuple(box)
    if not count:
        yield part


def _free(grid: Grid, column: int, rules: int, within: int) -> int:
    """The slots that none of these rules accepts."""
    taken, boxes = 0, grid.boxes
    while rules:
        low = rules & -rules
        taken |= boxes[low.bit_length() - 1][column]
        rules ^= low
    return within & ~taken


def _is_line(grid: Grid, column: int) -> bool:
    return isinstance(grid.axes[column], Line)


def _near(free: int, mask: int) -> int:
    """The stretches of free slots that hold some of the box: a band grows, but gets no second."""
    stretches = (((1 << after) - (1 << first)) for first, after in runs(free))
    return sum(stretch for stretch in stretches if stretch & mask)


def _limits(grid: Grid, box: Box) -> int:
    """How many columns a description of the box has to name."""
    return sum(mask != full for mask, full in zip(box, grid.full, strict=True))


def _order(box: Box) -> tuple[int, ...]:
    """Boxes by their first slot in each column."""
    return (*((mask & -mask).bit_length() for mask in box), *box)
