"""Slots of single columns: whole numbers, days, lists and trees, and ends that are hard to hit."""

import pytest

from salesops_sop.analysis.decision.axis import Line, axis
from salesops_sop.analysis.decision.regions import cell
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import parse
from tests.analysis.decision.random_tables import TREES


def written(column: Column, *cells: str) -> list[str]:
    """Cells as they are written when they have been read, for a column that all of them cut."""
    conditions = [parse(text) for text in cells]
    slots = axis(column, conditions, TREES)
    return [cell(slots, slots.mask(condition)) for condition in conditions]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("< 2.5", "<= 2"),
        ("<= 2.5", "<= 2"),
        ("> 2.5", ">= 3"),
        (">= 2.5", ">= 3"),
        ("< 3", "<= 2"),
        ("> 3", ">= 4"),
        ("(1..4)", "[2..3]"),
        ("[1.5..2.5)", "2"),
        ("not([1..3])", "<= 0, >= 4"),
        ("1, 2, 3", "[1..3]"),
        ("< 100000000000000000000000000000000000001", "<= 100000000000000000000000000000000000000"),
    ],
)
def test_whole_numbers(cell: str, meant: str) -> None:
    assert written(Column(id="n", type="integer"), cell) == [meant]


def test_numbers_have_no_gap_at_a_shared_end_and_none_in_a_union() -> None:
    column = Column(id="n", type="number", min=0, max=10)
    assert written(column, "[2..5)", "[5..7]", "5, (5..6)") == ["[2..5)", "[5..7]", "[5..6)"]
    assert written(column, "<= 10") == ["-"]
    assert written(column, "< 10", "> 0") == ["< 10", "> 0"]


def test_days_follow_each_other() -> None:
    column = Column(id="d", type="date", min="2026-01-01")
    assert written(column, "< 2026-02-01", "2026-02-01, (2026-02-01..2026-03-01)") == [
        "<= 2026-01-31",
        "[2026-02-01..2026-02-28]",
    ]
    assert written(Column(id="d", type="date"), "9999-12-31") == ["9999-12-31"]
    assert written(Column(id="d", type="date"), "> 0001-01-01") == [">= 0001-01-02"]


def test_names_that_are_not_listed_are_any_other() -> None:
    column = Column(id="s", type="string")
    assert written(column, '"a", "b"', 'not("a")') == ['"a", "b"', 'not("a")']
    listed = Column(id="s", type="string", values=["a", "b", "c"])
    assert written(listed, 'not("a")', '"a", "b", "c"') == ['"b", "c"', "-"]


def test_a_value_of_a_tree_is_all_inside_it() -> None:
    column = Column(id="region", type="dimension")
    found = written(column, '"nordics"', '"se", "no", "dach"', 'not("apac", "se")')
    assert found == ['"nordics"', '"emea"', '"dach", "no"']
    part = Column(id="region", type="dimension", values=["emea"])
    assert written(part, '"emea"') == ["-"]


def test_only_a_line_without_end_is_open() -> None:
    bounded, unbounded = (axis(Column(id="n", type="number", max=m), [], TREES) for m in (5, None))
    assert isinstance(bounded, Line)
    assert isinstance(unbounded, Line)
    assert (bounded.open_top, unbounded.open_top) == (False, True)
