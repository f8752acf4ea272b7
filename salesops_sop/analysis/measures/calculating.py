"""The value of a KPI for given inputs, with every step of the calculation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.values import read
from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY
from salesops_sop.handbook.model.measurement import Example
from salesops_sop.lang.formula.evaluating import Given, Result, Undefined, evaluate
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Expression, Name, Number
from salesops_sop.lang.units import Unit


class Step(NamedTuple):
    """One part of a formula and its value."""

    expression: Expression
    result: Result


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a formula gives, and its steps, inner ones first; a bare name or number is none."""

    result: Result
    steps: tuple[Step, ...] = ()


def calculate(definition: Definition, given: Given) -> Calculation:
    """Compute a KPI; an input that is not given is missing, a formula that is none undefined."""
    if isinstance(definition.formula, FormulaError):
        return Calculation(Undefined("the formula cannot be read"))
    steps: list[Step] = []

    def watch(expression: Expression, result: Result) -> None:
        if not isinstance(expression, Name | Number):
            steps.append(Step(expression, result))

    result = evaluate(definition.formula, given, watch)
    if isinstance(result, bool | str):
        result = Undefined("the formula gives no number")
    return Calculation(result, tuple(steps))


UNDEFINED = "undefined"


class Deviation(NamedTuple):
    """An example that does not hold: what it states, and what the formula gives."""

    number: int
    example: Example
    expected: Result
    found: Result


class Unfit(NamedTuple):
    """An example that cannot be run: the name of the input or `result`, and what is wrong there."""

    number: int
    example: Example
    name: str
    reason: str


def examples(
    definition: Definition, working_day: int = MINUTES_OF_WORKING_DAY
) -> Iterator[Deviation | Unfit]:
    """Run the worked examples of a KPI; yield those that do not hold, in their order.

    A result agrees when it differs by at most half of the last digit of the declared precision, or
    of the digits it is written with where none is declared.
    """
    unit = definition.unit
    if isinstance(definition.formula, FormulaError) or not isinstance(unit, Unit):
        return
    for number, example in enumerate(definition.kpi.examples):
        given, wrong = _given(definition, example, working_day)
        if wrong:
            yield Unfit(number, example, *wrong)
            continue
        try:
            expected = _expected(example, unit, working_day)
        except ValueError as error:
            yield Unfit(number, example, "result", str(error))
            continue
        found = calculate(definition, given).result
        if not _agree(expected, found, _tolerance(definition, example)):
            yield Deviation(number, example, expected, found)


def _given(
    definition: Definition, example: Example, working_day: int
) -> tuple[Mapping[str, Fraction | None], tuple[str, str] | None]:
    given: dict[str, Fraction | None] = {}
    for name, raw in example.inputs.items():
        if name not in definition.kpi.inputs:
            return given, (name, "is no input of the formula")
        unit = definition.units.get(name)
        if raw is None or raw == UNDEFINED or unit is None:
            given[name] = None
            continue
        try:
            given[name] = read(raw, unit, working_day)
        except ValueError as error:
            return given, (name, str(error))
    return given, None


def _expected(example: Example, unit: Unit, working_day: int) -> Result:
    if example.result is None or example.result == UNDEFINED:
        return Undefined("as stated")
    return read(example.result, unit, working_day)


def _tolerance(definition: Definition, example: Example) -> Fraction:
    precision = definition.kpi.precision
    if precision is None:
        precision = _digits(str(example.result))
    return Fraction(1, 2 * 10 ** min(max(precision, 0), 12))


def _digits(text: str) -> int:
    """How many digits behind the point a number is written with; 25% is written with two."""
    found = re.search(r"\.(\d+)", text)
    return (len(found[1]) if found else 0) + (2 if "%" in text else 0)


def _agree(expected: Result, found: Result, tolerance: Fraction) -> bool:
    if isinstance(expected, Fraction) and isinstance(found, Fraction):
        return abs(expected - found) <= tolerance
    return isinstance(expected, Undefined) and isinstance(found, Undefined)
