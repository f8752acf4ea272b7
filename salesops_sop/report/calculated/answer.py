"""A KPI that was worked out from single numbers, beside its target and its bands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.measures.calculating import Step
from salesops_sop.analysis.measures.cases import Case
from salesops_sop.analysis.measures.targets import Targets, Where
from salesops_sop.analysis.measures.values import shown
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Band
from salesops_sop.lang.formula.evaluating import Result, Undefined, said
from salesops_sop.lang.formula.measuring import UnlikeUnits, unit_of
from salesops_sop.lang.formula.tree import Call, Expression, Name, Number
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import RATIO, Unit
from salesops_sop.report.defined.stating import ranged


class Line(NamedTuple):
    """A step of a calculation: what is computed, with which numbers, and what it gives."""

    what: str
    numbers: str
    result: str


@dataclass(frozen=True)
class Answer:
    """What was worked out; `steps` asks for every step of it."""

    handbook: Handbook
    case: Case
    where: Where
    day: date
    steps: bool = False

    @property
    def value(self) -> Fraction | None:
        """The result, where there is one."""
        return self.case.result if isinstance(self.case.result, Fraction) else None

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return self.case.result.reason if isinstance(self.case.result, Undefined) else ""

    @cached_property
    def target(self) -> Fraction | None:
        """What is to be reached there and then."""
        return self._targets.target(self.case.definition, self.where, self.day)

    @cached_property
    def band(self) -> Band | None:
        """The band that the value lies in."""
        if self.value is None:
            return None
        return self._targets.band(self.case.definition, self.value, self.where, self.day)

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where that cannot be said."""
        better = self.case.definition.kpi.better
        if self.value is None or self.target is None or better is None:
            return None
        return self.value >= self.target if better == "higher" else self.value <= self.target

    def range(self, band: Band) -> str:
        """The values of a band: “20% to under 25%”."""
        return ranged(band, self.case.definition, self._targets)

    @property
    def _targets(self) -> Targets:
        return self.handbook.derived(Targets)


def number(value: Fraction | None, case: Case) -> str:
    """A value of a KPI as people read it; empty where there is none."""
    unit = case.definition.unit
    if value is None or not isinstance(unit, Unit):
        return ""
    return shown(value, unit, case.definition.kpi.precision)


def lines(case: Case) -> Iterator[Line]:
    """The inputs of a KPI and the steps of its calculation, in their order."""
    units = case.definition.units
    for name in dict.fromkeys(part.name for part in case.definition.inputs):
        if name in case.inputs:
            yield Line(visible(name), "", _stated(case.inputs[name], units.get(name)))
    steps = case.calculation.steps
    results = {id(step.expression): step.result for step in steps}
    for place, step in enumerate(steps, 1):
        whole = place == len(steps) and step.expression is case.definition.formula
        yield Line(
            visible(written(step.expression)),
            visible(_numbers(step.expression, results, case)),
            _result(step, whole, case),
        )


def _result(step: Step, whole: bool, case: Case) -> str:
    if whole and isinstance(case.result, Fraction):
        return number(case.result, case)
    try:
        unit = unit_of(step.expression, case.definition.units)
    except UnlikeUnits:
        unit = RATIO
    return _stated(step.result, unit)


def _stated(result: Result, unit: Unit | None) -> str:
    if isinstance(result, Undefined):
        return f"no value: {visible(result.reason)}"
    if isinstance(result, Fraction):
        return shown(result, unit or RATIO)
    return visible(said(result))


def _numbers(expression: Expression, results: dict[int, Result], case: Case) -> str:
    """The step with its parts worked out: “1,200,000 / 40”; empty where that says nothing new."""
    parts = [_part(part, results, case) for part in expression.inner]
    if isinstance(expression, Call):
        return f"{expression.function}({', '.join(parts)})"
    if len(parts) != 2:
        return ""
    sign = getattr(expression, "sign", None) or getattr(expression, "word", "")
    return f"{parts[0]} {sign} {parts[1]}" if sign else ""


def _part(part: Expression, results: dict[int, Result], case: Case) -> str:
    found: Result | None = results.get(id(part))
    if isinstance(part, Name):
        found = case.inputs.get(part.name)
    if isinstance(part, Number):
        found = Fraction(part.value)
    if isinstance(found, Fraction):
        return shown(found, RATIO)
    return written(part) if found is None or isinstance(found, Undefined) else said(found)
