"""Metrics of MetricFlow: simple ones for what is measured, ratios for quotients, derived ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.export.metrics.about import about, stated
from salesops_sop.export.metrics.columns import Columns
from salesops_sop.export.metrics.engines import on_any
from salesops_sop.export.metrics.gathering import Gathered
from salesops_sop.export.metrics.models import measure
from salesops_sop.export.metrics.naming import Labels, Names
from salesops_sop.export.metrics.words import safe
from salesops_sop.export.words import plain
from salesops_sop.lang.formula.tree import Binary, Expression, Name
from salesops_sop.lang.formula.writing import written
from salesops_sop.warehouse.sql.lending import formula

Data = dict[str, Any]
ZERO = ("count", "count_distinct", "sum")
"""Aggregates that are 0 where there are no rows; not for a snapshot, which only one day has."""


@dataclass
class Metrics:
    """The metrics of KPIs, and the measures they need by dataset.

    A KPI has its own metric, each measured input has one, and so has each side of a quotient that
    is no input, for a metric is made of metrics only.
    """

    gathered: Gathered
    measures: dict[str, list[Data]] = field(default_factory=dict)
    labels: Labels = field(default_factory=Labels)

    @cached_property
    def columns(self) -> dict[str, Columns]:
        """The datasets that are measured, with the names of their columns."""
        return {dataset.id: Columns(self.gathered, dataset) for dataset in self.gathered.datasets}

    @cached_property
    def names(self) -> Names:
        """The names of metrics and measures, none of which is that of a column."""
        taken = [name for columns in self.columns.values() for name in columns.dimensions.values()]
        taken += [columns.today for columns in self.columns.values()]
        return Names(*taken)

    @cached_property
    def kpis(self) -> dict[str, str]:
        """From each KPI to its metric."""
        return {found.kpi.id: self.names.given(found.kpi.id) for found in self.gathered.definitions}

    def all(self) -> list[Data]:
        """The metrics, those of a KPI behind those that it is made of."""
        return [data for found in self.gathered.definitions for data in self._of(found)]

    def _of(self, definition: Definition) -> Iterator[Data]:
        kpi, whole = definition.kpi, self.gathered.formula(definition)
        label = self.labels.given(safe(kpi.title))
        said = {
            "name": self.kpis[kpi.id],
            "label": label,
            "description": safe(plain(kpi.definition or kpi.title, self.gathered.handbook)),
        }
        meta = {"config": {"meta": safe(about(self.gathered.handbook, definition))}}
        if isinstance(whole, Name) and kpi.inputs[whole.name].kpi is None:
            yield {**self._simple(definition, whole.name, said), **meta}
            return
        known: dict[str, str] = {}
        for name in dict.fromkeys(name.name for name in definition.inputs):
            item = kpi.inputs[name]
            known[name] = self.kpis.get(item.kpi or "", "")
            if not item.kpi:
                known[name] = self.names.given(f"{kpi.id}_{name}")
                yield self._input(definition, name, known[name])
        parts = list(self._built(whole, known, said))
        yield from parts[:-1]
        yield {**parts[-1], **meta}

    def _input(self, definition: Definition, name: str, metric: str) -> Data:
        item = definition.kpi.inputs[name]
        said = {
            "name": metric,
            "label": self.labels.given(safe(f"{definition.kpi.title}: {item.title}")),
            "description": safe(plain(item.meaning or item.title, self.gathered.handbook)),
        }
        meta = {"kpi": definition.kpi.id, "input": name, "unit": item.unit, "measure": item.measure}
        return {**self._simple(definition, name, said), "config": {"meta": safe(meta)}}

    def _simple(self, definition: Definition, name: str, said: Data) -> Data:
        found, query = self.gathered.measures[definition.kpi.id, name]
        columns, call = self.columns[query.dataset.id], found.aggregate
        made = measure(columns, found, query, said["name"], said["description"])
        self.measures.setdefault(query.dataset.id, []).append(made)
        nothing = {"fill_nulls_with": 0} if query.date and call.function in ZERO else {}
        return stated(
            {
                **said,
                "type": "simple",
                "type_params": {"measure": {"name": made["name"], **nothing}},
                "filter": columns.filter(call, query),
            }
        )

    def _built(self, part: Expression, known: dict[str, str], said: Data) -> Iterator[Data]:
        """The metric of a formula, behind those of its sides where it is a quotient."""
        if not isinstance(part, Binary) or part.sign != "/" or not _is_ratio(part):
            yield {**said, "type": "derived", "type_params": self._derived(part, known)}
            return
        sides = {}
        for side, of in (("numerator", part.left), ("denominator", part.right)):
            if isinstance(of, Name):
                sides[side] = known[of.name]
                continue
            sides[side] = self.names.given(f"{said['name']}_{side}")
            yield from self._built(of, known, self._side(said, sides[side], side, of))
        params = {side: {"name": name} for side, name in sides.items()}
        yield {**said, "type": "ratio", "type_params": params}

    def _side(self, said: Data, name: str, side: str, part: Expression) -> Data:
        return {
            "name": name,
            "label": self.labels.given(f"{said['label']}: {side}"),
            "description": safe(f"The {side} of {said['label']}: {written(part)}"),
        }

    def _derived(self, part: Expression, known: dict[str, str]) -> Data:
        aliases, names = {}, Names(*known.values())
        metrics = []
        for name in dict.fromkeys(p.name for p in part.walk() if isinstance(p, Name)):
            aliases[name] = names.given(name)
            metrics.append({"name": known[name], "alias": aliases[name]})
        return {"expr": on_any(formula(part), aliases.get), "metrics": metrics}


def _is_ratio(quotient: Binary) -> bool:
    """Whether both sides are about inputs, and not both about the same one alone."""
    sides = (quotient.left, quotient.right)
    return quotient.left != quotient.right and all(
        any(isinstance(part, Name) for part in side.walk()) for side in sides
    )
