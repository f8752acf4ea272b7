"""The values of one input, cut into slots wherever a cell cuts them; a cell is a set of slots.

Two values in one slot are the same to every cell, so a table over infinitely many cases is a
table over few. Sets of slots are the bits of whole numbers: slot 0 is the lowest bit.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from salesops_sop.analysis.decision.column import runs
from salesops_sop.analysis.decision.domain import ORDERED, Domain, domain
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import Condition, Range, Value

Cut = tuple[Decimal, int]
"""A place between values: before a value (0) or after it (1)."""
BOTTOM: Cut = (Decimal("-Infinity"), 0)
TOP: Cut = (Decimal("Infinity"), 1)


@dataclass(frozen=True)
class Line:
    """Numbers, whole numbers or dates in order; slot i lies between the cuts i and i + 1.

    Whole numbers and dates are cut before values only, so nothing lies between 99 and 100. Dates
    count as their ordinals.
    """

    kind: str
    cuts: tuple[Cut, ...]

    @property
    def size(self) -> int:
        """How many slots there are."""
        return len(self.cuts) - 1

    @property
    def full(self) -> int:
        """All slots."""
        return (1 << self.size) - 1

    @property
    def open_top(self) -> bool:
        """Whether the last slot has no end."""
        return self.cuts[-1] == TOP

    def mask(self, condition: Condition) -> int:
        """The slots that a condition accepts; its ends must be cuts of the line or lie outside."""
        found = 0
        for piece in condition.ranges:
            low, high = span(self.kind, piece)
            first, last = bisect_left(self.cuts, low), bisect_left(self.cuts, high)
            if first < min(last, self.size):
                found |= (1 << min(last, self.size)) - (1 << first)
        return self.full & ~found if condition.negated else found

    def runs(self, mask: int) -> Iterator[tuple[Cut, Cut]]:
        """The intervals of a set of slots, in order, as long as they can be."""
        for first, after in runs(mask):
            yield self.cuts[first], self.cuts[after]


@dataclass(frozen=True)
class Listing:
    """Values that can be listed, a slot for each; None stands for any value that is not named.

    The values of a dimension are its leaves; another value of its tree means all inside it.
    """

    kind: str
    values: tuple[Value | None, ...]
    trees: Dimensions
    dimension: str = ""

    @property
    def size(self) -> int:
        """How many slots there are."""
        return len(self.values)

    @property
    def full(self) -> int:
        """All slots."""
        return (1 << self.size) - 1

    def mask(self, condition: Condition) -> int:
        """The slots that a condition accepts."""
        found = 0
        for piece in condition.ranges:
            found |= self._of(piece)
        return self.full & ~found if condition.negated else found

    def among(self, mask: int) -> list[Value | None]:
        """The values of a set of slots, in order."""
        return [value for place, value in enumerate(self.values) if mask >> place & 1]

    def _of(self, piece: Range) -> int:
        if piece.exact and self.dimension:
            leaves = self.trees.leaves(self.dimension, [str(piece.low)])
            return sum(self._bits.get(leaf, 0) for leaf in leaves)
        if piece.exact and self.kind == "string":
            return self._bits.get(piece.low, 0)
        return sum(
            bit
            for value, bit in self._bits.items()
            if value is not None and type(value) is type(piece.ends[0]) and piece.holds(value)
        )

    @cached_property
    def _bits(self) -> dict[Value | None, int]:
        return {value: 1 << place for place, value in enumerate(self.values)}


Axis = Line | Listing


def axis(column: Column, conditions: Sequence[Condition], trees: Dimensions) -> Axis:
    """The slots of a column under the conditions of its cells.

    An input whose values are not listed takes the values that cells name, and any other.
    """
    allowed = domain(column)
    if column.type in ORDERED and not allowed.values:
        return _line(column.type, allowed, conditions)
    name = column.dimension or column.id
    if column.type == "dimension" and trees.all(name):
        named = [str(value) for value in allowed.values]
        leaves = trees.leaves(name, named) if named else trees.all(name)
        return Listing("dimension", tuple(sorted(leaves)), trees, name)
    if column.type == "boolean":
        return Listing("boolean", allowed.values or (True, False), trees)
    if allowed.values:
        values = tuple(value for value in allowed.values if _within(column.type, value, allowed))
        return Listing(column.type if column.type in ORDERED else "string", values, trees)
    texts = {str(end) for c in conditions for piece in c.ranges for end in piece.ends}
    return Listing("string", (*sorted(texts), None), trees)


def _line(kind: str, allowed: Domain, conditions: Iterable[Condition]) -> Line:
    low, high = span(kind, Range(allowed.low, True, allowed.high, True))
    cuts = {low, high}
    for condition in conditions:
        for piece in condition.ranges:
            cuts.update(cut for cut in span(kind, piece) if low < cut < high)
    return Line(kind, tuple(sorted(cuts)))


def span(kind: str, piece: Range) -> tuple[Cut, Cut]:
    """The cuts around a range; when nothing lies in it, the first is not before the second."""
    low, high = _scaled(piece.low), _scaled(piece.high)
    if kind == "number":
        return (
            BOTTOM if low is None else (low, 0 if piece.low_closed else 1),
            TOP if high is None else (high, 1 if piece.high_closed else 0),
        )
    return (
        BOTTOM if low is None else (_first(low, piece.low_closed), 0),
        TOP if high is None else (_after(high, piece.high_closed), 0),
    )


def _first(low: Decimal, closed: bool) -> Decimal:
    """The first whole number of a range that begins here."""
    whole = low.to_integral_value(ROUND_CEILING)
    return whole if closed or whole != low else _next(whole)


def _after(high: Decimal, closed: bool) -> Decimal:
    """The first whole number after a range that ends here."""
    whole = high.to_integral_value(ROUND_FLOOR)
    return whole if not closed and whole == high else _next(whole)


def _next(whole: Decimal) -> Decimal:
    return Decimal(int(whole) + 1)  # a sum of decimals would be rounded to the context's digits


def _scaled(end: Value | None) -> Decimal | None:
    if isinstance(end, date):
        return Decimal(end.toordinal())
    return end if isinstance(end, Decimal) else None


def _within(kind: str, value: Value, allowed: Domain) -> bool:
    if kind not in ORDERED:
        return True
    return Range(allowed.low, True, allowed.high, True).holds(value)
