"""Computed KPIs for programs: one JSON object, whose form stays within a major version."""

from fractions import Fraction
from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.lang.formula.evaluating import Result
from salesops_sop.report.measured.rows import Report, Row
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/kpi-run/1"


def write(report: Report, look: Look) -> str:
    """Return the values and what was noticed; the same report gives the same text."""
    span = report.span
    return dumps(
        {
            "format": FORMAT,
            "period": span.unit,
            "from": span.first.isoformat() if span.first else None,
            "to": span.last.isoformat() if span.last else None,
            "by": list(report.groups),
            "results": [_row(row) for row in report.rows],
            "notes": list(report.notes),
        }
    )


def _row(row: Row) -> dict[str, Any]:
    first, last = row.days
    return {
        "kpi": row.kpi.id,
        "title": row.kpi.title,
        "period": row.period or None,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "group": dict(row.group),
        "value": _number(row.value),
        "unit": row.kpi.unit,
        "shown": row.text,
        "undefined": row.reason or None,
        "target": _number(row.target),
        "met": row.met,
        "band": row.band or None,
        "inputs": {name: _number(value) for name, value in row.inputs.items()},
    }


def _number(value: Result | None) -> float | None:
    return float(value) if isinstance(value, Fraction) else None
