"""Makes a view of each dataset in Spark, the declared fields with their declared types."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from salesops_sop.handbook.model.measurement import Field
from salesops_sop.warehouse.declared import kind_of, needed
from salesops_sop.warehouse.files import file_of
from salesops_sop.warehouse.loading import LONGEST_VALUE, MOST_SHARE, counted, is_share
from salesops_sop.warehouse.plan import Need, PlanError
from salesops_sop.warehouse.spark.saying import said
from salesops_sop.warehouse.sql.names import table

LARGEST = 1.7976931348623157e308
TYPES = {
    "text": "string",
    "day": "date",
    "moment": "timestamp",
    "number": "double",
    "integer": "bigint",
    "boolean": "boolean",
}
"""From what values of a field are to Spark's type."""

WRITTEN = {
    "day": r"^\d{4}-\d{2}-\d{2}([ T].*)?$",
    "moment": r"^\d{4}-\d{2}-\d{2}",
    "number": r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$",
    "integer": r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$",
}
"""How text must be written to become a value; Spark would also take `2026`, `12d` and `NaN`."""

_CSV = {
    "header": "true",
    "quote": '"',
    "escape": '"',
    "multiLine": "true",
    "mode": "FAILFAST",
    "columnPruning": "false",
    "enforceSchema": "false",
}


def load(session: Any, data: Path | None, need: Need) -> None:
    """Make the dataset's view of a file, or of a table where there is no folder.

    Raises PlanError for what is missing and for values that are not of their type.
    """
    source, shown = _file(session, data, need) if data else _table(session, need)
    there = {name.casefold(): kind for name, kind in source.dtypes}
    known = {
        f.name: there[f.name.casefold()] for f in need.dataset.fields if f.name.casefold() in there
    }
    fields = needed(shown, need, known)
    typed = {field.name: _typed(field, known[field.name], need) for field in fields}
    with said(f"{shown} cannot be read"):
        _refuse(source, shown, need, fields, typed)
        columns = [column.alias(name) for name, column in typed.items()]
        source.select(*columns).createOrReplaceTempView(table(need.dataset.id))


def _file(session: Any, data: Path, need: Need) -> "tuple[DataFrame, str]":
    ident = need.dataset.id
    there = [
        data / f"{name}{ending}"
        for name in dict.fromkeys((ident, table(ident)))
        for ending in (".csv", ".parquet")
        if (data / f"{name}{ending}").exists()
    ]
    path = there[0] if len(there) == 1 else file_of(data, ident)
    if path.suffix not in (".csv", ".parquet"):
        raise PlanError(f"‘{path}’ is not read by Spark: write it as Parquet or CSV")
    plain = re.sub(r"([\[\]{}*?\\])", r"\\\1", str(path.resolve()))  # Spark looks for patterns
    reader = session.read.options(**_CSV) if path.suffix == ".csv" else session.read
    with said(f"{path.name} cannot be read"):
        return reader.format(path.suffix[1:]).load(f"file://{plain}"), path.name


def _table(session: Any, need: Need) -> "tuple[DataFrame, str]":
    name = table(need.dataset.id)
    with said("Spark"):
        if not session.catalog.tableExists(name):
            raise PlanError(
                f"Spark's catalog has no table ‘{name}’ for the dataset ‘{need.dataset.id}’: name "
                "a folder of CSV or Parquet files with --data, or make a table or view of it"
            )
        return session.table(name), f"the table ‘{name}’"


def _column(name: str) -> "Column":
    quoted = name.replace("`", "``")
    return F.col(f"`{quoted}`")


def _typed(field: Field, there: str, need: Need) -> "Column":
    """A column as the declared type, NULL where it is none; empty text is nothing."""
    kind, column = kind_of(field, need), _column(field.name)
    if there == "string":
        column = F.when(column != "", column)
        if kind in WRITTEN:
            column = F.when(F.trim(column).rlike(WRITTEN[kind]), F.trim(column))
    if kind == "integer":
        number = column.try_cast("double")
        whole = number.try_cast("bigint")
        return F.when(number == whole, whole) if _inexact(there) else column.try_cast("bigint")
    typed = column.try_cast(TYPES[kind])
    if kind == "number" and there == "string":
        return F.when(F.abs(typed) <= LARGEST, typed)
    return typed


def _inexact(there: str) -> bool:
    return there in ("string", "float", "double") or there.startswith("decimal")


def _refuse(
    source: "DataFrame",
    shown: str,
    need: Need,
    fields: list[Field],
    typed: "Mapping[str, Column]",
) -> None:
    """Raise PlanError for values that are not of the declared type, found in one pass."""
    checks, asked = [], []
    for field in fields:
        column, value = _column(field.name), typed[field.name]
        empty = column.isNull() | (column.cast("string") == "")
        conditions = {f"no {field.type}": ~empty & value.isNull()}
        if is_share(field):
            conditions[f"a share from 0 to 1, and more than {MOST_SHARE}"] = value > MOST_SHARE
        for what, condition in conditions.items():
            checks += [F.count_if(condition), F.min(F.when(condition, column.cast("string")))]
            asked.append((field, what))
    answered = source.agg(*checks).first() if checks else ()
    for (field, what), count, least in zip(asked, answered[::2], answered[1::2], strict=True):
        if count:
            value = "" if field.personal else f", as “{least[:LONGEST_VALUE]}”"
            raise PlanError(
                f"{shown}: ‘{field.name}’ of the dataset ‘{need.dataset.id}’ is {what} in "
                f"{counted(count)}{value}{need.why(field.name)}"
            )
