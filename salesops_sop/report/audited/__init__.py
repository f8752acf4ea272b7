"""The one list of formats of `sop audit`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.history.approval.auditing import Audit
from salesops_sop.report.audited import html, json, text
from salesops_sop.report.outcome import Look

FORMATS: dict[str, Callable[[Audit, str, Look], str]] = {
    "text": text.write,
    "json": json.write,
    "html": html.write,
}
"""From the name of a format to what writes an audit of a day in it."""
