"""Writes KPIs as an Apache Ossie semantic model (formerly Open Semantic Interchange, OSI).

After the core specification 0.2.0.dev0 (apache/ossie, core-spec/), one model in a document. What it
has no field for stands in `custom_extensions`, whose data is JSON.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.measured import DAYS
from salesops_sop.export.metrics.about import about, stated, title
from salesops_sop.export.metrics.gathering import Gathered, gather
from salesops_sop.export.metrics.keys import Keys, only_key
from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, Field, Kpi
from salesops_sop.handbook.yamltree import emit
from salesops_sop.lang.formula.tree import Name
from salesops_sop.warehouse.sql.lending import aggregated, formula, portable
from salesops_sop.warehouse.sql.names import Tree, table
from salesops_sop.warehouse.sql.querying import row

Data = dict[str, Any]
VERSION = "0.2.0.dev0"
VENDOR = "SALESOPS_SOP"
DIALECTS = {"ANSI_SQL": "snowflake", "BIGQUERY": "bigquery"}
"""From Ossie's dialects to ours; the first is always written, another where it differs.

Ossie's portable SQL has DATEDIFF(day, …), MEDIAN and DOUBLE, as Snowflake and Databricks do.
"""
TYPES = {
    "text": "String",
    "number": "Decimal",
    "integer": "Integer",
    "boolean": "Boolean",
    "date": "Date",
    "timestamp": "DateTime",
    "datetime": "DateTime",
}
PERSONAL = "Personal data: never group by it, and never show it."


def write(handbook: Handbook, kpis: Sequence[Kpi]) -> tuple[str, tuple[str, ...]]:
    """Return the file, and sentences about KPIs that need more than data.

    Raises ExportError where no KPI can be written.
    """
    gathered = gather(handbook, kpis)
    settings = handbook.settings
    data = {
        "version": VERSION,
        "name": "kpis",
        "description": f"KPIs of {settings.organization or settings.title}",
        "datasets": [_dataset(gathered, dataset) for dataset in gathered.datasets],
        "relationships": list(_relationships(gathered)),
        "metrics": _Metrics(gathered).all(),
        "custom_extensions": _extensions({"left_out": list(gathered.left_out)}),
    }
    return emit(stated(data), dates=False), gathered.left_out


def _dataset(gathered: Gathered, dataset: Dataset) -> Data:
    handbook = gathered.handbook
    more = {
        "dataset": dataset.id,
        "system": dataset.system,
        "owner": dataset.owner,
        "owner_title": title(handbook, dataset.owner),
        "steward": dataset.steward,
        "grain": list(dataset.grain),
        "time_field": dataset.time_field,
    }
    return stated(
        {
            "name": table(dataset.id),
            "source": table(dataset.id),
            "primary_key": [field.name for field in dataset.fields if field.key],
            "description": plain(dataset.meaning or dataset.title, handbook),
            "fields": [_field(handbook, dataset, field) for field in dataset.fields],
            "custom_extensions": _extensions(more),
        }
    )


def _field(handbook: Handbook, dataset: Dataset, field: Field) -> Data:
    kind = field.type.casefold()
    more = {
        "unit": field.unit,
        "required": field.required or None,
        "allowed": list(field.allowed),
        "personal": field.personal or None,
    }
    return stated(
        {
            "name": field.name,
            "expression": _expression(row(Name(field.name), dataset, {})),
            "dimension": {"is_time": kind in DAYS} if kind not in ("number", "integer") else None,
            "description": plain(field.meaning, handbook),
            "datatype": TYPES.get(kind, "Opaque"),
            "ai_context": {"instructions": PERSONAL} if field.personal else None,
            "custom_extensions": _extensions(more),
        }
    )


def _relationships(gathered: Gathered) -> Iterator[Data]:
    """Columns that hold the key of another dataset of the file."""
    keys, there = gathered.handbook.derived(Keys), {d.id for d in gathered.datasets}
    for dataset in gathered.datasets:
        for found in dataset.fields:
            owner = keys.leads_to(dataset, found)
            key = only_key(owner) if owner and owner.id in there else None
            if owner and key:
                yield {
                    "name": f"{table(dataset.id)}_to_{table(owner.id)}",
                    "from": table(dataset.id),
                    "to": table(owner.id),
                    "from_columns": [found.name],
                    "to_columns": [key.name],
                }


@dataclass
class _Metrics:
    """Metrics as one expression each: a KPI that is built on others holds them."""

    gathered: Gathered
    trees: dict[str, Tree] = field(default_factory=dict)

    def all(self) -> list[Data]:
        return [self._metric(definition) for definition in self.gathered.definitions]

    def _metric(self, definition: Definition) -> Data:
        kpi, handbook = definition.kpi, self.gathered.handbook
        inputs = {name.name: self._input(definition, name.name) for name in definition.inputs}
        self.trees[kpi.id] = formula(self.gathered.formula(definition), inputs)
        more = {**about(handbook, definition), "inputs": list(self._inputs(definition))}
        return stated(
            {
                "name": table(kpi.id),
                "expression": _expression(self.trees[kpi.id]),
                "description": plain(kpi.definition or kpi.title, handbook),
                "ai_context": {"synonyms": [kpi.title]},
                "custom_extensions": _extensions(more),
            }
        )

    def _input(self, definition: Definition, name: str) -> Tree:
        if below := definition.kpi.inputs[name].kpi:
            return self.trees[below]
        measure, query = self.gathered.measures[definition.kpi.id, name]
        return aggregated(measure.aggregate, query, self.gathered.sets)

    def _inputs(self, definition: Definition) -> Iterator[Data]:
        """What the expression cannot say of each input: which day counts, and which KPI it is."""
        for name, item in definition.kpi.inputs.items():
            said = {"name": name, "title": item.title, "unit": item.unit, "measure": item.measure}
            yield stated({**said, "date": item.date, "kpi": item.kpi})


def _expression(tree: Tree) -> Data:
    texts = {name: portable(tree, dialect) for name, dialect in DIALECTS.items()}
    usual = next(iter(texts.values()))
    kept = [(n, text) for i, (n, text) in enumerate(texts.items()) if i == 0 or text != usual]
    return {"dialects": [{"dialect": name, "expression": text} for name, text in kept]}


def _extensions(data: Mapping[str, Any]) -> list[Data]:
    """What Ossie has no field for, as one extension; none where there is nothing."""
    said = stated(data)
    if not said:
        return []
    return [{"vendor_name": VENDOR, "data": json.dumps(said, ensure_ascii=False)}]
