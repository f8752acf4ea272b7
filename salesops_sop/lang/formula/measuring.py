"""The unit of a formula, worked out from the units of its inputs, as physicists check equations.

Sums, comparisons and choices need one unit on both sides; products and quotients multiply and
divide units. A bare number takes any unit in a sum with a plain one, and multiplies as a plain one.
"""

from collections.abc import Mapping

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
)
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import RATIO, Unit


class UnlikeUnits(ValueError):
    """Two parts that need one unit have two: a sentence, and the column of the second part."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def unit_of(expression: Expression, units: Mapping[str, Unit]) -> Unit | None:
    """The unit of a formula; None for a truth, a text, or where an input has no known unit.

    Raises UnlikeUnits where units that must be alike are not, naming both sides.
    """
    match expression:
        case Number():
            return RATIO
        case Name():
            return units.get(expression.name)
        case Negative():
            return unit_of(expression.value, units)
        case Binary():
            return _binary(expression, units)
        case Compared():
            _alike(expression.left, expression.right, units, "compares")
        case Logic():
            unit_of(expression.left, units)
            unit_of(expression.right, units)
        case Opposite() | Member():
            unit_of(expression.value, units)
        case Call():
            return _call(expression, units)
    return None


def _binary(expression: Binary, units: Mapping[str, Unit]) -> Unit | None:
    if expression.sign in "+-":
        verb = "adds" if expression.sign == "+" else "subtracts"
        return _alike(expression.left, expression.right, units, verb)
    left, right = unit_of(expression.left, units), unit_of(expression.right, units)
    if left is None or right is None:
        return None
    return left * right if expression.sign == "*" else left / right


def _call(call: Call, units: Mapping[str, Unit]) -> Unit | None:
    arguments = call.arguments
    if call.function == "if":
        unit_of(arguments[0], units)
        return _alike(*arguments[1:3], units, "chooses between") if len(arguments) == 3 else None
    if call.function == "days":
        return Unit((("day", 1),))
    if call.function == "months":
        return Unit((("month", 1),))
    found = unit_of(arguments[0], units)
    if call.function in ("min", "max", "coalesce"):
        for other in arguments[1:]:
            found = _alike(arguments[0], other, units, "compares")
    return found


def _alike(
    left: Expression, right: Expression, units: Mapping[str, Unit], verb: str
) -> Unit | None:
    one, other = unit_of(left, units), unit_of(right, units)
    if one is None or other is None:
        return one or other
    if one == other:
        return one if one.shown else other
    # 0 has every unit: `max(0, revenue - cost)` means what it says
    for side, unit in ((left, other), (right, one)):
        if isinstance(side, Number) and side.value == 0:
            return unit
    raise UnlikeUnits(f"{verb} {written(left)} in {one} and {written(right)} in {other}", right.at)
