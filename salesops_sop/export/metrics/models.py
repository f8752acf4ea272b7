"""Semantic models of MetricFlow: a dataset with its entities, dimensions and measures."""

from collections.abc import Iterator, Sequence
from typing import Any

from salesops_sop.analysis.measures.measured import DAYS
from salesops_sop.export.metrics.about import stated, title
from salesops_sop.export.metrics.columns import Columns
from salesops_sop.export.metrics.engines import on_any
from salesops_sop.export.metrics.naming import named
from salesops_sop.export.metrics.words import safe
from salesops_sop.export.words import plain
from salesops_sop.handbook.model.measurement import Field
from salesops_sop.lang.formula.tree import Name
from salesops_sop.warehouse.plan import Measure, Query
from salesops_sop.warehouse.sql.lending import counts, measured
from salesops_sop.warehouse.sql.names import table
from salesops_sop.warehouse.sql.querying import row

Data = dict[str, Any]
AGGREGATIONS = {"avg": "average"}
"""MetricFlow's words for aggregates, where they are not ours."""
_DAY = {"time_granularity": "day"}


def measure(columns: Columns, found: Measure, query: Query, name: str, words: str) -> Data:
    """A measure; a condition that dimensions cannot say stands inside it."""
    call, sets = found.aggregate, columns.gathered.sets
    inside = counts(call, query, sets) if columns.filter(call, query) is None else None
    tree = measured(call, query, sets, inside)
    return stated(
        {
            "name": name,
            "description": safe(words),
            "agg": AGGREGATIONS.get(call.function, call.function),
            "expr": on_any(tree),
            "agg_time_dimension": columns.place(query),
        }
    )


def model(columns: Columns, measures: Sequence[Data]) -> Data:
    """The semantic model of a dataset with its measures."""
    dataset, handbook = columns.dataset, columns.gathered.handbook
    usual = columns.dimensions.get(dataset.time_field or "")
    placed = [item["agg_time_dimension"] for item in measures]
    dimensions = list(_dimensions(columns, columns.today in placed))
    times = [item["name"] for item in dimensions if item["type"] == "time"]
    return stated(
        {
            "name": named(dataset.id),
            "label": safe(dataset.title),
            "description": safe(plain(dataset.meaning, handbook)),
            "model": f"ref('{table(dataset.id)}')",
            "defaults": {"agg_time_dimension": usual if usual in times else placed[0]},
            "primary_entity": columns.entity if columns.key is None else None,
            "entities": list(_entities(columns)),
            "dimensions": dimensions,
            "measures": list(measures),
            "config": {"meta": safe(_meta(columns))},
        }
    )


def _entities(columns: Columns) -> Iterator[Data]:
    if columns.key:
        yield {"name": columns.entity, "type": "primary", "expr": _column(columns, columns.key)}
    for field in columns.dataset.fields:
        if field.name in columns.others:
            name = columns.others[field.name]
            yield {"name": name, "type": "foreign", "expr": _column(columns, field)}


def _dimensions(columns: Columns, snapshot: bool) -> Iterator[Data]:
    for field in columns.dataset.fields:
        if field.name in columns.dimensions:
            yield _dimension(columns, field)
    if snapshot:
        words = "The day on which a snapshot is asked for."
        said = {"name": columns.today, "description": words, "type": "time"}
        yield {**said, "expr": "CURRENT_DATE", "type_params": _DAY}


def _dimension(columns: Columns, field: Field) -> Data:
    is_day = field.type.casefold() in DAYS
    return stated(
        {
            "name": columns.dimensions[field.name],
            "description": safe(plain(field.meaning, columns.gathered.handbook)),
            "type": "time" if is_day else "categorical",
            "expr": _column(columns, field),
            "type_params": _DAY if is_day else None,
            "config": {"meta": {"allowed": safe(list(field.allowed))}} if field.allowed else None,
        }
    )


def _column(columns: Columns, field: Field) -> str:
    return on_any(row(Name(field.name), columns.dataset, {}))


def _meta(columns: Columns) -> Data:
    dataset, handbook = columns.dataset, columns.gathered.handbook
    keys = [field.name for field in dataset.fields if field.key]
    return stated(
        {
            "dataset": dataset.id,
            "system": dataset.system,
            "owner": dataset.owner,
            "owner_title": title(handbook, dataset.owner),
            "steward": dataset.steward,
            "grain": list(dataset.grain),
            "key": keys if columns.key is None else None,
            "personal": columns.hidden,
        }
    )
