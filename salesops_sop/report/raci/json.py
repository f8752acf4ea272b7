"""The matrix for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.analysis.ownership.duties import Letter
from salesops_sop.base.data import dumps
from salesops_sop.report.outcome import Look
from salesops_sop.report.place import plain
from salesops_sop.report.raci.matrix import Matrix, Row, letters_of

FORMAT = "salesops-sop/raci/1"
FIELDS = {
    "responsible": Letter.RESPONSIBLE,
    "accountable": Letter.ACCOUNTABLE,
    "consulted": Letter.CONSULTED,
    "informed": Letter.INFORMED,
}


def write(matrix: Matrix, look: Look) -> str:
    """Return the rows with roles by letter, and the roles; the same matrix gives the same text."""
    roles = [
        {"id": column.id, "title": column.title, "department": column.department}
        for column in matrix.columns
    ]
    rows = [_row(row) for row in matrix.rows]
    return dumps({"format": FORMAT, "roles": roles, "activities": rows})


def _row(row: Row) -> dict[str, Any]:
    path, line, column = row.duty.place.position
    return {
        "activity": row.duty.activity,
        "area": row.area,
        "document": row.duty.document.ref,
        "path": path,
        "line": line,
        "column": column,
        "scope": plain(row.duty.scope),
        "raci": {name: letters_of(row, letter) for name, letter in FIELDS.items()},
    }
