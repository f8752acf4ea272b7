"""Numbers and dates of a decision table as text: one way to write them, and one for people."""

from datetime import date
from decimal import Decimal


def plain(value: object) -> str:
    """A value as it is compared and written in data: `50000`, `12.5`, `true`, `2026-01-31`.

    Equal numbers give equal texts, however many zeros their author wrote.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        value = Decimal(str(value))
    if isinstance(value, Decimal):
        return _trimmed(f"{value:f}")
    return value.isoformat() if isinstance(value, date) else str(value)


def stated(value: object, unit: str | None = None) -> str:
    """A value as people read it: “25%” for 25 in percent, “80,000 USD”, “3 days”, “yes”."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int | float | Decimal):
        return plain(value)
    number = Decimal(str(value))
    text = _trimmed(f"{number:,f}")
    if unit == "percent":
        return f"{text}%"
    return f"{text} {_of(number, unit)}".rstrip()


def _trimmed(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _of(number: Decimal, unit: str | None) -> str:
    """The unit after a number: a simple word takes an s or loses it, “USD” does not."""
    if unit is None or unit == "1":
        return ""
    if not (unit.islower() and unit.isalpha()):
        return unit
    one = unit.removesuffix("s")
    return one if abs(number) == 1 else f"{one}s"
