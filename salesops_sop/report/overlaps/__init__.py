"""The one list of formats of `sop overlaps`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.analysis.ownership.findings import Findings
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.report.outcome import Look
from salesops_sop.report.overlaps import csv, json, text

FORMATS: dict[str, Callable[[Findings, Handbook, Look], str]] = {
    "text": text.write,
    "json": json.write,
    "csv": csv.write,
}
