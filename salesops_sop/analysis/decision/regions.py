"""Regions of a table in words and as cells: “discount over 20% and deal value up to 50,000 USD”."""

import re
from datetime import date
from decimal import Decimal

from salesops_sop.analysis.decision.axis import BOTTOM, TOP, Axis, Cut, Line, Listing
from salesops_sop.analysis.decision.grid import Box
from salesops_sop.analysis.decision.stating import plain, stated
from salesops_sop.analysis.decision.table import Table
from salesops_sop.analysis.where import Where
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import Value

EVERY_CASE = "every case"
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^\s()<>]*\)")


class Regions:
    """Names parts of tables; ask `handbook.derived(Regions)`, which keeps one for all who ask."""

    def __init__(self, handbook: Handbook) -> None:
        self._where = handbook.derived(Where)

    def said(self, table: Table, box: Box) -> str:
        """A box in words, the inputs that limit it joined by “and”."""
        columns = zip(table.decision.inputs, table.grid.axes, box, strict=True)
        parts = [self.part(column, axis, mask) for column, axis, mask in columns]
        return " and ".join(filter(None, parts)) or EVERY_CASE

    def part(self, column: Column, axis: Axis, mask: int) -> str:
        """One input with its values: “deal value over 50,000 USD”; nothing for all of them."""
        if mask == axis.full:
            return ""
        verb = " is" if column.type == "boolean" else ""
        return f"{self.name(column)}{verb} {self.values(column, axis, mask)}"

    def values(self, column: Column, axis: Axis, mask: int) -> str:
        """A set of slots: “10 to 20%”, “over 50,000 USD”, “new or former”, “other than DACH”."""
        if isinstance(axis, Line):
            ends, unit = (axis.cuts[0], axis.cuts[-1]), self._unit(column)
            return joined((_interval(axis.kind, run, ends, unit) for run in axis.runs(mask)), "or")
        rest = axis.full & ~mask
        if rest and (mask.bit_count() > rest.bit_count() + 1 or None in axis.among(mask)):
            return f"other than {joined(self._listed(column, axis, rest), 'or')}"
        return joined(self._listed(column, axis, mask), "or") or "of any value"

    def _unit(self, column: Column) -> str | None:
        """The unit to say; none where the name ends with it: “payment days 31 to 60”."""
        last = self.name(column).rpartition(" ")[2].casefold().removesuffix("s")
        unit = (column.unit or "").casefold().removesuffix("s")
        return None if unit == last else column.unit

    def name(self, column: Column) -> str:
        """The title of a column inside a sentence."""
        text = _LINK.sub(r"\1", column.title or column.id.replace("-", " "))
        words = " ".join(text.split())
        return words[:1].lower() + words[1:] if words[1:2].islower() else words

    def _listed(self, column: Column, axis: Listing, mask: int) -> list[str]:
        values = [value for value in axis.among(mask) if value is not None]
        if axis.dimension:
            leaves = frozenset(str(value) for value in values)
            tops = axis.trees.describe(axis.dimension, leaves) or sorted(leaves)
            return [self._where.name(value) for value in tops]
        if axis.kind == "string":
            return [f"“{value}”" for value in values]
        return [stated(value, self._unit(column)) for value in values]


def cell(axis: Axis, mask: int) -> str:
    """A set of slots as a cell of the table (S-FEEL)."""
    if mask == axis.full:
        return "-"
    if isinstance(axis, Line):
        return ", ".join(_test(axis.kind, low, high, axis) for low, high in axis.runs(mask))
    values = axis.among(mask)
    if None in values:
        return f"not({_quoted(axis, axis.full & ~mask)})"
    return _quoted(axis, mask)


def _quoted(axis: Listing, mask: int) -> str:
    values = [value for value in axis.among(mask) if value is not None]
    if axis.dimension:
        leaves = frozenset(str(value) for value in values)
        values = list(axis.trees.describe(axis.dimension, leaves) or sorted(leaves))
    return ", ".join(_literal(value) for value in values)


def _literal(value: Value) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return plain(value)


def _test(kind: str, low: Cut, high: Cut, line: Line) -> str:
    first, last = _value(kind, low), _value(kind, high, last=True)
    if first == last:
        return plain(first)
    if low in (BOTTOM, line.cuts[0]):
        return f"{'<' if _open(kind, high) else '<='} {plain(last)}"
    if high in (TOP, line.cuts[-1]):
        return f"{'>' if low[1] else '>='} {plain(first)}"
    closing = ")" if _open(kind, high) else "]"
    return f"{'(' if low[1] else '['}{plain(first)}..{plain(last)}{closing}"


def _interval(kind: str, run: tuple[Cut, Cut], ends: tuple[Cut, Cut], unit: str | None) -> str:
    """What lies between two cuts; an end of the domain itself need not be said."""
    low, high = run
    first, last = _value(kind, low), _value(kind, high, last=True)
    if first is not None and first == last:
        return f"exactly {stated(first, unit)}"
    if low == ends[0]:
        return f"{'under' if _open(kind, high) else 'up to'} {stated(last, unit)}"
    if high == ends[1]:
        later = "later" if kind == "date" else "more"
        return f"over {stated(first, unit)}" if low[1] else f"{stated(first, unit)} or {later}"
    begin = _without(stated(first, unit), unit)
    if not low[1] and not _open(kind, high):
        return f"{begin} to {stated(last, unit)}"
    if not low[1]:
        return f"from {begin} to under {stated(last, unit)}"
    return f"over {begin} {'to under' if _open(kind, high) else 'up to'} {stated(last, unit)}"


def _without(text: str, unit: str | None) -> str:
    """The first of two numbers, whose unit stands behind the second: “10 to 20%”."""
    return text.removesuffix("%").partition(" ")[0] if unit else text


def _open(kind: str, high: Cut) -> bool:
    """Whether the value at the upper cut stays outside."""
    return kind == "number" and not high[1]


def _value(kind: str, cut: Cut, last: bool = False) -> Value | None:
    """The value at a cut, or for whole numbers and dates the last one before it."""
    if not cut[0].is_finite():
        return None
    if kind == "number":
        return cut[0]
    whole = int(cut[0]) - 1 if last else int(cut[0])
    if kind == "date":
        return date.fromordinal(min(max(whole, date.min.toordinal()), date.max.toordinal()))
    return Decimal(whole)
