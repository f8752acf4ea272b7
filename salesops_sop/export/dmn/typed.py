"""The cells and values of a decision table as their columns' types have them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from salesops_sop.export.format import ExportError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.condition import Condition, ConditionError, Range, Value, parse

NUMBERS = ("number", "integer")


def cell(column: Column, raw: object, handbook: Handbook) -> Condition:
    """A cell's condition; a value of a dimension that holds others is the list of its leaves.

    DMN knows no trees of values. Raises ExportError.
    """
    try:
        found = parse(raw)
    except ConditionError as error:
        raise ExportError(str(error)) from None
    ranges = tuple(_of_type(column, given) for given in found.ranges)
    if column.type == "dimension":
        ranges = tuple(dict.fromkeys(r for g in ranges for r in _leaves(column, g, handbook)))
    return Condition(ranges, found.negated)


def value(column: Column, raw: object) -> Value:
    """One value of a column as its type has it; raises ExportError."""
    if column.type in NUMBERS:
        return _number(raw)
    if column.type == "boolean":
        if _plain(raw) in ("true", "false"):
            return _plain(raw) == "true"
        raise ExportError(f"‘{raw}’ is neither true nor false")
    if column.type == "date":
        return _date(raw)
    return _plain(raw)


def values(column: Column, handbook: Handbook) -> list[Value]:
    """The values that a column lists, or that its dimension has; empty where there are no such."""
    found = [value(column, raw) for raw in column.values]
    dimension = handbook.get(Dimension, column.dimension or column.id)
    if column.type == "dimension" and dimension and not found:
        return list(dict.fromkeys(leaf for node in dimension.values for leaf in node.leaves()))
    return found


def bounds(column: Column) -> Range | None:
    """The values between a column's bounds, which belong to it; None where it has none."""
    low, high = (value(column, e) if e is not None else None for e in (column.min, column.max))
    if low is None and high is None:
        return None
    return Range(low, low is not None, high, high is not None)


def _of_type(column: Column, given: Range) -> Range:
    low, high = (None if end is None else value(column, end) for end in (given.low, given.high))
    return Range(low, given.low_closed, high, given.high_closed)


def _leaves(column: Column, given: Range, handbook: Handbook) -> Iterator[Range]:
    dimension = handbook.get(Dimension, column.dimension or column.id)
    nodes = dimension.values.all() if dimension and given.low == given.high else iter(())
    inside = [leaf for node in nodes if node.id == given.low for leaf in node.leaves()]
    yield from (Range(leaf, True, leaf, True) for leaf in inside)
    if not inside:
        yield given


def _number(raw: object) -> Decimal:
    try:
        number = raw if isinstance(raw, Decimal) else Decimal(str(raw))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(raw, bool) or not number.is_finite():
        raise ExportError(f"‘{raw}’ is no number")
    return number


def _date(raw: object) -> date:
    try:
        return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
    except ValueError:
        raise ExportError(f"‘{raw}’ is no date") from None


def _plain(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
