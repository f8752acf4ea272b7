"""The one list of formats of `sop diff`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.history.diff.compared import Compared
from salesops_sop.report.diff import json, text
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Compared, Look], str]] = {
    "text": text.write,
    "json": json.write,
}
