"""A KPI worked out from single numbers: its own inputs, and those of the KPIs it is built on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from salesops_sop.analysis.measures.calculating import Calculation, calculate
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.lang.formula.evaluating import Result, Undefined

Slot = tuple[str, str]
"""A KPI by its id, and one of its inputs."""
Given = Mapping[Slot, "Fraction | None"]
"""From an input to its number; None for one that is said to have no value."""


class GivenTwice(ValueError):
    """An input is given, and the inputs of the KPI whose value it is are given as well."""


@dataclass(frozen=True)
class Case:
    """A KPI with the values of its inputs, and how those were worked out that are KPIs.

    `missing` are the inputs for which nothing is given, each with the KPI that it belongs to.
    """

    definition: Definition
    inputs: Mapping[str, Result]
    below: Mapping[str, "Case"]
    missing: tuple[Slot, ...]
    calculation: Calculation

    @property
    def result(self) -> Result:
        """The value, or why there is none."""
        return self.calculation.result

    def all(self) -> Iterator["Case"]:
        """The cases of the KPIs it is built on, each before the one that needs it, then itself."""
        for case in self.below.values():
            yield from case.all()
        yield self


def work_out(definitions: Definitions, ident: str, given: Given) -> Case:
    """Compute a KPI; an input that is a KPI is computed where an input below it is given.

    Raises GivenTwice with a sentence. The KPI must not be built on a circle.
    """
    asked = {ident, *definitions.lineage(ident)}
    reached = {kpi for kpi, _ in given if kpi in asked}
    for kpi in definitions.lineage(ident):  # from below
        if reached.intersection(definitions.edges[kpi]):
            reached.add(kpi)
    return _worked(definitions, ident, given, reached)


def _worked(definitions: Definitions, ident: str, given: Given, reached: set[str]) -> Case:
    definition = definitions.all[ident]
    inputs: dict[str, Result] = {}
    below: dict[str, Case] = {}
    missing: list[Slot] = []
    for name, item in definition.kpi.inputs.items():
        if (ident, name) in given:
            if item.kpi in reached:
                raise GivenTwice(f"{name} is given, and so is an input of ‘{item.kpi}’: say one")
            value = given[ident, name]
            inputs[name] = Undefined(f"{name} is missing") if value is None else value
        elif item.kpi in reached:
            below[name] = _worked(definitions, item.kpi or "", given, reached)
            inputs[name] = below[name].result
            missing += below[name].missing
        else:
            missing.append((ident, name))
    return Case(definition, inputs, below, tuple(missing), calculate(definition, inputs))
