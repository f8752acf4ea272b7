"""What there is to say of a KPI: its parts read, its examples run, and what it is built on."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.calculating import Deviation, Unfit, examples
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import read, shown
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Example, Kpi, KpiInput
from salesops_sop.lang.formula.evaluating import Undefined
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.units import Unit, UnitError
from salesops_sop.render.math.words import equation
from salesops_sop.report.defined.naming import Naming


@dataclass(frozen=True)
class Shown:
    """A KPI with all that is worked out from it."""

    kpi: Kpi
    handbook: Handbook

    @cached_property
    def definition(self) -> Definition:
        """The KPI as read; a retired one as well."""
        return self.definitions.all.get(self.kpi.id) or Definition(self.kpi)

    @property
    def definitions(self) -> Definitions:
        """All KPIs in force."""
        return self.handbook.derived(Definitions)

    @property
    def targets(self) -> Targets:
        """Targets and bands."""
        return self.handbook.derived(Targets)

    @property
    def naming(self) -> Naming:
        """Texts of the handbook on one line."""
        return self.handbook.derived(Naming)

    @property
    def words(self) -> str:
        """The formula in words; a sentence that says so where it cannot be read."""
        formula = self.definition.formula
        if isinstance(formula, FormulaError):
            return f"it cannot be read: {formula}"
        titles = {name: self.naming.plain(item.title) for name, item in self.kpi.inputs.items()}
        return equation(self.naming.plain(self.kpi.title), formula, titles)

    @cached_property
    def unlike(self) -> Mapping[int, Deviation | Unfit]:
        """From the place of each example that does not hold to what it is."""
        found = examples(self.definition, self.handbook.derived(Facts).working_day)
        return {item.number: item for item in found}

    def result(self, example: Example) -> str:
        """The result that an example states, as people read it."""
        if example.result is None or example.result == "undefined":
            return "no value"
        return self._value(example.result, self.definition.unit, self.kpi.precision)

    def given(self, name: str, example: Example) -> str:
        """An input of an example, as people read it."""
        value = example.inputs.get(name)
        if value is None or value == "undefined":
            return "missing"
        return self._value(value, self.definition.units.get(name), None)

    def computed(self, found: Deviation) -> str:
        """What the formula gives for an example that does not hold."""
        if isinstance(found.found, Undefined):
            return f"no value, since {found.found.reason}"
        unit = self.definition.unit
        if isinstance(found.found, Fraction) and isinstance(unit, Unit):
            return shown(found.found, unit)
        return str(found.found)

    def _value(self, raw: object, unit: Unit | UnitError | None, precision: int | None) -> str:
        if not isinstance(unit, Unit):
            return str(raw)
        try:
            value = read(raw, unit, self.handbook.derived(Facts).working_day)
        except ValueError:
            return str(raw)
        return shown(value, unit, precision)

    def source(self, item: KpiInput) -> str:
        """Where the value of an input comes from."""
        if item.kpi:
            return f"the KPI {self.naming.title('kpi', item.kpi)} ({item.kpi})"
        if item.measure:
            day = f", by {item.date}" if item.date else ", on the day of the report"
            day = day if item.date or item.snapshot else ""
            return f"{' '.join(item.measure.split())}{day}"
        if item.entered_by:
            return f"entered by {self.naming.title('role', item.entered_by)}"
        return "nothing says where from"

    @property
    def used_by(self) -> list[Kpi]:
        """The KPIs that are built on this one, directly."""
        edges = self.definitions.edges
        return [
            self.definitions.all[ident].kpi
            for ident, below in edges.items()
            if self.kpi.id in below
        ]

    @property
    def built_on(self) -> list[Kpi]:
        """The KPIs that this one is built on, directly or not, each before those that need it."""
        known = self.definitions
        return [known.all[ident].kpi for ident in known.lineage(self.kpi.id)]
