"""Writes the sample data: `python -m examples.crm.generate`, small, or as large as is wanted.

The CSV files beside this file are what it writes; the same seed gives the same bytes. With
`--rows N --parquet DIR` every row is repeated, with keys and amounts of its own, until there are N
opportunities: the same company many times over, for measuring speed.
"""

import argparse
import csv
import io
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from examples.crm.company import Company, Row
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Dataset

HERE = Path(__file__).parent
ENTERED = ("kpi", "input", "from", "to", "region", "segment", "value")
TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}
KEYS = (
    "lead_id",
    "opportunity_id",
    "account_id",
    "activity_id",
    "spend_id",
    "entry_id",
    "person_id",
)
VARIED = ("amount", "list_amount")


def datasets() -> dict[str, Dataset]:
    """The datasets of the reference handbook, by id."""
    handbook = load(*folder.read(reference_handbook(), "sops"))
    return {dataset.id: dataset for dataset in handbook.all(Dataset)}


def files(seed: int = 5) -> dict[str, str]:
    """The files by name, with every field that the handbook declares."""
    company = Company(seed)
    found = {"entered.csv": _csv(ENTERED, company.entered)}
    for ident, dataset in datasets().items():
        fields = [declared.name for declared in dataset.fields]
        rows: list[Row] = getattr(company, ident.replace("-", "_"))
        found[f"{ident}.csv"] = _csv(fields, rows)
    return found


def _csv(fields: Sequence[str], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _said(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) and value == int(value) < 1e5 else str(value)


def enlarge(source: Path, rows: int, target: Path, only: Collection[str] = ()) -> None:
    """Write Parquet files with so many opportunities, and of everything else in proportion.

    `only` are the datasets that are written, all if none are named.
    """
    target.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        read = f"read_csv('{source / 'opportunities.csv'}')"
        ((small,),) = connection.execute(f"SELECT count(*) FROM {read}").fetchall()
        times = -(-rows // small)
        for ident, dataset in datasets().items():
            if only and ident not in only:
                continue
            columns = ", ".join(_column(field.name, field.type) for field in dataset.fields)
            limit = f"LIMIT {rows}" if ident == "opportunities" else ""
            connection.execute(
                f"COPY (SELECT {columns} FROM read_csv('{source / ident}.csv', all_varchar = true,"
                f" nullstr = ''), range({times}) AS copies(copy) {limit})"
                f" TO '{target / ident}.parquet' (FORMAT parquet)"
            )
    (target / "entered.csv").write_bytes((source / "entered.csv").read_bytes())


def _column(name: str, form: str) -> str:
    if name in KEYS:
        return f'"{name}" || \'-\' || copy AS "{name}"'
    value = f'CAST("{name}" AS {TYPES[form]})'
    if name in VARIED:  # a share of 0.8 to 1.2 that looks like chance
        value = f"round({value} * (0.8 + (hash(copy, {value}) % 1000) / 2500), 2)"
    return f'{value} AS "{name}"'


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the small files, or the large ones."""
    parser = argparse.ArgumentParser(prog="python -m examples.crm.generate")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--rows", type=int, help="opportunities in the Parquet files")
    parser.add_argument("--parquet", type=Path, help="the folder for Parquet files")
    asked = parser.parse_args(arguments)
    if (asked.rows is None) is not (asked.parquet is None):
        parser.error("--rows and --parquet go together")
    if asked.parquet:
        enlarge(HERE, asked.rows, asked.parquet)
        return
    for name, text in files(asked.seed).items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
