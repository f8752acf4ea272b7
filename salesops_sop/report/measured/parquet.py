"""Computed KPIs for data tools: a Parquet file with a row for each value."""

from salesops_sop.report.measured.rows import Report, Row
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.writing import Column, parquet

BEFORE = (
    Column("kpi", "VARCHAR"),
    Column("title", "VARCHAR"),
    Column("period", "VARCHAR"),
    Column("from", "DATE"),
    Column("to", "DATE"),
)
BEHIND = (
    Column("value", "DOUBLE"),
    Column("unit", "VARCHAR"),
    Column("target", "DOUBLE"),
    Column("met", "BOOLEAN"),
    Column("band", "VARCHAR"),
    Column("reason", "VARCHAR"),
)


def write(report: Report, look: Look) -> bytes:
    """Return the file; texts that say nothing are null."""
    groups = [Column(name, "VARCHAR") for name in report.groups if name not in _NAMES]
    return parquet([*BEFORE, *groups, *BEHIND], [_row(row, groups) for row in report.rows])


_NAMES = {column.name for column in (*BEFORE, *BEHIND)}


def _row(row: Row, groups: list[Column]) -> list[object]:
    return [
        row.kpi.id,
        row.kpi.title,
        row.period or None,
        *row.days,
        *(row.group.get(column.name) for column in groups),
        None if row.value is None else float(row.value),
        row.kpi.unit,
        None if row.target is None else float(row.target),
        row.met,
        row.band or None,
        row.reason or None,
    ]
