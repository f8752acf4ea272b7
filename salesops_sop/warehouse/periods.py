"""Periods: their first and last days and their names, in calendar and fiscal years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

UNITS = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

MOST_FILLED = 4000
"""Periods without rows are listed in ranges up to so many; eleven years of days."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are asked about, both inclusive; `unit` cuts them into periods.

    Years begin `shift` months after the first of January (fiscal years), quarters with them.
    """

    first: date | None = None
    last: date | None = None
    unit: str | None = None
    shift: int = 0

    def days(self, period: date | None) -> tuple[date | None, date | None]:
        """The first and last day of a period, or of everything that is asked about."""
        if period is None or self.unit is None:
            return self.first, self.last
        return period, end(period, self.unit)

    def named(self, period: date | None) -> str:
        """The name of a period, empty for everything."""
        return named(period, self.unit, self.shift) if period and self.unit else ""


def shift(fiscal_year_start: str | None) -> int:
    """The months by which fiscal years begin after calendar years; `fiscal_year_start` is MM-DD.

    Fiscal years that begin inside a month count from its first day.
    """
    return int(fiscal_year_start[:2]) - 1 if fiscal_year_start else 0


def beginning(day: date, unit: str, months: int = 0) -> date:
    """The first day of the period that holds a day."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    back = (day.month - 1 - months) % _MONTHS[unit]
    return _moved(day, -back)


def end(first: date, unit: str) -> date:
    """The last day of the period that begins on a day."""
    if unit in ("day", "week"):
        return min(first, date.max - timedelta(days=6)) + timedelta(days=6 * (unit == "week"))
    following = _moved(first, _MONTHS[unit]) if first.year < date.max.year else None
    return following - timedelta(days=1) if following else date.max


def between(first: date, last: date, unit: str) -> list[date]:
    """The periods from one to another, both included; the two alone where it would be too many."""
    found = list(islice(_following(first, last, unit), MOST_FILLED + 1))
    return found if len(found) <= MOST_FILLED else [first, last]


def _following(first: date, last: date, unit: str) -> Iterator[date]:
    here = first
    while here <= last:
        yield here
        final = end(here, unit)
        if final == date.max:
            return
        here = final + timedelta(days=1)


def named(first: date, unit: str, months: int = 0) -> str:
    """“2026-03”, “2026-Q1”, “2026”, “2026-W12”, “2026-03-14”; fiscal years are “FY2026” and
    “FY2026-Q1”, called by the year in which they end."""
    if unit == "day":
        return first.isoformat()
    if unit == "week":
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        return f"{first.year}-{first.month:02}"
    name = f"FY{first.year + (first.month > months)}" if months else str(first.year)
    if unit == "year":
        return name
    return f"{name}-Q{((first.month - 1 - months) % 12) // 3 + 1}"


def _moved(day: date, months: int) -> date:
    """The first of the month so many months away."""
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)
