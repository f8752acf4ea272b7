"""The one list of formats of `sop raci`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.report.outcome import Look
from salesops_sop.report.raci import csv, json, table, xlsx
from salesops_sop.report.raci.matrix import Matrix

FORMATS: dict[str, Callable[[Matrix, Look], str | bytes]] = {
    "table": table.write,
    "csv": csv.write,
    "xlsx": xlsx.write,
    "json": json.write,
}
