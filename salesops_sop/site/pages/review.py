"""Whether a document holds, and when its next review is due."""

import calendar
from datetime import date, timedelta

from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.record import Control, Document, Status
from salesops_sop.handbook.model.vocabulary import Parameter


def control_of(document: Document) -> Control | None:
    """The document control of a document, whatever its kind."""
    control = getattr(document, "control", None)
    return control if isinstance(control, Control) else None


def holds(document: Document, today: date) -> bool:
    """Whether a document is effective on a day."""
    control = control_of(document)
    if control is None or control.status is not Status.EFFECTIVE:
        return False
    return control.effective is None or control.effective <= today


def next_review(handbook: Handbook, control: Control) -> date | None:
    """The day by which the next review is due; None when nobody said it, or nobody needs it."""
    if control.status is Status.RETIRED:
        return None
    policy = handbook.settings.governance
    every = control.review_every or (policy.review_every if policy else None)
    period = duration(handbook, every) if every else None
    since = control.reviewed or control.effective
    return _later(since, period) if period and since else None


def overdue(handbook: Handbook, control: Control, today: date) -> bool:
    """Whether an effective document should have been reviewed before today."""
    due = next_review(handbook, control)
    return control.status is Status.EFFECTIVE and due is not None and due < today


def duration(handbook: Handbook, limit: TimeLimit) -> Duration | None:
    """The length of a time limit, its parameter looked up; None when there is none."""
    if limit.parameter is None:
        return limit.duration
    parameter = handbook.get(Parameter, limit.parameter)
    value = parameter.quantity() if parameter else None
    return value if isinstance(value, Duration) else None


def _later(day: date, period: Duration) -> date | None:
    """The day after a period; business days count as working days of five in a week."""
    months = {"month": 1, "year": 12}.get(period.unit)
    try:
        if months:
            return _months_later(day, period.amount * months)
        days = period.in_minutes(24 * 60) // (24 * 60)
        return day + timedelta(days * 7 // 5 if period.family == "business" else days)
    except (OverflowError, ValueError):
        return None


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
