"""Periods end on the right day: months with the month, business days with the handbook."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.calendar import later
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.model.settings import HandbookFile, WorkingHours

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLAIN = HandbookFile(title="Handbook")


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2027-01-31", "1 month", "2027-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2027-01-31", "2 months", "2027-03-31"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-10-31", "13 months", "2027-11-30"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2028-02-29", "4 years", "2032-02-29"),
        ("2026-11-23", "12 months", "2027-11-23"),
        ("2026-11-23", "0 days", "2026-11-23"),
        ("2026-11-23", "6 weeks", "2027-01-04"),
        ("2026-11-23", "23 hours", "2026-11-23"),
        ("2026-11-23", "24 hours", "2026-11-24"),
        ("2026-11-23", "1500 minutes", "2026-11-24"),
        ("2026-11-27", "1 business day", "2026-11-30"),
        ("2026-11-28", "5 business days", "2026-12-04"),
        ("2026-11-23", "7 business hours", "2026-11-23"),
        ("2026-11-23", "16 business hours", "2026-11-25"),
        ("2026-11-23", "999999 years", "9999-12-31"),
        ("2026-11-23", "999999 months", "9999-12-31"),
        ("9999-12-01", "999999 business days", "9999-12-31"),
        ("9999-12-01", "31 days", "9999-12-31"),
    ],
)
def test_later(start: str, period: str, end: str) -> None:
    found = later(date.fromisoformat(start), Duration.parse(period), PLAIN)
    assert found.isoformat() == end


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 1, 14)),
    amount=st.integers(0, 60),
    days=st.sets(st.sampled_from(DAYS), min_size=1),
    holidays=st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20),
)
def test_business_days_are_counted_one_by_one(
    start: date, amount: int, days: set[str], holidays: set[date]
) -> None:
    hours = WorkingHours(days=list(days), start="09:00", to="17:00")  # type: ignore[arg-type]
    handbook = HandbookFile(title="Handbook", working_hours=hours, holidays=list(holidays))
    end, left = start, amount
    while left:
        end += timedelta(days=1)
        left -= DAYS[end.weekday()] in days and end not in holidays
    assert later(start, Duration(amount, "business day"), handbook) == end


def test_a_working_day_is_as_long_as_the_handbook_says() -> None:
    hours = WorkingHours(days=["monday", "tuesday"], start="08:00", to="12:00")
    handbook = HandbookFile(title="Handbook", working_hours=hours)
    assert later(date(2026, 11, 23), Duration(4, "business hour"), handbook) == date(2026, 11, 24)
    assert later(date(2026, 11, 23), Duration(3, "business hour"), handbook) == date(2026, 11, 23)


def test_hours_that_end_where_they_begin_last_a_day_and_no_days_mean_monday_to_friday() -> None:
    hours = WorkingHours(days=[], start="08:00", to="08:00")
    handbook = HandbookFile(title="Handbook", working_hours=hours)
    assert later(date(2026, 11, 27), Duration(24, "business hour"), handbook) == date(2026, 11, 30)
