"""Values as people write them, and as they read them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.measures.values import read, shown
from salesops_sop.lang.units import parse_unit


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        (0.25, "percent", Fraction(1, 4)),
        ("25%", "percent", Fraction(1, 4)),
        ("25 %", "ratio", Fraction(1, 4)),
        (1200, "USD", Fraction(1200)),
        ("1,200.50", "USD", Fraction("1200.5")),
        ("50,000 USD", "USD / customer", Fraction(50000)),
        ("90 days", "day", Fraction(90)),
        ("36 hours", "day", Fraction(3, 2)),
        ("2 business days", "business hour", Fraction(16)),
        ("-12", "hour", Fraction(-12)),
        ("+3", "hour", Fraction(3)),
        (".5", "hour", Fraction(1, 2)),
        ("+-5", "hour", "is no number"),
        ("--5", "hour", "is no number"),
        (".", "hour", "is no number"),
        ("1e5", "USD", "is no number"),
        ("NaN", "USD", "is no number"),
        (float("inf"), "USD", "is too large"),
        (True, "deal", "is no number"),
        ("9" * 30, "USD", "is too large"),
        ("9" * 90, "USD", "is no number"),
        ("5,000 EUR", "USD", "is in EUR, and not in USD"),
        ("5%", "USD", "is a share, and USD is not"),
        ("2 days", "business hour", "is in days, which do not convert to business hour"),
        ("", "USD", "is no number"),
        (None, "USD", "is no number"),
    ],
)
def test_read(raw: object, unit: str, expected: Fraction | str) -> None:
    if isinstance(expected, str):
        with pytest.raises(ValueError, match=r"^is ") as error:
            read(raw, parse_unit(unit))
        assert str(error.value).startswith(expected)
    else:
        assert read(raw, parse_unit(unit)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "precision", "expected"),
    [
        (Fraction(1, 4), "percent", None, "25%"),
        (Fraction(1, 3), "percent", 3, "33.3%"),
        (Fraction(1), "percent", 3, "100.0%"),
        (Fraction(30000), "USD / customer", 0, "30,000 USD / customer"),
        (Fraction(1), "deal", None, "1 deal"),
        (Fraction(2), "deal", None, "2 deals"),
        (Fraction(5), "opportunity", 0, "5 opportunities"),
        (Fraction(5, 2), "ratio", 1, "2.5"),
        (Fraction(-1, 1000), "hour", 1, "0.0 hours"),
        (Fraction(3), "business day", None, "3 business days"),
    ],
)
def test_shown(value: Fraction, unit: str, precision: int | None, expected: str) -> None:
    assert shown(value, parse_unit(unit), precision) == expected


@given(st.text() | st.floats() | st.integers() | st.none() | st.booleans())
def test_no_value_is_an_error_of_another_kind(raw: object) -> None:
    try:
        assert isinstance(read(raw, parse_unit("USD")), Fraction)
    except ValueError as error:
        assert str(error).startswith("is ")  # noqa: PT017
