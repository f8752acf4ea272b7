"""KPIs as they can be computed: formulas and measures read once, with units and dependencies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from salesops_sop.base.graph import cycles, reachable
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi, KpiInput
from salesops_sop.handbook.model.record import Status
from salesops_sop.lang.formula.reading import FormulaError, parse
from salesops_sop.lang.formula.tree import Expression, Name
from salesops_sop.lang.units import Unit, UnitError, parse_unit

T = TypeVar("T")
E = TypeVar("E", bound=ValueError)


@dataclass(frozen=True)
class Definition:
    """A KPI with its formula, its measures and its units as read; what cannot be read is its error.

    `inputs` are the names that the formula uses, in the order of the text.
    """

    kpi: Kpi

    @cached_property
    def formula(self) -> Expression | FormulaError:
        """The formula, or why it is none."""
        return _tried(parse, self.kpi.formula, FormulaError)

    @cached_property
    def inputs(self) -> tuple[Name, ...]:
        """Where the formula names an input; none where it cannot be read."""
        if isinstance(self.formula, FormulaError):
            return ()
        return tuple(part for part in self.formula.walk() if isinstance(part, Name))

    @cached_property
    def unit(self) -> Unit | UnitError:
        """The unit that is declared for the result, or why it is none."""
        return _tried(parse_unit, self.kpi.unit, UnitError)

    @cached_property
    def input_units(self) -> Mapping[str, Unit | UnitError]:
        """From each declared input to its unit."""
        return {
            name: _tried(parse_unit, item.unit, UnitError) for name, item in self.kpi.inputs.items()
        }

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """From each declared input to its unit, those left out that cannot be read."""
        return {name: unit for name, unit in self.input_units.items() if isinstance(unit, Unit)}

    @cached_property
    def measures(self) -> Mapping[str, Expression | FormulaError]:
        """From each measured input to its measure."""
        return {
            name: _tried(parse, item.measure, FormulaError)
            for name, item in self.kpi.inputs.items()
            if item.measure is not None
        }

    @property
    def built_on(self) -> Iterator[tuple[str, KpiInput]]:
        """The inputs that are other KPIs."""
        return ((name, item) for name, item in self.kpi.inputs.items() if item.kpi)


@dataclass(frozen=True)
class Definitions:
    """The KPIs of a handbook; retired ones are left out.

    Ask `handbook.derived(Definitions)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def all(self) -> Mapping[str, Definition]:
        """From the id of each KPI to its definition, sorted by id."""
        kpis = self.handbook.all(Kpi)
        return {k.id: Definition(k) for k in kpis if k.control.status is not Status.RETIRED}

    @cached_property
    def edges(self) -> Mapping[str, tuple[str, ...]]:
        """From each KPI to the KPIs it is built on, where they exist."""
        return {
            ident: tuple(
                dict.fromkeys(
                    item.kpi for _, item in found.built_on if item.kpi and item.kpi in self.all
                )
            )
            for ident, found in self.all.items()
        }

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """KPIs that are built on each other in a circle, each from its first id."""
        return tuple(tuple(circle) for circle in cycles(self.edges))

    @cached_property
    def in_circles(self) -> frozenset[str]:
        """Every KPI that is in a circle or built on one that is."""
        turned: dict[str, list[str]] = {}
        for ident, below in self.edges.items():
            for other in below:
                turned.setdefault(other, []).append(ident)
        return frozenset(reachable(turned, [ident for circle in self.circles for ident in circle]))

    def lineage(self, ident: str) -> tuple[str, ...]:
        """The KPIs that one is built on, directly or not, each before those that need it.

        Those of a circle are left out.
        """
        found: dict[str, None] = {}
        waiting = [(ident, False)]
        while waiting:
            here, ready = waiting.pop()
            if here in found or here in self.in_circles or here not in self.all:
                continue
            if ready:
                found[here] = None
            else:
                waiting.append((here, True))
                waiting += [(below, False) for below in reversed(self.edges[here])]
        return tuple(other for other in found if other != ident)


def _tried(read: Callable[[str], T], text: str, error: type[E]) -> T | E:
    try:
        return read(text)
    except error as found:
        return found
