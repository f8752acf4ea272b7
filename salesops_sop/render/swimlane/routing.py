"""Leads the lines of a grid through the gaps between its columns and rows.

A line leaves a node at its lower side and enters the next one from above, or from the side where
several come together. Between rows the lines that leave keep to the upper half of the gap, those
that arrive to the lower half, so that no two of them lie on each other. Lines that share their
beginning or their end share a track.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from salesops_sop.render.swimlane.placing import Cell, Grid

_LEAVING, _ARRIVING, _MIDDLE = 0, 1, 2


class Way(NamedTuple):
    """How an arc goes: straight down; or along its source's track and then straight down; or on a
    vertical track of the gap `gap` as well, left of that column, and into a `side` or from above.
    """

    gap: int | None = None
    side: int = 0


class Tracks(NamedTuple):
    """For every gap, from a key to the number of its track; how many there are is in `counts`."""

    numbers: Mapping[Hashable, int]
    counts: Mapping[int, int]


Span = tuple[Hashable, int, int, int]
"""A key, the gap in which it needs a track, and from where to where."""


def tracks(spans: Iterable[Span]) -> Tracks:
    """Give every key a track of its gap on which nothing else lies, the first ones first."""
    whole: dict[Hashable, tuple[int, int, int]] = {}
    for key, gap, start, end in spans:
        low, high = min(start, end), max(start, end)
        if key in whole:
            low, high = min(low, whole[key][1]), max(high, whole[key][2])
        whole[key] = (gap, low, high)
    numbers: dict[Hashable, int] = {}
    taken: dict[int, list[list[tuple[int, int]]]] = {}
    for key, (gap, low, high) in whole.items():
        of_gap = taken.setdefault(gap, [])
        for number, used in enumerate(of_gap):
            if all(high < start or end < low for start, end in used):
                used.append((low, high))
                numbers[key] = number
                break
        else:
            of_gap.append([(low, high)])
            numbers[key] = len(of_gap) - 1
    return Tracks(numbers, {gap: len(used) for gap, used in taken.items()})


class Routing:
    """The ways of all arcs of a grid. `gathering` are the nodes that are entered from the sides."""

    def __init__(self, grid: Grid, gathering: frozenset[int]) -> None:
        self.grid = grid
        self.gathering = gathering
        self.leaving = {source for source, _ in grid.arcs}
        self._load: dict[int, list[tuple[int, int]]] = {}
        self.ways = [self._way(source, target) for source, target in grid.arcs]
        self.vertical = self._vertical()

    def _way(self, source: int, target: int) -> Way:
        above, below = self.grid.cells[source], self.grid.cells[target]
        aside = above.column != below.column
        if not (aside and target in self.gathering) and self._straight(source, target):
            return Way()
        gap, side = self._gap(above, below)
        return Way(gap, side if target in self.gathering else 0)

    def _straight(self, source: int, target: int) -> bool:
        """Whether a line can drop into a node without meeting another node or its line."""
        above, below = self.grid.cells[source], self.grid.cells[target]
        if below.row <= above.row:
            return False
        first = above.row + (1 if above.column == below.column else 0)
        between = [Cell(below.column, row) for row in range(first, below.row)]
        if between and between[0].row == above.row:
            beside = self.grid.taken.get(between.pop(0))
            if beside is not None and beside in self.leaving:
                return False
        return not any(cell in self.grid.taken for cell in between)

    def _gap(self, above: Cell, below: Cell) -> tuple[int, int]:
        """The gap beside a node through which a line comes to it, and on which side that is."""
        left, right = (below.column, -1), (below.column + 1, 1)
        low, high = sorted((above.row + 1, below.row))
        if above.column != below.column:
            chosen = left if above.column < below.column else right
        else:
            chosen = min(right, left, key=lambda way: self._crowd(way[0], low, high))
        self._load.setdefault(chosen[0], []).append((low, high))
        return chosen

    def _crowd(self, gap: int, low: int, high: int) -> int:
        return sum(start <= high and low <= end for start, end in self._load.get(gap, ()))

    def _vertical(self) -> Tracks:
        """Tracks in the gaps between columns: those of lines to the left column come first."""
        spans = []
        for number, way in enumerate(self.ways):
            if way.gap is None:
                continue
            source, target = self.grid.arcs[number]
            start = 4 * (self.grid.cells[source].row + 1) + _LEAVING
            below = self.grid.cells[target]
            end = 4 * below.row + (_MIDDLE if way.side else _ARRIVING)
            spans.append((self.track(number), way.gap, start, end))
        column = self.grid.cells

        def sort(span: Span) -> tuple[bool, int, int]:
            key, gap, start, end = span
            assert isinstance(key, tuple)
            right = column[key[1]].column == gap
            length = abs(end - start)
            return right, -length if right else length, min(start, end)

        return tracks(sorted(spans, key=sort))

    def track(self, number: int) -> Hashable:
        """The key of the vertical track of an arc: lines to one node share it."""
        return self.ways[number].gap, self.grid.arcs[number][1]

    def leave(self, number: int) -> Hashable:
        """The key of the horizontal track on which an arc leaves its source."""
        return _LEAVING, self.grid.arcs[number][0]

    def arrive(self, number: int) -> Hashable:
        """The key of the horizontal track on which an arc arrives above its target."""
        return _ARRIVING, self.grid.arcs[number][1]

    def rows_of(self, number: int) -> tuple[int, int]:
        """The gap below the source of an arc and the one above its target, by number."""
        source, target = self.grid.arcs[number]
        return self.grid.cells[source].row + 1, self.grid.cells[target].row


def horizontal(
    routing: Routing, centers: Sequence[int], tracks_at: Mapping[int, int]
) -> tuple[Tracks, Tracks]:
    """Tracks in the gaps between rows, for lines that leave and for lines that arrive.

    `centers` are the middles of the nodes in pixels, `tracks_at` those of the vertical tracks by
    the number of the arc.
    """
    leaving: list[Span] = []
    arriving: list[Span] = []
    for number, way in enumerate(routing.ways):
        source, target = routing.grid.arcs[number]
        upper, lower = routing.rows_of(number)
        start, end = centers[source], centers[target]
        if way.gap is None:
            if start != end:
                leaving.append((routing.leave(number), upper, start, end))
            continue
        leaving.append((routing.leave(number), upper, start, tracks_at[number]))
        if not way.side:
            arriving.append((routing.arrive(number), lower, tracks_at[number], end))
    return tracks(_wide_first(leaving)), tracks(_wide_first(arriving))


def _wide_first(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span[1], abs(span[3] - span[2]), span[2], span[3]))
