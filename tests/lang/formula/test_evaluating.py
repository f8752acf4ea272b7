"""Formulas are computed exactly, and what cannot be computed is undefined with its reason."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.lang.formula.evaluating import Result, Undefined, evaluate, rounded
from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Expression
from salesops_sop.lang.formula.writing import written
from tests.lang.formula.formulas import Sized, expressions, valued

GIVEN = {
    "won": Fraction(20),
    "lost": Fraction(0),
    "revenue": Fraction("1234.5"),
    "cost": Fraction(-3, 7),
}


def value(text: str, **inputs: object) -> Result:
    return evaluate(parse(text), inputs)  # type: ignore[arg-type]


@given(valued(GIVEN))
def test_it_agrees_with_fractions(sized: Sized) -> None:
    tree, expected = sized
    found = evaluate(tree, GIVEN)
    if isinstance(found, Undefined) and found.reason.endswith("too large"):
        return
    assert (None if isinstance(found, Undefined) else found) == expected


@given(expressions(), st.dictionaries(st.sampled_from(["won", "cost"]), st.none() | st.text()))
def test_nothing_is_an_error(tree: Expression, inputs: dict[str, str | None]) -> None:
    found = evaluate(tree, inputs)
    assert isinstance(found, Fraction | str | bool | Undefined)


@pytest.mark.parametrize(
    ("text", "inputs", "expected"),
    [
        ("a / b", {"a": 1, "b": 4}, Fraction(1, 4)),
        ("a / b", {"a": 1, "b": 0}, Undefined("b is 0")),
        ("a / (b - b)", {"a": 1, "b": 2}, Undefined("b - b is 0")),
        ("a + b", {"a": 1}, Undefined("b is missing")),
        ("a + b", {"a": 1, "b": None}, Undefined("b is missing")),
        ("coalesce(a / b, 7)", {"a": 1, "b": 0}, Fraction(7)),
        ("if(b = 0, 0, a / b)", {"a": 1, "b": 0}, Fraction(0)),
        ("min(3, a, 2)", {"a": 1}, Fraction(1)),
        ("max(3, a)", {}, Undefined("a is missing")),
        ("round(2.5)", {}, Fraction(3)),
        ("round(-2.5)", {}, Fraction(-3)),
        ("round(a, 2)", {"a": Fraction(1, 3)}, Fraction(33, 100)),
        ("round(a, 99)", {"a": 1}, Undefined("round(…) takes 0 to 12 digits")),
        ('days("2026-02-27", "2026-03-01")', {}, Fraction(2)),
        ('months("2026-01-31", "2026-03-30")', {}, Fraction(1)),
        ('months("2026-03-30", "2026-01-31")', {}, Fraction(-1)),
        ('days("2026-02-30", "x")', {}, Undefined("days(…) is for dates")),
        ('a + "x"', {"a": 1}, Undefined("“x” is no number")),
        ("a in (true, 2)", {"a": 1}, False),
        ("not a", {"a": 10**35 + 1}, Undefined(f"{10**35 + 1} is no condition")),
        ("a and 1 > 0", {"a": 1}, Undefined("1 is no condition")),
        ("false and a", {}, False),
        ('s in ("b", "c")', {"s": "c"}, True),
        ('s not in ("b", "c")', {"s": "c"}, False),
        (
            "s in open_stages",
            {"s": "c"},
            Undefined("open_stages is a set of values, which needs data"),
        ),
        ("sum(x.y)", {}, Undefined("sum(…) needs data")),
        ("abs(1, 2)", {}, Undefined("abs(…) has the wrong number of arguments")),
        ('"b" > "a"', {}, True),
        ('"b" > 1', {}, Undefined('"b" > 1 compares unlike things')),
    ],
)
def test_values_and_reasons(text: str, inputs: dict[str, object], expected: Result) -> None:
    assert value(text, **inputs) == expected


def test_a_number_that_explodes_is_undefined() -> None:
    text = " * ".join(["a"] * 20)
    assert value(text, a=10**12) == Undefined(f"{' * '.join(['a'] * 4)} is too large")


def test_whoever_watches_sees_each_part_once_inner_ones_first() -> None:
    seen: list[str] = []
    evaluate(
        parse("(a + b) / c"),
        {"a": 1, "b": 2, "c": 4},
        lambda e, r: seen.append(f"{written(e)} = {r}"),
    )
    assert seen == ["a = 1", "b = 2", "a + b = 3", "c = 4", "(a + b) / c = 3/4"]


@given(st.fractions(-(10**6), 10**6), st.integers(0, 12))
def test_rounding_is_to_the_nearest_and_halves_go_away_from_zero(
    number: Fraction, digits: int
) -> None:
    found = Fraction(rounded(number, digits))
    assert abs(found - number) * 10**digits * 2 <= 1
    assert (found * 10**digits).denominator == 1
    if abs(found - number) * 10**digits * 2 == 1:
        assert abs(found) > abs(number)


def test_rounding_keeps_the_digits() -> None:
    assert str(rounded(Fraction(5, 2), 2)) == "2.50"
    assert rounded(Fraction(-1, 2), 0) == Decimal(-1)
