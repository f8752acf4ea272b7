"""Computed KPIs for spreadsheets as text: a line for each value."""

from salesops_sop.report.measured.rows import Report, Row
from salesops_sop.report.outcome import Look
from salesops_sop.report.sheet import sheet

BEFORE = ("kpi", "title", "period", "from", "to")
BEHIND = ("value", "unit", "shown", "target", "met", "band", "reason")


def write(report: Report, look: Look) -> str:
    """Return the lines; a value is a plain number in the unit of its column, a percent a share."""
    head = [*BEFORE, *report.groups, *BEHIND]
    return sheet([head, *(_line(row, report) for row in report.rows)])


def _line(row: Row, report: Report) -> list[str]:
    first, last = row.days
    return [
        row.kpi.id,
        row.kpi.title,
        row.period,
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        *(row.group.get(name) or "" for name in report.groups),
        "" if row.value is None else repr(float(row.value)),
        row.kpi.unit,
        row.text,
        "" if row.target is None else repr(float(row.target)),
        {True: "yes", False: "no", None: ""}[row.met],
        row.band,
        row.reason,
    ]
