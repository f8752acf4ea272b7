"""A table as boxes: for every rule and input the set of slots that its cell accepts.

Sets of rules are bits of whole numbers, too, so that the rules which meet or cover a part of a
column are found by a few operations on long integers, however many rules there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.decision.axis import Axis, axis
from salesops_sop.analysis.decision.column import Accepting, Rules
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import Condition

Box = tuple[int, ...]
"""One set of slots for every input; a case lies in the box when each of its slots does."""


@dataclass(frozen=True)
class Grid:
    """The axes of a table and the box of every rule; rules count from 0 as they are given."""

    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]

    @classmethod
    def of(
        cls, columns: Sequence[Column], rules: Sequence[Sequence[Condition]], trees: Dimensions
    ) -> "Grid":
        """Cut the columns at every cell; `rules` hold a condition for each column."""
        cells = [[rule[k] for rule in rules] for k in range(len(columns))]
        axes = tuple(axis(column, cells[k], trees) for k, column in enumerate(columns))
        boxes = tuple(tuple(a.mask(cell) for a, cell in zip(axes, r, strict=True)) for r in rules)
        return cls(axes, boxes)

    @property
    def full(self) -> Box:
        """Every case."""
        return tuple(a.full for a in self.axes)

    @cached_property
    def everyone(self) -> Rules:
        """The set of all rules."""
        return (1 << len(self.boxes)) - 1

    @cached_property
    def columns(self) -> tuple[Accepting, ...]:
        """For each input, which rules accept which slots."""
        return tuple(
            Accepting(a.size, [box[k] for box in self.boxes]) for k, a in enumerate(self.axes)
        )

    def meeting(self, column: int, mask: int) -> Rules:
        """The rules that accept some of these slots of an input."""
        return self.columns[column].meeting(mask)

    def covering(self, column: int, mask: int) -> Rules:
        """The rules that accept all of these slots of an input."""
        return self.columns[column].covering(mask)

    def touching(self, box: Box) -> Rules:
        """The rules that have a case in a box."""
        found = self.everyone
        for column, mask in zip(self.columns, box, strict=True):
            found &= column.meeting(mask)
        return found


def volume(box: Box) -> int:
    """How many combinations of slots lie in a box."""
    found = 1
    for mask in box:
        found *= mask.bit_count()
    return found


def shared(a: Box, b: Box) -> Box:
    """Where two boxes meet; some set is empty when they do not."""
    return tuple(one & other for one, other in zip(a, b, strict=True))


def inside(a: Box, b: Box) -> bool:
    """Whether the first box lies in the second."""
    return all(not one & ~other for one, other in zip(a, b, strict=True))
