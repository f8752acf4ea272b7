"""The one list of formats of `sop decide`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.report.decide import json, text
from salesops_sop.report.decide.asked import Asked
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Asked, Look], str]] = {"text": text.write, "json": json.write}
