"""Periods, in calendar and fiscal years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.warehouse.periods import (
    MOST_FILLED,
    UNITS,
    Span,
    beginning,
    between,
    end,
    named,
    shift,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "unit", "months", "first", "last", "name"),
    [
        ("2026-03-14", "day", 0, "2026-03-14", "2026-03-14", "2026-03-14"),
        ("2026-01-01", "week", 0, "2025-12-29", "2026-01-04", "2026-W01"),
        ("2027-01-03", "week", 0, "2026-12-28", "2027-01-03", "2026-W53"),
        ("2028-02-29", "month", 0, "2028-02-01", "2028-02-29", "2028-02"),
        ("2026-12-31", "quarter", 0, "2026-10-01", "2026-12-31", "2026-Q4"),
        ("2026-12-31", "year", 0, "2026-01-01", "2026-12-31", "2026"),
        ("2026-03-31", "quarter", 3, "2026-01-01", "2026-03-31", "FY2026-Q4"),
        ("2026-04-01", "quarter", 3, "2026-04-01", "2026-06-30", "FY2027-Q1"),
        ("2026-03-31", "year", 3, "2025-04-01", "2026-03-31", "FY2026"),
        ("2026-04-01", "year", 3, "2026-04-01", "2027-03-31", "FY2027"),
        ("2026-01-15", "quarter", 1, "2025-11-01", "2026-01-31", "FY2026-Q4"),
        ("2026-04-01", "month", 3, "2026-04-01", "2026-04-30", "2026-04"),
        ("9999-12-31", "quarter", 0, "9999-10-01", "9999-12-31", "9999-Q4"),
    ],
)
def test_a_period(day: str, unit: str, months: int, first: str, last: str, name: str) -> None:
    found = beginning(date.fromisoformat(day), unit, months)
    assert found.isoformat() == first
    assert end(found, unit).isoformat() == last
    assert named(found, unit, months) == name


@given(DAYS, st.sampled_from(UNITS), st.integers(0, 11))
def test_every_day_is_in_one_period_and_the_next_begins_behind_it(
    day: date, unit: str, months: int
) -> None:
    first = beginning(day, unit, months)
    last = end(first, unit)
    assert first <= day <= last
    assert beginning(last, unit, months) == first
    following = last + timedelta(days=1)
    assert beginning(following, unit, months) == following
    assert named(first, unit, months) != named(following, unit, months)


def test_periods_between_are_filled_unless_they_are_too_many() -> None:
    first, last = date(2026, 1, 1), date(2026, 4, 1)
    assert [p.month for p in between(first, last, "month")] == [1, 2, 3, 4]
    assert between(first, first, "day") == [first]
    far = date(9999, 12, 31)
    assert between(date(1, 1, 1), far, "day") == [date(1, 1, 1), far]
    assert len(between(date(9000, 1, 1), far, "year")) == 1000 < MOST_FILLED


def test_the_fiscal_year_begins_with_a_month() -> None:
    assert [shift(text) for text in (None, "01-01", "04-01", "10-15")] == [0, 0, 3, 9]


def test_the_days_of_a_span() -> None:
    span = Span(date(2026, 1, 1), None, "month")
    assert span.days(None) == (date(2026, 1, 1), None)
    assert span.days(date(2026, 2, 1)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span.named(date(2026, 2, 1)) == "2026-02"
    assert span.named(None) == ""
