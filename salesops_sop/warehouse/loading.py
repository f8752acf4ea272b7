"""Makes the table of a dataset from its file, the declared fields with their declared types."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from salesops_sop.handbook.model.measurement import Dataset, Field
from salesops_sop.warehouse.plan import Need, PlanError
from salesops_sop.warehouse.sql.names import identifier, table

Run = Callable[[str], list[tuple[Any, ...]]]

TYPES = {
    "text": "VARCHAR",
    "string": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "datetime": "TIMESTAMP WITH TIME ZONE",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}
"""From the type of a field to DuckDB's."""

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_TIMES = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}
_SAFE = {
    "VARCHAR": {"VARCHAR"},
    "DATE": {*_TIMES, "TIMESTAMP WITH TIME ZONE"},
    "TIMESTAMP WITH TIME ZONE": {*_TIMES, "TIMESTAMP WITH TIME ZONE"},
    "DOUBLE": {*_WHOLE, "UBIGINT", "HUGEINT", "FLOAT", "DOUBLE"},
    "BIGINT": _WHOLE,
    "BOOLEAN": {"BOOLEAN"},
}
"""From a type to those of which every value becomes one of it."""

MOST_SHARE = 1.5
"""A share beyond 150% is taken for one that was written as 0 to 100."""

LONGEST_VALUE = 40
ROW = "row number"
RAW = "raw"


class Source(NamedTuple):
    """Where the rows of a dataset are, in SQL and in words.

    One that `stays` is read when it is asked, in columns; another is read once into memory.
    """

    sql: str
    shown: str
    stays: bool


def load(run: Run, source: Source, need: Need) -> list[str]:
    """Make the dataset's table or view; return sentences about rows that make numbers doubtful.

    Raises PlanError for a column that is missing and for values that are not of its type.
    """
    dataset = need.dataset
    found = columns(run, source)
    fields = [field for field in dataset.fields if field.name in need.fields]
    for field in fields:
        if field.name.casefold() not in found:
            raise PlanError(
                f"{source.shown} has no column ‘{field.name}’ of the dataset ‘{dataset.id}’"
                f"{need.why(field.name)}"
            )
    chosen = [*fields, *_keys(dataset, need, source, found)]
    made = raw(run, source, chosen)
    for field in fields:
        _refuse(run, made, source, need, field, found[field.name.casefold()])
    notes = [] if source.stays else list(_notes(run, made, source, chosen))
    typed_columns = [
        f"{typed(field, found[field.name.casefold()], dataset)} AS {identifier(field.name)}"
        for field in fields
    ]
    what = "VIEW" if source.stays else "TABLE"
    listed = ", ".join(typed_columns) or "1 AS one"
    run(f"CREATE {what} {identifier(table(dataset.id))} AS SELECT {listed} FROM {made}")
    if not source.stays:
        run(f"DROP TABLE {RAW}")
    return notes


def columns(run: Run, source: Source) -> Mapping[str, str]:
    """From the columns that are there, in lower case, to their types."""
    try:
        described = run(f"DESCRIBE SELECT * FROM {source.sql}")
    except PlanError as error:
        raise PlanError(f"{source.shown} cannot be read: {error}") from None
    return {str(row[0]).casefold(): str(row[1]) for row in described}


def raw(run: Run, source: Source, fields: Sequence[Field]) -> str:
    """What to read the fields from, as they are: the source itself, or a table made of it."""
    if source.stays:
        return source.sql
    listed = "".join(f", {identifier(field.name)}" for field in fields)
    try:
        run(
            f"CREATE TABLE {RAW} AS SELECT row_number() OVER () AS {identifier(ROW)}{listed} "
            f"FROM {source.sql}"
        )
    except PlanError as error:
        raise PlanError(f"{source.shown} cannot be read: {error}") from None
    return RAW


def typed(field: Field, there: str, dataset: Dataset) -> str:
    """A column as the declared type, NULL where it is none."""
    name, wanted = identifier(field.name), type_of(field, dataset)
    if there == wanted:
        return name
    if wanted == "BIGINT" and there not in _SAFE["BIGINT"]:  # 5.6 is no 6
        whole = f"TRY_CAST({name} AS BIGINT)"
        return f"CASE WHEN TRY_CAST({name} AS DOUBLE) = {whole} THEN {whole} END"
    if wanted == "DOUBLE" and there not in _SAFE["DOUBLE"]:
        number = f"TRY_CAST({name} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) THEN {number} END"
    return f"TRY_CAST({name} AS {wanted})"


def type_of(field: Field, dataset: Dataset) -> str:
    """DuckDB's type for a field; raises PlanError for a type that is unknown."""
    try:
        return TYPES[field.type.casefold()]
    except KeyError:
        raise PlanError(
            f"the field ‘{field.name}’ of the dataset ‘{dataset.id}’ has the type ‘{field.type}’: "
            f"write one of {', '.join(sorted(TYPES))}"
        ) from None


def doubtful(field: Field, there: str, dataset: Dataset) -> bool:
    """Whether a column of a type may hold values that are not of the declared type."""
    wanted = type_of(field, dataset)
    exact = there.startswith("DECIMAL") and wanted == "DOUBLE"
    return wanted != "VARCHAR" and there not in _SAFE[wanted] and not exact


def wrong(field: Field, there: str, dataset: Dataset) -> str:
    """The condition of rows that hold something that is not of the declared type."""
    return f"{identifier(field.name)} IS NOT NULL AND {typed(field, there, dataset)} IS NULL"


def is_share(field: Field) -> bool:
    """Whether a field is declared to hold shares, 0.25 for 25%."""
    return field.unit == "percent" and field.type.casefold() == "number"


def counted(rows: int) -> str:
    """“1 row” or “1,234 rows”."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _keys(
    dataset: Dataset, need: Need, source: Source, found: Mapping[str, str]
) -> Iterator[Field]:
    """Keys that no KPI needs are read too where that costs little."""
    for field in dataset.fields:
        known = field.name in need.fields or field.name.casefold() not in found
        if field.key and not known and not source.stays:
            yield field


def _refuse(run: Run, made: str, source: Source, need: Need, field: Field, there: str) -> None:
    dataset = need.dataset
    if doubtful(field, there, dataset):
        condition = wrong(field, there, dataset)
        ((count,),) = run(f"SELECT count(*) FILTER ({condition}) FROM {made}")
        if count:
            raise PlanError(
                f"{source.shown}: ‘{field.name}’ of the dataset ‘{dataset.id}’ is no {field.type} "
                f"in {counted(count)}, first in {_first(run, made, field, condition)}"
                f"{need.why(field.name)}"
            )
    if is_share(field):
        condition = f"{typed(field, there, dataset)} > {MOST_SHARE}"
        ((count,),) = run(f"SELECT count(*) FILTER ({condition}) FROM {made}")
        if count:
            raise PlanError(
                f"{source.shown}: ‘{field.name}’ of the dataset ‘{dataset.id}’ is a share from 0 "
                f"to 1, and more than {MOST_SHARE} in {counted(count)}, first in "
                f"{_first(run, made, field, condition)}: divide it by 100{need.why(field.name)}"
            )


def _first(run: Run, made: str, field: Field, condition: str) -> str:
    """The first row of a condition, from 1 below the head; what is personal is not shown."""
    name = identifier(field.name)
    row = identifier(ROW)
    numbered = made if made == RAW else f"(SELECT *, row_number() OVER () AS {row} FROM {made})"
    ((number, value),) = run(
        f"SELECT {row}, CAST({name} AS VARCHAR) FROM {numbered} WHERE {condition} "
        "ORDER BY 1 LIMIT 1"
    )
    return f"row {number:,}" if field.personal else f"row {number:,}: “{value[:LONGEST_VALUE]}”"


def _notes(run: Run, made: str, source: Source, fields: Sequence[Field]) -> Iterator[str]:
    for field in fields:
        if field.required:
            ((count,),) = run(f"SELECT count(*) FROM {made} WHERE {identifier(field.name)} IS NULL")
            if count:
                yield f"{source.shown}: ‘{field.name}’ is empty in {counted(count)}"
    keys = [identifier(field.name) for field in fields if field.key]
    if keys:
        listed = ", ".join(keys)
        ((count,),) = run(
            f"SELECT count(*) FROM (SELECT row_number() OVER (PARTITION BY {listed} ORDER BY "
            f"{identifier(ROW)}) AS nth FROM {made}) WHERE nth > 1"
        )
        if count:
            names = " and ".join(f"‘{field.name}’" for field in fields if field.key)
            yield (
                f"{source.shown}: {names} repeats in {counted(count)}, which count twice: "
                "`sop data check` lists them"
            )
