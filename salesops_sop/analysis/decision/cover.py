"""Which cases no rule covers: divide and conquer over boxes, decided by counting where possible.

Deciding whether boxes cover a space is co-NP-complete with many columns, so a budget of steps
bounds it, and what was not decided is told. In the usual table few rules overlap. There the rules
that meet a part of the space cover it exactly when the numbers of their cases there add up, or,
with overlaps, when they do after those of every overlapping pair are taken off (Bonferroni). So a
table without gaps is often proved in one step, and a search follows only where cases are missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.decision.column import slots
from salesops_sop.analysis.decision.grid import Box, Grid, shared, volume

STEPS = 100_000
"""Steps for one question; a step looks at one rule in one part (some 50 microseconds)."""
_CANDIDATES = 6


class Budget:
    """Steps that may be spent on a table; the same table always spends the same."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> bool:
        """Take steps; False when too few are left."""
        self.left -= steps
        return self.left >= 0


@dataclass(frozen=True)
class Cover:
    """Answers about one grid."""

    grid: Grid

    def uncovered(self, box: Box, rules: int, budget: Budget) -> Iterator[tuple[Box, bool]]:
        """Parts of a box that none of these rules covers, without overlap, and True for each.

        Once the budget is spent, the parts that were not decided come with False. Of the rules
        only those count that are in the set.
        """
        parts = [(box, rules & self.grid.touching(box))]
        while parts:
            part, active = parts.pop()
            if not budget.spend(1 + active.bit_count()):
                yield part, False
            elif not active:
                yield part, True
            elif not self._covers(part, active):
                parts += self._halves(part, active)

    def is_covered(self, box: Box, rules: int, budget: Budget) -> bool | None:
        """Whether these rules cover a box; None when the budget does not suffice to say."""
        for _, sure in self.uncovered(box, rules, budget):
            return False if sure else None
        return True

    def _covers(self, part: Box, active: int) -> bool:
        """Whether the rules surely cover the part: one does alone, or the numbers add up."""
        alone = active
        for column, mask in enumerate(part):
            alone &= self.grid.covering(column, mask)
            if not alone:
                return self._adds_up(part, slots(active), active)
        return True

    def _adds_up(self, part: Box, rules: list[int], active: int) -> bool:
        wanted, boxes = volume(part), self.grid.boxes
        pieces = {rule: shared(part, boxes[rule]) for rule in rules}
        covered = sum(volume(piece) for piece in pieces.values())
        if covered < wanted:
            return False
        for rule in rules:
            active ^= 1 << rule
            for other in slots(self.overlapping[rule] & active):
                covered -= volume(shared(pieces[rule], pieces[other]))
                if covered < wanted:
                    return False
        return True

    @cached_property
    def overlapping(self) -> tuple[int, ...]:
        """For each rule the set of the others that share a case with it."""
        return tuple(
            self.grid.touching(box) & ~(1 << rule) for rule, box in enumerate(self.grid.boxes)
        )

    def _halves(self, part: Box, active: int) -> list[tuple[Box, int]]:
        """The part cut in two where few rules lie on both sides and neither side is small."""
        best: tuple[int, int, int, int, int] | None = None
        for column, mask in self._cuts(part, active):
            rest = part[column] & ~mask
            one = active & self.grid.meeting(column, mask)
            other = active & self.grid.meeting(column, rest)
            cost = _cost(one) + _cost(other)
            if best is None or cost < best[0]:
                best = (cost, column, mask, one, other)
        assert best is not None  # a rule that meets the part and does not cover it cuts it
        _, column, mask, one, other = best
        before, after = part[:column], part[column + 1 :]
        rest = part[column] & ~mask
        return [((*before, rest, *after), other), ((*before, mask, *after), one)]

    def _cuts(self, part: Box, active: int) -> Iterator[tuple[int, int]]:
        """Some ways to cut: a column, and the set of slots on one side."""
        sample = _spread(slots(active & ~self._everywhere(part, active)))
        for column, mask in enumerate(part):
            if mask & (mask - 1):
                found = dict.fromkeys(
                    side
                    for rule in sample
                    for side in self._sides(column, mask, self.grid.boxes[rule][column] & mask)
                )
                for side in found:
                    yield column, side

    def _sides(self, column: int, mask: int, cell: int) -> Iterator[int]:
        """The slots of a cell, or on a line those up to its first and its last one."""
        if cell == mask:
            return
        if not hasattr(self.grid.axes[column], "cuts"):
            yield cell
            return
        below = mask & ((cell & -cell) - 1)
        upto = mask & ((1 << cell.bit_length()) - 1)
        yield from (side for side in (below, upto) if side and side != mask)
        if not below and upto == mask:
            yield cell

    def _everywhere(self, part: Box, active: int) -> int:
        for column, mask in enumerate(part):
            active &= self.grid.covering(column, mask)
        return active


def _spread(rules: list[int]) -> list[int]:
    """A few of the rules, from the whole list."""
    return rules[:: max(1, len(rules) // _CANDIDATES)]


def _cost(rules: int) -> int:
    count = rules.bit_count()
    return count * count.bit_length()
