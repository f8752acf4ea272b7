"""The matrix at a terminal: by area, with short column heads that a legend explains."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from salesops_sop.base.visible import visible
from salesops_sop.report.outcome import Look
from salesops_sop.report.raci.matrix import Column, Matrix, Row

NARROWEST, WIDEST = 24, 60
GAP = "  "
_RESET, _BOLD = "\x1b[0m", "\x1b[1m"


def write(matrix: Matrix, look: Look) -> str:
    """Return a table for each area; one with too many roles for a line is continued below."""
    codes = short_names(matrix.columns)
    blocks = []
    for area, rows in matrix.areas():
        for columns in _fitting(matrix.columns_of(rows), codes, look.width):
            blocks.append("\n".join(_table(area, rows, columns, codes, look)))
    if blocks:
        blocks.append("\n".join(_legend(matrix.columns, codes, look)))
    return "\n\n".join(blocks) + "\n" * bool(blocks)


def short_names(columns: Iterable[Column]) -> dict[str, str]:
    """Return the initials of each role's title, made different where two are alike."""
    found: dict[str, str] = {}
    for column in columns:
        base = name = _initials(column.title)
        for number in count(2):
            if name not in found.values():
                break
            name = f"{base}{number}"
        found[column.id] = name
    return found


def _initials(title: str) -> str:
    words = re.findall(r"\w+", title)
    if len(words) == 1:
        return str(words[0][:3].upper())
    return "".join(word[0] for word in words[:4]).upper() or "X"


def _fitting(
    columns: Sequence[Column], codes: dict[str, str], width: int
) -> Iterator[list[Column]]:
    """Cut the columns into runs that fit beside the activities."""
    room = width - NARROWEST
    run: list[Column] = []
    taken = 0
    for column in columns:
        need = len(GAP) + max(len(codes[column.id]), 2)
        if run and taken + need > room:
            yield run
            run, taken = [], 0
        run.append(column)
        taken += need
    if run:
        yield run


def _table(
    area: str, rows: list[Row], columns: list[Column], codes: dict[str, str], look: Look
) -> Iterator[str]:
    widths = [max(len(codes[column.id]), 2) for column in columns]
    taken = sum(widths) + len(GAP) * len(widths)
    room = min(max(look.width - taken, NARROWEST), WIDEST)
    heads = (f"{codes[c.id]:<{w}}" for c, w in zip(columns, widths, strict=True))
    head = f"{_cut(area, room):<{room}}{GAP}{GAP.join(heads)}".rstrip()
    yield f"{_BOLD}{head}{_RESET}" if look.color else head
    for row in rows:
        if not any(column.id in row.letters for column in columns):
            continue
        cells = (f"{row.letters.get(c.id, '·'):<{w}}" for c, w in zip(columns, widths, strict=True))
        tail = f" ({row.where})" if row.where else ""
        lines = textwrap.wrap(visible(row.duty.activity) + tail, room, subsequent_indent="  ")
        yield f"{lines[0]:<{room}}{GAP}{GAP.join(cells)}".rstrip()
        yield from lines[1:]


def _legend(columns: Iterable[Column], codes: dict[str, str], look: Look) -> Iterator[str]:
    yield "R does it, A answers for it, C is asked first, I is told"
    room = max(map(len, codes.values()), default=0)
    for column in columns:
        department = f" · {visible(column.department)}" if column.department else ""
        yield f"{codes[column.id]:<{room}}{GAP}{visible(column.title)} ({column.id}){department}"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
