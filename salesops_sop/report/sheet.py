"""Tables for spreadsheets, as text: nothing in a cell may act there."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from salesops_sop.base.visible import visible

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NEGATIVE = re.compile(r"-\d+(\.\d+)?([eE][+-]?\d+)?")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: `'` stands before what could be.

    A negative number stays a number.
    """
    if NEGATIVE.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(ACTING) else cell


def sheet(rows: Iterable[Sequence[str]]) -> str:
    """Return comma-separated lines, each cell on one line of its own text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([visible(harmless(cell)) for cell in row])
    return out.getvalue()
