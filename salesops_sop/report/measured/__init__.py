"""The one list of formats of `sop kpi run`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.report.measured import csv, json, parquet, table
from salesops_sop.report.measured.rows import Report
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Report, Look], str | bytes]] = {
    "table": table.write,
    "csv": csv.write,
    "json": json.write,
    "parquet": parquet.write,
}
