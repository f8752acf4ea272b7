"""Writes rows as a file that data tools read."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from salesops_sop.warehouse.duck import fresh
from salesops_sop.warehouse.sql.names import identifier, literal


class Column(NamedTuple):
    """A column and DuckDB's name of its type."""

    name: str
    type: str


def parquet(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a Parquet file; the same rows give the same bytes."""
    declared = ", ".join(f"{identifier(column.name)} {column.type}" for column in columns)
    holes = ", ".join("?" for _ in columns)
    with tempfile.TemporaryDirectory(prefix="sop-") as folder, fresh() as connection:
        path = Path(folder, "rows.parquet")
        connection.execute(f"CREATE TABLE rows ({declared})")
        if rows:
            connection.executemany(f"INSERT INTO rows VALUES ({holes})", rows)
        connection.execute(f"COPY rows TO {literal(str(path))} (FORMAT parquet)")
        return path.read_bytes()
