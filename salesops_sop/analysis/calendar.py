"""Days on the calendar: when a period that begins on a day is over."""

import calendar
from datetime import date, datetime, timedelta

from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY, Duration
from salesops_sop.handbook.model.settings import HandbookFile, WorkingHours

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORKING_DAYS = frozenset(range(5))


def later(start: date, duration: Duration, handbook: HandbookFile) -> date:
    """The day on which a period ends that begins with `start`.

    A month after 31 January is the last day of February. Business days are those of the
    handbook's working hours (Monday to Friday, 8 hours, unless stated) without its holidays; a
    rest of a day ends on the day itself. What lies beyond the calendar is its last day.
    """
    try:
        if duration.family == "business":
            return _business_days_later(start, _business_days(duration, handbook), handbook)
        if duration.unit in ("month", "year"):
            return _months_later(start, duration.amount * (12 if duration.unit == "year" else 1))
        return start + timedelta(days=duration.in_minutes() // (24 * 60))
    except (OverflowError, ValueError):
        return date.max


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _business_days(duration: Duration, handbook: HandbookFile) -> int:
    hours = handbook.working_hours
    length = _minutes(hours) if hours else MINUTES_OF_WORKING_DAY
    return duration.in_minutes(length) // length


def _minutes(hours: WorkingHours) -> int:
    """The length of a working day; one that ends before it begins goes on past midnight."""
    begin, end = (datetime.strptime(text, "%H:%M") for text in (hours.start, hours.to))
    return int((end - begin).total_seconds() // 60) % (24 * 60) or 24 * 60


def _business_days_later(start: date, days: int, handbook: HandbookFile) -> date:
    hours = handbook.working_hours
    working = frozenset(map(_DAYS.index, hours.days)) if hours and hours.days else _WORKING_DAYS
    free = sorted({day for day in handbook.holidays if day > start and day.weekday() in working})
    end = _working_days_later(start, days, working)
    while lost := sum(day <= end for day in free):
        free = free[lost:]
        end = _working_days_later(end, lost, working)
    return end


def _working_days_later(start: date, days: int, working: frozenset[int]) -> date:
    weeks = max(0, days - 1) // len(working)
    end, left = start + timedelta(weeks=weeks), days - weeks * len(working)
    while left > 0:
        end += timedelta(days=1)
        left -= end.weekday() in working
    return end
