"""Findings for spreadsheets: a line for each claim; the number holds the lines of one together."""

from collections.abc import Iterator

from salesops_sop.analysis.ownership.cure import cure, title
from salesops_sop.analysis.ownership.findings import Findings, Item
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.report.outcome import Look
from salesops_sop.report.place import region, regions
from salesops_sop.report.sheet import sheet

HEAD = (
    *("number", "finding", "type", "role", "role title", "letter", "activity", "document"),
    *("path", "line", "scope", "where", "similarity", "evidence", "cure"),
)


def write(found: Findings, handbook: Handbook, look: Look) -> str:
    """Return overlaps, gaps and conflicts; the load per role is in the other formats."""
    items = [
        *(("overlap", item) for item in found.overlaps),
        *(("gap", item) for item in found.gaps),
        *(("conflict", item) for item in found.conflicts),
    ]
    lines = [
        line
        for number, (finding, item) in enumerate(items, 1)
        for line in _lines(number, finding, item, handbook)
    ]
    return sheet([HEAD, *lines])


def _lines(number: int, finding: str, item: Item, handbook: Handbook) -> Iterator[list[str]]:
    about = [regions(item.where, handbook), f"{item.similarity:g}", item.evidence]
    for side in item.sides:
        path, line, _ = side.place.position
        place = [side.text, side.document.ref, path, str(line), region(side.scope, handbook)]
        for letter, role in side.claims or [("", "")]:
            who = [role, title(handbook, role), str(letter)]
            yield [str(number), finding, item.type, *who, *place, *about, cure(item, handbook)]
