"""Values of inputs and results as people write and read them: “25%”, “50,000 USD”, “90 days”."""

import re
from decimal import Decimal
from fractions import Fraction

from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY, Duration, Money, Percent
from salesops_sop.handbook.model.fields import QuantityValue, quantity
from salesops_sop.lang.formula.evaluating import rounded
from salesops_sop.lang.units import Unit, ratio_of_times

LONGEST = 40
LARGEST = Decimal(10) ** 18
MOST_DIGITS = 12


def read(raw: object, unit: Unit, working_day: int = MINUTES_OF_WORKING_DAY) -> Fraction:
    """The number that a value stands for in a unit: 0.25 and “25%” are one in percent.

    An amount of money needs its currency in the unit, a duration a unit of time to which it
    converts; `working_day` is the length of a business day in minutes. Raises ValueError with the
    rest of a sentence that begins with the value: “is no number”.
    """
    if isinstance(raw, bool) or (isinstance(raw, str) and len(raw) > LONGEST):
        raise ValueError("is no number")
    found = quantity(raw) if not isinstance(raw, str) else _written(raw)
    if found is None:
        raise ValueError("is no number: write one such as 1200, 25%, 50,000 USD or 90 days")
    if isinstance(found, Decimal) and (not found.is_finite() or abs(found) > LARGEST):
        raise ValueError("is too large to be meant")
    return in_unit(found, unit, working_day)


def _written(text: str) -> QuantityValue | None:
    stripped = text.strip()
    if _PLAIN.fullmatch(stripped):
        return Decimal(stripped.replace(",", ""))
    return quantity(stripped)


_PLAIN = re.compile(r"[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)", re.ASCII)


def in_unit(
    value: QuantityValue, unit: Unit, working_day: int = MINUTES_OF_WORKING_DAY
) -> Fraction:
    """The number that a quantity is in a unit; raises ValueError like `read`."""
    match value:
        case Decimal():
            return Fraction(value)
        case Percent():
            if not unit.plain:
                raise ValueError(f"is a share, and {unit} is not")
            return Fraction(value.fraction)
        case Money():
            if dict(unit.powers).get(value.currency) != 1:
                raise ValueError(f"is in {value.currency}, and not in {unit}")
            return Fraction(value.amount)
        case Duration():
            return value.amount * _factor(value.unit, unit, working_day)
    raise ValueError("is no number")


def _factor(of: str, unit: Unit, working_day: int) -> Fraction:
    names = [name for name, power in unit.powers if power == 1]
    if of in names:
        return Fraction(1)
    for name in names if len(unit.powers) == 1 else ():
        factor = ratio_of_times(of, name, working_day)
        if factor is not None:
            return factor
    raise ValueError(f"is in {of}s, which do not convert to {unit}")


def shown(value: Fraction, unit: Unit, precision: int | None = None) -> str:
    """A number with its unit: “25%”, “30,000 USD / customer”, “1 deal”, “2.5”.

    `precision` is the number of digits behind the point of the value itself, so 0.253 with three is
    “25.3%”. Without one, as many as say something, at most six.
    """
    percent = unit.plain and unit.shown == "percent"
    factor, less = (100, 2) if percent else (1, 0)
    if precision is None:
        text = f"{rounded(value * factor, 6):,f}".rstrip("0").rstrip(".")
    else:
        text = f"{rounded(value * factor, min(max(precision - less, 0), MOST_DIGITS)):,f}"
    if text.strip("-0.,") == "":
        text = text.lstrip("-")
    if percent:
        return f"{text}%"
    return text if unit.plain else f"{text} {_worded(unit, value)}"


def _worded(unit: Unit, value: Fraction) -> str:
    """One name takes an s unless it is one, or a currency."""
    name, power = unit.powers[0]
    if len(unit.powers) > 1 or power != 1 or name.isupper() or value == 1 or name.endswith("s"):
        return str(unit)
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"
