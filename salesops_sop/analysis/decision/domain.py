"""What a column may hold: the values of its type, between its bounds or in its list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesops_sop.base.quantity import parse_date
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import Value

ORDERED = ("number", "integer", "date")
NAMED = ("string", "dimension", "role", "roles")
NOUNS = {
    "number": "a number",
    "integer": "a whole number",
    "string": "a text",
    "boolean": "true or false",
    "date": "a date",
    "dimension": "a value of a dimension",
    "role": "a role",
    "roles": "a role or several",
}


@dataclass(frozen=True, slots=True)
class Domain:
    """The bounds (inclusive) and the listed values of a column, in its own type."""

    low: Value | None = None
    high: Value | None = None
    values: tuple[Value, ...] = ()


def domain(column: Column) -> Domain:
    """Read a column's domain; a bound or a value of another type is left out."""
    listed = (typed(column.type, raw) for raw in column.values)
    values = tuple(dict.fromkeys(value for value in listed if value is not None))
    low, high = (typed(column.type, raw) for raw in (column.min, column.max))
    return Domain(low, high, values)


def typed(kind: str, raw: object) -> Value | None:
    """A value as it stands in a document, in the type of its column; None for another type."""
    if kind in ("number", "integer"):
        number = _number(raw)
        whole = number is not None and number == number.to_integral_value()
        return number if whole or kind == "number" else None
    if kind == "boolean":
        return {"true": True, "false": False}.get(str(raw).lower()) if _is_truth(raw) else None
    if kind == "date":
        return _day(raw)
    return raw if isinstance(raw, str) else None


def fits(kind: str, value: Value) -> bool:
    """Whether a value that a cell names is of the column's type; 2.5 may bound whole numbers."""
    wanted = {"number": Decimal, "integer": Decimal, "boolean": bool, "date": date}.get(kind, str)
    return type(value) is wanted


def _number(raw: object) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    number = Decimal(str(raw))
    return number if number.is_finite() else None


def _is_truth(raw: object) -> bool:
    return isinstance(raw, bool) or (isinstance(raw, str) and raw in ("true", "false"))


def _day(raw: object) -> date | None:
    try:
        return parse_date(raw) if isinstance(raw, str) else None
    except ValueError:
        return None
