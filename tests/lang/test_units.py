"""Units multiply and divide by name, and nothing else cancels."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.lang.units import PERCENT, Unit, UnitError, parse_unit, ratio_of_times

NAMES = ("USD", "EUR", "customer", "deal", "business hour", "day")
units = st.dictionaries(st.sampled_from(NAMES), st.integers(-2, 2), max_size=4).map(Unit.of)


@given(units)
def test_what_is_written_reads_back(unit: Unit) -> None:
    assert parse_unit(str(unit)) == unit


@given(units, units, units)
def test_units_multiply_and_divide_as_numbers_do(a: Unit, b: Unit, c: Unit) -> None:
    assert (a * b) * c == a * (b * c)
    assert a * b == b * a
    assert (a * b) / b == a
    assert (a / a).plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("USD / customer", "USD / customer"),
        ("usd per deal", None),
        ("deals", "deal"),
        ("Opportunities", "opportunity"),
        ("business hours", "business hour"),
        ("percent", "percent"),
        ("%", "percent"),
        ("ratio", "ratio"),
        ("1 / day", "1 / day"),
        ("USD * day / USD", "day"),
        ("USD / customer / month", "USD / customer / month"),
        ("", None),
        ("USD /", None),
        ("USD // day", None),
        ("2 days", None),
        ("a" * 101, None),
        (" * ".join(["USD"] * 12), None),
        ("<script>", None),
    ],
)
def test_texts(text: str, shown: str | None) -> None:
    if shown is None:
        with pytest.raises(UnitError):
            parse_unit(text)
    else:
        assert str(parse_unit(text)) == shown


def test_currencies_never_cancel() -> None:
    assert not (parse_unit("USD") / parse_unit("EUR")).plain


def test_a_share_is_plain_however_it_is_shown() -> None:
    assert parse_unit("deal") / parse_unit("deals") == PERCENT


def test_times_convert_where_that_is_certain() -> None:
    assert ratio_of_times("day", "hour", 480) == 24
    assert ratio_of_times("business day", "business hour", 450) == Fraction(15, 2)
    assert ratio_of_times("day", "business hour", 480) is None
    assert ratio_of_times("month", "day", 480) is None
    assert ratio_of_times("USD", "EUR", 480) is None
