"""What the sample company is like: where it sells, to whom, how fast, and when."""

from collections.abc import Iterator
from datetime import date, timedelta

FIRST, LAST = date(2024, 10, 1), date(2026, 9, 30)
REGIONS = {
    "us": 30, "canada": 10, "dach": 16, "uk-ireland": 14, "nordics": 9, "southern-europe": 7,
    "apac": 9, "latin-america": 5,
}  # fmt: skip
SEGMENTS = {"smb": 50, "mid-market": 35, "enterprise": 15}
VALUE = {"smb": 9_000, "mid-market": 27_000, "enterprise": 85_000}
GRADES = {"A": 75, "B": 50, "C": 25, "D": 0}
PACE = {"smb": 9, "mid-market": 17, "enterprise": 30}
"""Days that a deal spends in a stage, about."""
CHANNELS = {
    "website": 26, "event": 14, "referral": 15, "cold-call": 8, "email": 12, "social": 9,
    "public-relations": 3, "advertising": 8, "partner": 5,
}  # fmt: skip
CAMPAIGNS = {"website": "spring-trial", "event": "trade-fair", "advertising": "search-ads"}
STAGES = ("qualified", "structured", "pitched", "negotiating", "committed", "won")
GOES_ON = {
    "qualified": 0.8,
    "structured": 0.82,
    "pitched": 0.5,
    "negotiating": 0.74,
    "committed": 0.88,
}
PROBABILITY = {
    "qualified": 0.1, "structured": 0.15, "pitched": 0.25, "negotiating": 0.5, "committed": 0.85,
    "won": 1.0, "lost": 0.0,
}  # fmt: skip
FORECAST = {"committed": "commit", "negotiating": "best-case", "won": "closed"}


def days() -> Iterator[date]:
    """Every day."""
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def months() -> list[date]:
    """The first day of every month."""
    return [day for day in days() if day.day == 1]


def quarters() -> list[date]:
    """The first day of every quarter, and of the two that follow."""
    found = [day for day in months() if day.month % 3 == 1]
    for _ in range(2):
        found.append(quarter_after(found[-1]))
    return found


def quarter_after(first: date) -> date:
    """The first day of the next quarter."""
    return (first + timedelta(days=95)).replace(day=1)
