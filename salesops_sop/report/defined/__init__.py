"""The one list of formats of `sop kpi show`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.report.defined import json, text
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Kpi, Handbook, Look], str]] = {"text": text.write, "json": json.write}
