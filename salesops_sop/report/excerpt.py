"""A line of a file as a terminal shows it, cut to a width around the column that is meant."""

import unicodedata
from collections.abc import Iterable, Iterator

from salesops_sop.base.visible import visible

TAB = "    "
CUT = "…"


def excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """Return what to show of `line`, and how many cells of it stand before `column`.

    `column` counts characters from 1; one behind the end means the end. At most `width` cells are
    shown, and no more of the line is looked at than could be: a line may hold megabytes.
    """
    at = min(max(column, 1) - 1, len(line))
    before = list(_cells(line[max(0, at - width) : at]))
    after = list(_cells(line[at : at + width]))
    left_out = at > width
    room_before = max(width // 2, width - max(1, _width(after)))
    if left_out or _width(before) > room_before:
        before = [(CUT, 1), *_last(before, room_before - 1)]
    room_after = width - _width(before)
    if at + width < len(line) or _width(after) > room_after:
        after = [*_first(after, room_after - 1), (CUT, 1)]
    return "".join(text for text, _ in [*before, *after]), _width(before)


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character as it is shown, with the number of terminal cells it takes."""
    for character in text:
        shown = TAB if character == "\t" else visible(character)
        yield shown, _cell_width(shown) if len(shown) == 1 else len(shown)


def _cell_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(cells: Iterable[tuple[str, int]]) -> int:
    return sum(width for _, width in cells)


def _first(cells: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    taken = 0
    for number, (_, width) in enumerate(cells):
        taken += width
        if taken > room:
            return cells[:number]
    return cells


def _last(cells: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    kept = _first(cells[::-1], room)[::-1]
    while kept and kept[0][1] == 0:  # an accent whose letter was cut off
        kept = kept[1:]
    return kept
