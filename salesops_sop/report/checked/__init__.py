"""The one list of formats of `sop data check`; a file that is missing here fails a test."""

from collections.abc import Callable, Sequence

from salesops_sop.report.checked import json, text
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.checking import Checked

FORMATS: dict[str, Callable[[Sequence[Checked], Sequence[str], Look], str]] = {
    "text": text.write,
    "json": json.write,
}
