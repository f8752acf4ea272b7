"""Small random tables, each cell with its own meaning, and every case of their domain.

A cell is drawn together with a plain Python test of single values, so that what the analysis makes
of its text can be compared with what it means, case by case.
"""

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from salesops_sop.analysis.decision.axis import Axis, Line
from salesops_sop.analysis.decision.grid import Box
from salesops_sop.analysis.decision.table import Table
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.fields import DimensionValues
from salesops_sop.handbook.model.record import Control

TREES = Dimensions(
    {"region": DimensionValues.read([{"emea": ["dach", {"nordics": ["se", "no"]}]}, "apac"])}
)
INSIDE = {
    "emea": {"dach", "se", "no"},
    "nordics": {"se", "no"},
    **{leaf: {leaf} for leaf in ("dach", "se", "no", "apac")},
}
DAY = date(2026, 1, 1)
Case = tuple[Any, ...]


@dataclass(frozen=True)
class Cell:
    """The text of a cell and what it means."""

    text: Any
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class Sample:
    """A table with the meaning of its cells, and all cases worth looking at."""

    table: Table
    cells: list[list[Cell]]
    cases: list[Case]

    def holding(self, case: Case) -> list[int]:
        """The rules that hold for a case, by the meaning of their cells alone."""
        return [
            rule
            for rule, cells in enumerate(self.cells)
            if all(cell.holds(value) for cell, value in zip(cells, case, strict=True))
        ]

    def lies_in(self, case: Case, box: Box) -> bool:
        """Whether a case lies in a box of the table’s grid."""
        pairs = zip(self.table.grid.axes, box, case, strict=True)
        return all(mask >> slot(axis, value) & 1 for axis, mask, value in pairs)


def slot(axis: Axis, value: Any) -> int:
    """The slot of a value."""
    if isinstance(axis, Line):
        number = value.toordinal() if isinstance(value, date) else value
        return bisect(axis.cuts, (Decimal(number), 0.5)) - 1
    values = list(axis.values)
    return values.index(value if value in values else None)


ANY_CELL = Cell("-", lambda value: True)
KINDS = ("number", "integer", "date", "listed", "string", "open", "boolean", "dimension")


@st.composite
def samples(draw: st.DrawFn, policy: str = "unique", answers: int = 3) -> Sample:
    """A table of up to three inputs and six rules."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    columns = [draw(columns_of(kind, f"c{place}")) for place, kind in enumerate(kinds)]
    rows = draw(st.lists(st.tuples(*map(cells_of, kinds)), min_size=1, max_size=6))
    rules = [
        DecisionRule(
            id=f"r{place}",
            when={c.id: cell.text for c, cell in zip(columns, row, strict=True)},
            then={"answer": draw(st.sampled_from("abc"[:answers]))},
        )
        for place, row in enumerate(rows)
    ]
    decision = Decision(
        id="sample",
        title="Sample",
        control=Control(owner="somebody"),
        question="Which?",
        inputs=columns,
        outputs=[Column(id="answer", type="string", values=["a", "b", "c"])],
        rules=rules,
        hit_policy=policy,  # type: ignore[arg-type]
    )
    cases = list(product(*map(values_of, kinds, columns)))
    return Sample(Table(decision, TREES), [list(row) for row in rows], cases)


@st.composite
def columns_of(draw: st.DrawFn, kind: str, name: str) -> Column:
    """A column, for ordered values with or without bounds."""
    if kind == "dimension":
        return Column(id=name, type="dimension", dimension="region")
    if kind in ("string", "boolean", "open"):
        values: list[Any] = ["x", "y", "z"] if kind == "string" else []
        return Column(id=name, type="boolean" if kind == "boolean" else "string", values=values)
    if kind == "listed":
        return Column(id=name, type="integer", values=[1, 2, 4])
    low, high = draw(st.sampled_from([(None, None), (0, None), (None, 3), (0, 3)]))
    typed: Callable[[int], Any] = _days if kind == "date" else int
    bounds = {k: typed(v) for k, v in (("min", low), ("max", high)) if v is not None}
    return Column(id=name, type=kind, **bounds)  # type: ignore[arg-type]


def values_of(kind: str, column: Column) -> Iterator[Any]:
    """Every value that a table with bounds from 0 to 3 can tell from others."""
    if kind == "dimension":
        yield from ("dach", "se", "no", "apac")
    elif kind == "boolean":
        yield from (True, False)
    elif kind in ("string", "open"):
        yield from ("x", "y", "z", "other") if kind == "open" else ("x", "y", "z")
    elif kind == "listed":
        yield from (Decimal(1), Decimal(2), Decimal(4))
    else:
        low = 0 if column.min is not None else -1
        high = 3 if column.max is not None else 4
        for half in range(low * 2, high * 2 + 1, 1 if kind == "number" else 2):
            yield DAY + timedelta(half // 2) if kind == "date" else Decimal(half) / 2


def cells_of(kind: str) -> st.SearchStrategy[Cell]:
    """Cells of a column with their meaning."""
    if kind == "boolean":
        some = st.booleans().map(lambda b: Cell(str(b).lower(), lambda value: value is b))
    elif kind in ("string", "open", "dimension"):
        some = _named(kind)
    else:
        some = _ordered(kind)
    return st.one_of(st.just(ANY_CELL), some)


@st.composite
def _named(draw: st.DrawFn, kind: str) -> Cell:
    known = sorted(INSIDE) if kind == "dimension" else ["x", "y", "z"]
    names = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    accepted: set[str] = set().union(*(INSIDE.get(name, {name}) for name in names))
    text = ", ".join(f'"{name}"' for name in names)
    if draw(st.booleans()):
        return Cell(f"not({text})", lambda value: value not in accepted)
    return Cell(text, lambda value: value in accepted)


@st.composite
def _ordered(draw: st.DrawFn, kind: str) -> Cell:
    pieces = draw(st.lists(_pieces(kind), min_size=1, max_size=2))
    text = ", ".join(piece.text for piece in pieces)
    if draw(st.integers(0, 4)) == 0:
        return Cell(f"not({text})", lambda value: not any(p.holds(value) for p in pieces))
    return Cell(text, lambda value: any(p.holds(value) for p in pieces))


@st.composite
def _pieces(draw: st.DrawFn, kind: str) -> Cell:
    halves = (0, 1, 2, 3, 4, 5, 6) if kind == "integer" else (0, 2, 4, 6)
    ends = sorted(draw(st.tuples(st.sampled_from(halves), st.sampled_from(halves))))
    a: Any
    b: Any
    a, b = (DAY + timedelta(n // 2) if kind == "date" else Decimal(n) / 2 for n in ends)
    tests = [
        Cell(f"< {a}", lambda v: v < a),
        Cell(f"<= {a}", lambda v: v <= a),
        Cell(f"> {a}", lambda v: v > a),
        Cell(f">= {a}", lambda v: v >= a),
        Cell(f"{a}", lambda v: v == a),
        Cell(f"[{a}..{b}]", lambda v: a <= v <= b),
        Cell(f"({a}..{b}]", lambda v: a < v <= b),
        Cell(f"[{a}..{b}[", lambda v: a <= v < b),
        Cell(f"]{a}..{b})", lambda v: a < v < b),
    ]
    return draw(st.sampled_from(tests))


def _days(number: int) -> str:
    return (DAY + timedelta(number)).isoformat()
