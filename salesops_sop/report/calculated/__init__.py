"""The one list of formats of `sop kpi calc`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.report.calculated import json, text
from salesops_sop.report.calculated.answer import Answer
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Answer, Look], str]] = {"text": text.write, "json": json.write}
