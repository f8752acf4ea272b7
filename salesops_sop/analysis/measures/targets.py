"""Targets and bands of a KPI: what is to be reached where and when, and what a value means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from salesops_sop.analysis.facts import Facts, stated
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.values import in_unit
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Band, KpiTarget
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Binary, Call, Name, Negative, Number
from salesops_sop.lang.units import Unit

Where = Mapping[str, tuple[str, ...]]
"""From a dimension to the values of it that a result is about; one left out: all of it."""


@dataclass(frozen=True)
class Targets:
    """Targets and bands in the units of their KPIs, parameters resolved.

    Ask `handbook.derived(Targets)`, which keeps one for all who ask.
    """

    handbook: Handbook

    def target(self, definition: Definition, where: Where, day: date) -> Fraction | None:
        """What a KPI is to reach for a part of the world on a day; None where nothing is stated.

        Of several targets the first whose scope holds all that the result is about counts.
        """
        stated_ones = definition.kpi.target
        if stated_ones is None or not isinstance(definition.unit, Unit):
            return None
        if not isinstance(stated_ones, list):
            return self.number(stated_ones, definition.unit)
        for item in stated_ones:
            if self._holds(item, where, day):
                return self.number(item.value, definition.unit)
        return None

    def band(self, definition: Definition, value: Fraction, where: Where, day: date) -> Band | None:
        """The first band that a value lies in, as `inside` says."""
        if not isinstance(definition.unit, Unit):
            return None
        for band in definition.kpi.bands:
            if not self._holds(band, where, day):
                continue
            low, high = (
                self.number(end, definition.unit) if end is not None else None
                for end in (band.min, band.max)
            )
            unread = (low is None and band.min is not None) or (
                high is None and band.max is not None
            )
            if not unread and inside(value, low, high, definition.kpi.better):
                return band
        return None

    def number(self, value: int | float | str, unit: Unit) -> Fraction | None:
        """A value, or what the parameter of this id says, in a unit; None where that is nothing."""
        try:
            stated_one = value if isinstance(value, Quantity) else Quantity.read(value)
            quantity = stated_one.value
            if stated_one.parameter is not None:
                found = self.handbook.get(Parameter, stated_one.parameter)
                quantity = stated(found) if found else None
            return in_unit(quantity, unit, self._day) if quantity is not None else None
        except ValueError:
            return None

    def _holds(self, item: KpiTarget | Band, where: Where, day: date) -> bool:
        if (item.start and day < item.start) or (item.until and day > item.until):
            return False
        dimensions = self._facts.dimensions
        return all(
            dimension in where
            and dimensions.leaves(dimension, where[dimension])
            <= dimensions.leaves(dimension, values)
            for dimension, values in item.scope.items()
        )

    @property
    def _day(self) -> int:
        return self._facts.working_day

    @cached_property
    def _facts(self) -> Facts:
        return self.handbook.derived(Facts)


def inside(
    value: Fraction, low: Fraction | None, high: Fraction | None, better: str | None
) -> bool:
    """Whether a value lies in a band; None is open.

    The border of two bands belongs to the better one, so a value that just reaches its target is
    in the band that begins there: `min` counts and `max` does not, and where lower is better the
    other way round.
    """
    if better == "lower":
        return (low is None or value > low) and (high is None or value <= high)
    return (low is None or value >= low) and (high is None or value < high)


def adds_up(definition: Definition, definitions: Definitions) -> bool:
    """Whether the values of parts add up to that of the whole: sums and counts, and sums of them.

    Such a value grows with the period and the group it is for, so a target of another one says
    nothing about it. Quotients, averages and counts of distinct things do not add up.
    """
    if definition.kpi.id in definitions.in_circles or isinstance(definition.formula, FormulaError):
        return False
    for part in definition.formula.walk():
        if isinstance(part, Binary) and part.sign in "*/":
            return False
        if not isinstance(part, Name | Number | Negative | Binary):
            return False
    return all(_input_adds_up(definition, name, definitions) for name in definition.kpi.inputs)


def _input_adds_up(definition: Definition, name: str, definitions: Definitions) -> bool:
    below = definition.kpi.inputs[name].kpi
    if below:
        return below in definitions.all and adds_up(definitions.all[below], definitions)
    measure = definition.measures.get(name)
    if measure is not None:
        return isinstance(measure, Call) and measure.function in ("count", "sum")
    unit = definition.units.get(name)
    return unit is not None and not unit.plain
