"""DuckDB: shuts itself off from everything but the declared files, reads them, and answers."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from salesops_sop.warehouse.files import DATABASES, FORMATS, Missing, file_of
from salesops_sop.warehouse.loading import Source, load
from salesops_sop.warehouse.plan import Need, PlanError
from salesops_sop.warehouse.sql.names import Select, identifier, literal, table
from salesops_sop.warehouse.sql.querying import written

_OPTIONS = {
    "csv": ", header = true, all_varchar = true, nullstr = ''",
    "json": ", format = 'auto', sample_size = -1, maximum_object_size = 16777216",
    "parquet": "",
}
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
"""Settings, the last of which makes all of them final."""


class Duck:
    """A locked DuckDB with one table or view for each dataset, and what was noticed in them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.notes: list[str] = []

    def rows(self, select: Select) -> list[tuple[Any, ...]]:
        """The rows of a query that was built for the plan."""
        return self.run(written(select))

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a statement; raises PlanError with DuckDB's own words where it fails."""
        try:
            return self.connection.execute(sql).fetchall()
        except (duckdb.Error, UnicodeDecodeError) as error:
            first = str(error).splitlines()[0]
            raise PlanError(first.partition("Error: ")[2] or first) from None


@contextmanager
def opened(data: Path, needs: Mapping[str, Need], timezone: str = "UTC") -> Iterator[Duck]:
    """Load the datasets of a folder or a DuckDB file, in an engine that was locked before.

    The engine can reach no file but those of the datasets, no network and no extension, and its
    settings cannot be changed. Timestamps with a zone are placed in `timezone`. Raises PlanError
    with a sentence for a file or a field that is missing, and for values that are not of the
    declared type.
    """
    with locked(data, needs, timezone) as (duck, sources):
        for ident, need in needs.items():
            duck.notes += load(duck.run, sources[ident], need)
        yield duck


@contextmanager
def locked(
    data: Path, needs: Mapping[str, Need], timezone: str
) -> Iterator[tuple[Duck, Mapping[str, Source]]]:
    """A locked engine, and from each dataset to where its rows are; nothing is read yet."""
    with tempfile.TemporaryDirectory(prefix="sop-") as spill:
        duck = Duck(duckdb.connect())
        try:
            duck.run(f"SET temp_directory = {literal(spill)}")
            duck.run(f"SET TimeZone = {literal(timezone)}")
            yield duck, _sources(duck, data, needs)
        finally:
            duck.connection.close()


def _sources(duck: Duck, data: Path, needs: Mapping[str, Need]) -> Mapping[str, Source]:
    if data.is_file() and data.suffix in DATABASES:
        _attach(duck, data)
        _close(duck)
        return _tables(duck, data, needs)
    if not data.is_dir():
        raise PlanError(f"there is no folder or DuckDB file ‘{data}’")
    files = {ident: file_of(data, ident) for ident in needs}
    listed = ", ".join(literal(str(path.resolve())) for path in files.values())
    duck.run(f"SET allowed_paths = [{listed}]")
    _close(duck)
    return {ident: _file(path) for ident, path in files.items()}


def _close(duck: Duck) -> None:
    for name, value in _CLOSED.items():
        duck.run(f"SET {name} = {value}")


def _file(path: Path) -> Source:
    form = FORMATS[path.suffix]
    sql = f"read_{form}({literal(str(path.resolve()))}{_OPTIONS[form]})"
    return Source(sql, path.name, form == "parquet")


def _attach(duck: Duck, data: Path) -> None:
    try:
        duck.run(f"ATTACH {literal(str(data.resolve()))} AS company (READ_ONLY)")
    except PlanError as error:
        raise PlanError(f"‘{data}’ is no DuckDB file: {error}") from None


def _tables(duck: Duck, data: Path, needs: Mapping[str, Need]) -> Mapping[str, Source]:
    listed = duck.run(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'company' UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE database_name = 'company'"
    )
    there = {name for (name,) in listed}
    found = {}
    for ident in needs:
        named = next((name for name in (table(ident), ident) if name in there), None)
        if named is None:
            raise Missing(f"there is no table ‘{table(ident)}’ in ‘{data}’")
        found[ident] = Source(f"company.{identifier(named)}", f"{data.name}: {named}", True)
    return found


@contextmanager
def fresh() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty engine that is not locked: for rows of our own, never for data."""
    connection = duckdb.connect()
    try:
        yield connection
    finally:
        connection.close()
