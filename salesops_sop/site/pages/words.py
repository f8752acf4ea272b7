"""Words for numbers, dates and lists."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from salesops_sop.base.listing import joined as listing
from salesops_sop.base.quantity import Percent
from salesops_sop.handbook.model.fields import QuantityValue, quantity

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def joined(items: Sequence[Markup], word: str = "and") -> Markup:
    """Safe HTML in a row: “a, b and c”."""
    return Markup(listing(items, word))


def lower(text: str) -> str:
    """A text inside a sentence: with a small first letter, but for acronyms."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or len(text) == 1 else text


def dated(day: date) -> Markup:
    """“5 January 2026”, for people and for machines."""
    shown = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), shown)


def number(value: Decimal | int | float) -> str:
    """“1,250.5”: no zeros after the last digit that says something."""
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measured(value: object, unit: str | None = None) -> str:
    """A value with its unit: “25%” for 0.25 in percent, “6,000 USD / customer”, “45 days”.

    Texts stay as they are. Without a unit a number is just a number.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        if unit == "percent":
            return str(Percent(Decimal(str(value))))
        return f"{number(value)} {_of(value, unit)}".rstrip()
    said = quantity(value)
    return stated(said) if said is not None else str(value)


def stated(value: QuantityValue) -> str:
    """A number, amount, percent or duration that is written out already."""
    return number(value) if isinstance(value, Decimal) else str(value)


def _of(value: int | float | Decimal, unit: str | None) -> str:
    """The unit after a number: simple words take an s, “USD / customer” does not."""
    if unit is None or unit == "1":
        return ""
    simple = unit.islower() and unit.isalpha() and not unit.endswith("s") and abs(value) != 1
    return f"{unit}s" if simple else unit
