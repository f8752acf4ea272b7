"""Which values a column of a DMN file can have, from what the file lists and from its cells."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from salesops_sop.export.dmn import parsing
from salesops_sop.export.dmn.tree import ReadError

KINDS = {bool: "boolean", Decimal: "number", date: "date", str: "string"}


def bounded(said: str) -> Iterator[tuple[str, Any]]:
    """The `values`, or the `min` and `max`, that unary tests say; nothing where they say more.

    Raises ReadError.
    """
    condition = parsing.condition(said)
    points = [parsing.point(given) for given in condition.ranges]
    if condition.negated or not points:
        return
    if None not in points:
        yield "values", [parsing.plain(value) for value in points if value is not None]
    elif len(points) == 1:
        (given,) = condition.ranges
        ends = (("min", given.low, given.low_closed), ("max", given.high, given.high_closed))
        stated = [(name, end, closed) for name, end, closed in ends if end is not None]
        if all(closed for _, _, closed in stated):  # bounds belong to the values here
            yield from ((name, parsing.plain(end)) for name, end, _ in stated)


def guessed(cells: Iterable[str]) -> str:
    """The type of a column that has none: that of its values, if they are all of one."""
    found = set()
    for cell in cells:
        try:
            ranges = parsing.condition(cell).ranges if cell != "null" else ()
        except ReadError:
            continue
        ends = [end for given in ranges for end in (given.low, given.high)]
        found |= {KINDS[type(end)] for end in ends if end is not None}
    return found.pop() if len(found) == 1 else "string"
