"""Quantities as people write them: durations, money, percents and dates."""

import datetime
import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

MINUTES_OF_WORKING_DAY = 8 * 60

_CALENDAR = {
    "minute": 1,
    "hour": 60,
    "day": 24 * 60,
    "week": 7 * 24 * 60,
    "month": 43_830,  # the mean month: a twelfth of 365.25 days
    "year": 525_960,
}
_BUSINESS = ("business hour", "business day")

DURATION_PATTERN = (
    r"(0|[1-9][0-9]{0,5}) ((?:minute|hour|business hour|day|business day|week|month|year)s?)"
)
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,15}(?:\.[0-9]{1,4})?"
MONEY_PATTERN = rf"(?:({_NUMBER}) ([A-Z]{{3}})|([A-Z]{{3}}) ({_NUMBER}))"
PERCENT_PATTERN = r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?) ?%"
DATE_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


@functools.total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Duration:
    """A whole number of one unit, the unit in the singular: Duration(4, "business hour").

    Calendar time and business time are two families. Durations of one family compare by length
    (60 minutes equal 1 hour, 12 months equal 1 year, a month is a twelfth of 365.25 days, a
    business day has 8 hours); durations of two families are never equal, and `<` between them
    raises TypeError.
    """

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.amount < 0 or (self.unit not in _CALENDAR and self.unit not in _BUSINESS):
            raise ValueError(f"{self.amount} {self.unit[:40]!r} is not a duration")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read “4 business hours”; raises ValueError with a sentence for the author."""
        match = re.fullmatch(DURATION_PATTERN, text.strip())
        if not match:
            raise ValueError(
                f"{_quoted(text)} is not a duration: write a whole number and minutes, hours, "
                "business hours, days, business days, weeks, months or years, "
                "such as “4 business hours”"
            )
        return cls(int(match[1]), match[2].removesuffix("s"))

    @property
    def family(self) -> str:
        """Return “calendar” or “business”."""
        return "calendar" if self.unit in _CALENDAR else "business"

    def in_minutes(self, working_day: int = MINUTES_OF_WORKING_DAY) -> int:
        """Return the length in minutes of its family; `working_day` is a business day's minutes."""
        if self.unit == "business day":
            return self.amount * working_day
        return self.amount * _CALENDAR[self.unit.removeprefix("business ")]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self._length == other._length

    def __lt__(self, other: "Duration") -> bool:
        if self.family != other.family:
            return NotImplemented
        return self._length < other._length

    def __hash__(self) -> int:
        return hash(self._length)

    @property
    def _length(self) -> tuple[str, int]:
        return self.family, self.in_minutes()


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency (ISO 4217, three capitals); never negative.

    Amounts of one currency compare; `<` between two currencies raises TypeError.
    """

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read “50,000 USD”, “50000.50 USD” or “USD 50,000”; raises ValueError with a sentence.

        Commas stand between every three digits or nowhere; the point is for decimals, at most four.
        """
        match = re.fullmatch(MONEY_PATTERN, text.strip())
        if not match:
            raise ValueError(
                f"{_quoted(text)} is not an amount of money: write a number and the three capitals "
                "of a currency, such as “50,000 USD”"
            )
        number, currency = match[1] or match[4], match[2] or match[3]
        return cls(Decimal(number.replace(",", "")), currency)

    def __str__(self) -> str:
        return f"{self.amount:,f} {self.currency}"

    def __lt__(self, other: "Money") -> bool:
        if self.currency != other.currency:
            return NotImplemented
        return self.amount < other.amount


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share, kept as a fraction: Percent(Decimal("0.2")) is 20%."""

    fraction: Decimal

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read “20%”, “12.5 %” or “-3%”; raises ValueError with a sentence for the author."""
        match = re.fullmatch(PERCENT_PATTERN, text.strip())
        if not match:
            raise ValueError(f"{_quoted(text)} is not a percentage: write a number and %: “12.5%”")
        return cls(Decimal(match[1]) / 100)

    def __str__(self) -> str:
        number = f"{self.fraction * 100:f}"
        return f"{number.rstrip('0').rstrip('.') if '.' in number else number}%"


def parse_date(text: str) -> datetime.date:
    """Read “2026-11-23”; raises ValueError with a sentence for the author."""
    stripped = text.strip()
    if not re.fullmatch(DATE_PATTERN, stripped):
        raise ValueError(f"{_quoted(text)} is not a date: write year, month, day as “2026-11-23”")
    try:
        return datetime.date.fromisoformat(stripped)
    except ValueError:
        raise ValueError(f"{_quoted(text)} is not a day of the calendar") from None


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
