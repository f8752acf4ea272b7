"""Computes a formula exactly: the result is a value, or *undefined* with its reason.

Numbers are fractions, so a result never depends on how it is computed. What cannot be computed is
no error: a missing input, a division by zero and everything built on them are undefined. `if`
looks only at the branch it takes, and `coalesce` is its first argument that is defined.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from salesops_sop.base.quantity import parse_date
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Text,
    Truth,
)
from salesops_sop.lang.formula.writing import written

LARGEST = Fraction(10) ** 40
"""A number beyond it is a mistake in the inputs; it is undefined, and never printed."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """No value, and why, as the end of a sentence: “won_deals is missing”."""

    reason: str


Value = Fraction | str | bool
Result = Value | Undefined
Given = Mapping[str, "Fraction | Decimal | int | str | bool | Undefined | None"]
Watch = Callable[[Expression, Result], None]


class Function(NamedTuple):
    """A function outside of aggregates: how many arguments it takes, and what it is."""

    least: int
    most: int
    meaning: str

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.least <= count <= self.most


FUNCTIONS: Mapping[str, Function] = {
    "abs": Function(1, 1, "the number without its sign"),
    "coalesce": Function(1, 20, "the first that has a value"),
    "days": Function(2, 2, "the days from one date to another"),
    "if": Function(3, 3, "the second where the first is true, else the third"),
    "max": Function(1, 20, "the largest"),
    "min": Function(1, 20, "the smallest"),
    "months": Function(2, 2, "the whole months from one date to another"),
    "round": Function(1, 2, "the number with so many digits behind the point, halves from zero"),
}
_SIGNS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_COMPARISONS: Mapping[str, Callable[[Fraction | str, Fraction | str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MOST_PLACES = 12


def evaluate(expression: Expression, inputs: Given, watch: Watch | None = None) -> Result:
    """Compute a formula; an input that is None or not there is missing, and one may be
    undefined with a reason of its own.

    `watch` is told of each part that is computed, inner ones first. Types that do not fit (a text
    in a sum) are undefined too. Never raises for a tree that `parse` made.
    """
    return _Computer(inputs, watch).value(expression)


class _Computer:
    def __init__(self, inputs: Given, watch: Watch | None) -> None:
        self.inputs = inputs
        self.watch = watch

    def value(self, expression: Expression) -> Result:
        found = self._value(expression)
        if isinstance(found, Fraction) and abs(found) > LARGEST:
            found = Undefined(f"{written(expression)} is too large")
        if self.watch:
            self.watch(expression, found)
        return found

    def _value(self, expression: Expression) -> Result:
        match expression:
            case Number():
                return Fraction(expression.value)
            case Text() | Truth():
                return expression.value
            case Name():
                return self._input(expression.name)
            case Negative():
                found = self.value(expression.value)
                return -found if isinstance(found, Fraction) else _no_number(found)
            case Binary():
                return self._binary(expression)
            case Compared():
                return self._compared(expression)
            case Member():
                return self._member(expression)
            case Logic():
                return self._logic(expression)
            case Opposite():
                return self._opposite(expression)
            case Call():
                return self._call(expression)
        return Undefined(f"{written(expression)} needs data")

    def _input(self, name: str) -> Result:
        given = self.inputs.get(name)
        if given is None:
            return Undefined(f"{name} is missing")
        if isinstance(given, str | bool | Undefined):
            return given
        return Fraction(given)

    def _binary(self, expression: Binary) -> Result:
        left, right = self.value(expression.left), self.value(expression.right)
        if not isinstance(left, Fraction):
            return _no_number(left)
        if not isinstance(right, Fraction):
            return _no_number(right)
        if expression.sign == "/":
            return left / right if right else Undefined(f"{written(expression.right)} is 0")
        return _SIGNS[expression.sign](left, right)

    def _compared(self, expression: Compared) -> Result:
        left, right = self.value(expression.left), self.value(expression.right)
        for side in (left, right):
            if isinstance(side, Undefined):
                return side
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return _COMPARISONS[expression.sign](left, right)
        if isinstance(left, str) and isinstance(right, str):
            return _COMPARISONS[expression.sign](left, right)
        if expression.sign in ("=", "!=") and type(left) is type(right):
            return (left == right) is (expression.sign == "=")
        return Undefined(f"{written(expression)} compares unlike things")

    def _member(self, expression: Member) -> Result:
        found = self.value(expression.value)
        if isinstance(found, Undefined):
            return found
        if isinstance(expression.members, str):
            return Undefined(f"{expression.members} is a set of values, which needs data")
        members = [self.value(item) for item in expression.members]
        # to Python, true is 1
        is_member = any(type(item) is type(found) and item == found for item in members)
        return is_member is not expression.negated

    def _logic(self, expression: Logic) -> Result:
        left = self.value(expression.left)
        if not isinstance(left, bool):
            return _no_truth(left)
        if left is (expression.word == "or"):
            return left
        right = self.value(expression.right)
        return right if isinstance(right, bool) else _no_truth(right)

    def _opposite(self, expression: Opposite) -> Result:
        found = self.value(expression.value)
        return not found if isinstance(found, bool) else _no_truth(found)

    def _call(self, call: Call) -> Result:
        if call.where is not None or call.function not in FUNCTIONS:
            return Undefined(f"{call.function}(…) needs data")
        if not FUNCTIONS[call.function].takes(len(call.arguments)):
            return Undefined(f"{call.function}(…) has the wrong number of arguments")
        if call.function == "if":
            return self._if(*call.arguments)
        if call.function == "coalesce":
            return self._coalesce(call)
        values = [self.value(argument) for argument in call.arguments]
        for value in values:
            if isinstance(value, Undefined):
                return value
        return applied(call.function, [v for v in values if not isinstance(v, Undefined)])

    def _if(self, condition: Expression, then: Expression, otherwise: Expression) -> Result:
        found = self.value(condition)
        if not isinstance(found, bool):
            return _no_truth(found)
        return self.value(then if found else otherwise)

    def _coalesce(self, call: Call) -> Result:
        found: Result = Undefined("nothing")
        for argument in call.arguments:
            found = self.value(argument)
            if not isinstance(found, Undefined):
                break
        return found


def _no_number(found: Result) -> Undefined:
    if isinstance(found, Undefined):
        return found
    return Undefined(f"{said(found)} is no number")


def _no_truth(found: Result) -> Undefined:
    if isinstance(found, Undefined):
        return found
    return Undefined(f"{said(found)} is no condition")


def said(value: Value) -> str:
    """A value in a sentence: numbers with up to ten digits behind the point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value[:60]}”"
    return f"{rounded(value, 10).normalize(_EXACT):f}"


def rounded(value: Fraction, digits: int) -> Decimal:
    """A number with so many digits behind the point, halves away from zero."""
    scale = 10**digits
    whole = (abs(value) * scale * 2 + 1) // 2
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits, _EXACT)


_EXACT = Context(prec=100)


def applied(function: str, values: Sequence[Value]) -> Result:
    """`abs`, `min`, `max`, `round`, `days` or `months` of values that are all defined."""
    if function in ("days", "months"):
        return _between(function, values)
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values):
        return Undefined(f"{function}(…) is for numbers")
    if function == "abs":
        return abs(numbers[0])
    if function == "round":
        return _round(*numbers)
    return min(numbers) if function == "min" else max(numbers)


def _round(number: Fraction, places: Fraction = Fraction(0)) -> Result:
    if places.denominator != 1 or not 0 <= places <= MOST_PLACES:
        return Undefined(f"round(…) takes 0 to {MOST_PLACES} digits")
    return Fraction(rounded(number, int(places)))


def _between(function: str, values: Sequence[Value]) -> Result:
    """Dates are written as texts, `"2026-01-31"`; a month is whole when its day is reached."""
    try:
        first, last = (parse_date(value if isinstance(value, str) else "") for value in values)
    except ValueError:
        return Undefined(f"{function}(…) is for dates")
    if function == "days":
        return Fraction((last - first).days)
    if last < first:
        return -_months(last, first)
    return _months(first, last)


def _months(first: date, last: date) -> Fraction:
    months = (last.year - first.year) * 12 + last.month - first.month
    return Fraction(months - (last.day < first.day))
