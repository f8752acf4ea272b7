"""Cells of decision tables: everything S-FEEL allows, and a sentence with a column for the rest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.lang.condition import ANY, LONGEST, Condition, ConditionError, Range, parse

D = Decimal


@pytest.mark.parametrize(
    ("cell", "inside", "outside"),
    [
        ("-", [D(1), "x", True], []),
        (None, [D(1)], []),
        (20, [D(20)], [D(21), "20"]),
        ("20", [D(20)], [D("20.1")]),
        ("= 20", [D(20)], [D(21)]),
        ("-.5", [D("-0.5")], [D("0.5")]),
        ("< 20", [D("19.99")], [D(20)]),
        ("<= 20", [D(20)], [D("20.01")]),
        ("> 20", [D("20.01")], [D(20)]),
        (">= 20", [D(20)], [D("19.99")]),
        ("[10..20]", [D(10), D(20)], [D(9), D(21)]),
        ("(10..20)", [D(15)], [D(10), D(20)]),
        ("]10..20[", [D(15)], [D(10), D(20)]),
        ("[10..20[", [D(10)], [D(20)]),
        ("< 10, [20..30), > 40", [D(9), D(20), D(41)], [D(10), D(30), D(40)]),
        ("not(1, > 5)", [D(2), D(5)], [D(1), D(6)]),
        ('"new", "existing"', ["new", "existing"], ["former", D(1)]),
        ("new", ["new"], ["old"]),
        ('not("emea")', ["apac"], ["emea"]),
        (r'"a \"b\", c"', ['a "b", c'], ["a"]),
        ("true", [True], [False, "true"]),
        (False, [False], [True]),
        ("2026-01-31", [date(2026, 1, 31)], [date(2026, 2, 1)]),
        ('>= date("2026-01-31")', [date(2026, 1, 31)], [date(2026, 1, 30)]),
        ('@"2026-01-31"', [date(2026, 1, 31)], [date(2026, 1, 30)]),
        ("(2026-01-01..2026-12-31]", [date(2026, 12, 31)], [date(2026, 1, 1)]),
    ],
)
def test_what_a_cell_accepts(cell: object, inside: list[object], outside: list[object]) -> None:
    condition = parse(cell)
    assert [v for v in inside if not condition.holds(v)] == []  # type: ignore[arg-type]
    assert [v for v in outside if condition.holds(v)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "column", "message"),
    [
        ("", 1, "the cell is empty"),
        (">", 2, "something is missing at the end"),
        ("> > 5", 3, "‘>’ does not belong here"),
        ("[1..2", 6, "the range has no end"),
        ("[2..1]", 1, "the range begins after its end: write the smaller value first"),
        ('[1.."a"]', 1, "the two ends of the range are of two types"),
        ("[50,000..100,000]", 4, "a number has no commas, and a range has two dots"),
        ("> 50,000", 3, "a number has no commas: write 50000, or a space after the comma"),
        ("1,050", 1, "a number has no commas: write 1050"),
        ("20%", 3, "the unit stands in the column"),
        ("≥ 20", 1, "write <=, >= or not(…)"),
        ("“new”", 1, 'write texts in straight quotation marks ("new")'),
        ('"new', 1, "the text has no end"),
        (">= 10 and < 20", 7, "write both ends as one range, such as [10..20)"),
        ('"a" or "b"', 5, "write a list with commas"),
        ('not("a"', 8, "expected ‘)’, the cell ends"),
        ('not(not("a"))', 8, "expected ‘)’, found ‘(’"),
        ("2026-02-30", 1, "‘2026-02-30’ is no date: write year-month-day"),
        ('date("soon")', 1, "‘soon’ is no date"),
        ("٣", 1, "‘٣’ does not belong here"),
        ("1" * (LONGEST + 1), LONGEST, "the cell is longer than 1000 characters"),
    ],
)
def test_what_a_cell_cannot_be(cell: str, column: int, message: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(cell)
    assert message in str(error.value)
    assert error.value.column == column


def test_a_list_of_numbers_is_no_number_with_commas() -> None:
    assert parse("10,100") == parse("10, 100")


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_numbers_end(number: float) -> None:
    with pytest.raises(ConditionError):
        parse(number)


def test_ranges_tell_what_they_name() -> None:
    assert Range(D(1), True, D(2), False).ends == (D(1), D(2))
    assert parse("5").ranges[0].ends == (D(5),)
    assert parse("5").ranges[0].exact
    assert not parse("(5..5]").ranges[0].exact
    assert ANY.anything
    assert not Condition().anything


@settings(max_examples=300)
@given(st.text(alphabet='0123456789.,-<>=[]()"not@date ae\\%“\n', max_size=30) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    column = column_of_error(text)
    assert column is None or 1 <= column <= len(text) + 1


def column_of_error(text: str) -> int | None:
    try:
        parse(text)
    except ConditionError as error:
        return error.column
    return None
