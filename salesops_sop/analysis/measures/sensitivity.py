"""How the result of a KPI follows each of its inputs, around a worked example."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from salesops_sop.analysis.measures.calculating import calculate
from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.values import read
from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY
from salesops_sop.handbook.model.measurement import Example
from salesops_sop.lang.formula.evaluating import Result
from salesops_sop.lang.units import Unit

STEPS = 16
"""Into how many parts the way from nothing to the value of the example is cut."""
NONE_THERE = Fraction(10)
"""How far an input is followed that is zero in the example."""


class Base(NamedTuple):
    """A worked example with numbers for all inputs, and a result."""

    example: Example
    given: dict[str, Fraction]
    result: Fraction


class Curve(NamedTuple):
    """One input, its value in the example, and the result at each of its values, in their order.

    Where the formula has no value there is None.
    """

    input: str
    at: Fraction
    points: tuple[tuple[Fraction, Fraction | None], ...]

    def near(self, factor: Fraction) -> tuple[Fraction, Fraction | None]:
        """The point at a part or a multiple of the example's value."""
        return min(self.points, key=lambda point: abs(point[0] - self.at * factor))


def base(definition: Definition, working_day: int = MINUTES_OF_WORKING_DAY) -> Base | None:
    """The first worked example around which something can be shown; None without one."""
    if not isinstance(definition.unit, Unit):
        return None
    for example in definition.kpi.examples:
        given = _numbers(definition, example, working_day)
        result = calculate(definition, given).result if given else None
        if given and isinstance(result, Fraction):
            return Base(example, given, result)
    return None


def curves(definition: Definition, start: Base) -> Iterator[Curve]:
    """For each input that the formula has, the others as in the example.

    An input goes from nothing to twice its value, a share no further than to all of it.
    """
    used = {part.name for part in definition.inputs}
    for name, at in start.given.items():
        if name not in used:
            continue
        unit = definition.units[name]
        share = unit.plain and unit.shown == "percent" and 0 <= at <= 1
        points = []
        for value in _values(at, share):
            result = calculate(definition, start.given | {name: value}).result
            points.append((value, result if isinstance(result, Fraction) else None))
        yield Curve(name, at, tuple(points))


def holes(points: Sequence[tuple[Fraction, Fraction | None]]) -> list[tuple[Fraction, Fraction]]:
    """The stretches without a value, each from its first to its last point."""
    found: list[tuple[Fraction, Fraction]] = []
    before: Result | None = Fraction(0)
    for value, result in points:
        if result is None:
            found = (
                [*found[:-1], (found[-1][0], value)] if before is None else [*found, (value,) * 2]
            )
        before = result
    return found


def _numbers(
    definition: Definition, example: Example, working_day: int
) -> dict[str, Fraction] | None:
    """The inputs of an example as numbers; None when one is missing or cannot be read."""
    found: dict[str, Fraction] = {}
    for part in definition.inputs:
        unit, raw = definition.units.get(part.name), example.inputs.get(part.name)
        if unit is None:
            return None
        try:
            found[part.name] = read(raw, unit, working_day)
        except ValueError:
            return None
    return {name: found[name] for name in definition.kpi.inputs if name in found} or None


def _values(at: Fraction, share: bool) -> list[Fraction]:
    whole = at or (Fraction(1, 2) if share else NONE_THERE / 2)
    values = {whole * number / STEPS for number in range(2 * STEPS + 1)}
    values |= {at}
    return sorted(value for value in values if not share or value <= 1)
