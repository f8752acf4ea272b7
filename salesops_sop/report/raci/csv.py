"""The matrix for spreadsheets as text: a line for each activity, a column for each role."""

from salesops_sop.report.outcome import Look
from salesops_sop.report.raci.matrix import Matrix
from salesops_sop.report.sheet import sheet

HEAD = ("area", "document", "activity", "scope")


def write(matrix: Matrix, look: Look) -> str:
    """Return the lines; the heads of the role columns are ids."""
    lines = [
        [row.area, row.duty.document.ref, row.duty.activity, row.where]
        + [row.letters.get(column.id, "") for column in matrix.columns]
        for row in matrix.rows
    ]
    return sheet([[*HEAD, *(column.id for column in matrix.columns)], *lines])
