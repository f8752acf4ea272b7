"""The one list of formats of `sop review`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.history.review.review import Review
from salesops_sop.report.outcome import Look
from salesops_sop.report.review import json, markdown, text

FORMATS: dict[str, Callable[[Review, Look], str]] = {
    "markdown": markdown.write,
    "text": text.write,
    "json": json.write,
}
