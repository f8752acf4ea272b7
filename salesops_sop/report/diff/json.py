"""Changes for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.handbook.model.record import Place
from salesops_sop.history.diff.change import Change, Class
from salesops_sop.history.diff.compared import Compared
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/diff/1"


def write(compared: Compared, look: Look) -> str:
    """Return the report; the same changes give the same text."""
    return dumps({"format": FORMAT, **compared_data(compared)})


def compared_data(compared: Compared) -> dict[str, Any]:
    """The changes and the versions that were not raised, as data."""
    counts = {of.value: sum(c.of is of for c in compared.changes) for of in Class}
    return {
        "base": compared.base,
        "head": compared.head,
        "changes": [_change(change) for change in compared.changes],
        "unraised": [
            {
                "document": found.document.ref,
                "before": found.before,
                "after": found.after or None,
                "demands": found.part,
                "least": found.least,
            }
            for found in compared.unraised
        ],
        "summary": {**counts, "version": compared.version.value},
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "type": change.type.value,
        "class": change.of.value,
        "version": change.part.value,
        "document": change.document.ref,
        "title": change.document.title,
        **_where(change.place),
        "in": "base" if change.gone else "head",
        "sentence": change.sentence,
        "roles": list(change.roles),
        "before": change.before or None,
        "after": change.after or None,
        "details": list(change.details),
        "affects": [{"document": p.document.ref, **_where(p)} for p in change.affects],
    }


def _where(place: Place) -> dict[str, Any]:
    path, line, column = place.position
    return {"path": path, "line": line, "column": column}
