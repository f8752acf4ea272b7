"""Places a swimlane diagram: lanes side by side, time running down, lines in right angles.

The method is that of Sugiyama, Tagawa and Toda (1981) with the lanes given: ways back are set
aside (`ordering`), nodes get cells of a grid (`placing`), lines get tracks between them
(`routing`), and here tracks and cells get pixels. Nothing is left to chance: the same diagram
always gives the same places. They are whole pixels, for pictures and BPMN files alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from salesops_sop.render.swimlane import sizes
from salesops_sop.render.swimlane.model import GATHERING, Diagram, Shape
from salesops_sop.render.swimlane.placing import Grid, placed
from salesops_sop.render.swimlane.routing import Routing, horizontal

TRACK = 10
"""How far tracks lie from each other and from what stands beside them."""
ARROW = 16
"""The room above a node for the head of an arrow."""
GROUP = 24
"""How high the heading of a group of lanes is."""


class Point(NamedTuple):
    """A point; y grows downward."""

    x: int
    y: int


class Box(NamedTuple):
    """A rectangle by its upper left corner and its size."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right side."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The y of the lower side."""
        return self.top + self.height

    @property
    def center(self) -> Point:
        """The point in the middle."""
        return Point(self.left + self.width // 2, self.top + self.height // 2)


class Placed(NamedTuple):
    """A node: its shape, its face, and its text where that stands outside of the shape."""

    box: Box
    face: sizes.Face
    label: Box | None = None


class Route(NamedTuple):
    """A flow: from the border of one node to that of another, and the box of its label, on it."""

    points: Sequence[Point]
    label: Box | None = None
    lines: Sequence[str] = ()


class Layout(NamedTuple):
    """A diagram with its places: `lanes` and `heads` (where the titles of lanes stand) in their
    order, `groups` with their titles, `nodes` by id, `routes` in the order of the flows.
    """

    diagram: Diagram
    width: int
    height: int
    groups: Sequence[tuple[str, Box]]
    lanes: Sequence[Box]
    heads: Sequence[Box]
    nodes: Mapping[str, Placed]
    routes: Sequence[Route]


def layout(diagram: Diagram) -> Layout:
    """Place a diagram that has at least one lane.

    The ids of its nodes are unique, its flows lead from node to node, and nothing leads to a start
    or on from an end. Raises KeyError for a flow that names an unknown node.
    """
    return _Layout(diagram).made()


class _Layout:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.grid: Grid = placed(diagram)
        gathering = {n for n, node in enumerate(diagram.nodes) if node.shape in GATHERING}
        self.routing = Routing(self.grid, frozenset(gathering))
        self.across = diagram.across or sizes.across(self.grid.columns)
        self.faces = [sizes.face(node, self.across) for node in diagram.nodes]
        room = self.across // 2 if diagram.beside else self.across
        self.labels = [sizes.label(flow.label, room) for flow in diagram.flows if flow.label]
        self._columns()
        self._rows()

    def made(self) -> Layout:
        """The whole of it."""
        boxes = [self._box(number) for number in range(len(self.grid.cells))]
        nodes = {
            node.id: Placed(boxes[n], self.faces[n], self._text(n, boxes[n]))
            for n, node in enumerate(self.diagram.nodes)
        }
        lanes = [
            Box(left, self.first, right - left, self.bottom - self.first)
            for left, right in pairwise(self.borders)
        ]
        return Layout(
            diagram=self.diagram,
            width=self.borders[-1],
            height=self.bottom,
            groups=list(self._groups()),
            lanes=lanes,
            heads=[box._replace(height=self.below_heads - self.first) for box in lanes],
            nodes=nodes,
            routes=[self._route(number, boxes) for number in range(len(self.diagram.flows))],
        )

    # ---- columns, from left to right -------------------------------------------------------

    def _columns(self) -> None:
        """Middles of columns, borders of lanes and vertical tracks."""
        counts = self.routing.vertical.counts
        firsts = {first for first, _ in self.grid.lanes}
        self.borders = [0]
        gaps, centers, x = [0], [], -TRACK
        for column in range(self.grid.columns):
            if column and column in firsts:
                self.borders.append(x + TRACK)
            gaps.append(x)
            x += TRACK * (2 + counts.get(column, 0))
            centers.append(x + self.across // 2)
            x += self.across
        gaps = [*gaps[1:], x - TRACK]
        self.borders.append(x + TRACK * (1 + counts.get(self.grid.columns, 0)))
        self.centers = [centers[cell.column] for cell in self.grid.cells]
        self.tracks_at = {
            number: gaps[way.gap] + TRACK * (2 + self._track(number))
            for number, way in enumerate(self.routing.ways)
            if way.gap is not None
        }

    def _track(self, number: int) -> int:
        return self.routing.vertical.numbers[self.routing.track(number)]

    # ---- rows, from top to bottom ----------------------------------------------------------

    def _rows(self) -> None:
        """Tops of rows and horizontal tracks."""
        self.leaving, self.arriving = horizontal(self.routing, self.centers, self.tracks_at)
        rows = self.grid.rows
        heights = [0] * rows
        for number, cell in enumerate(self.grid.cells):
            heights[cell.row] = max(heights[cell.row], self._height(number))
        self.first = GROUP if any(lane.group for lane in self.diagram.lanes) else 0
        self.below_heads = y = self.first + self._head()
        self.gaps: list[int] = []
        self.tops: list[int] = []
        for row in range(rows + 1):
            self.gaps.append(y)
            lines = self.leaving.counts.get(row, 0) + self.arriving.counts.get(row, 0)
            y += TRACK * (1 + lines) + (ARROW if row < rows and (row or lines) else 0)
            if row < rows:
                self.tops.append(y)
                y += heights[row]
        self.bottom = y

    def _head(self) -> int:
        rooms = [right - left for left, right in pairwise(self.borders)]
        heads = zip(self.diagram.lanes, rooms, strict=True)
        return 14 + 16 * max(len(sizes.head(lane, room)) for lane, room in heads)

    def _height(self, number: int) -> int:
        own = len(self.faces)
        if number < own:
            below = self.diagram.nodes[number].below
            return self.faces[number].height + self.faces[number].outside + below
        return self.labels[number - own][1]

    # ---- boxes and lines -------------------------------------------------------------------

    def _box(self, number: int) -> Box:
        top, center, own = (
            self.tops[self.grid.cells[number].row],
            self.centers[number],
            len(self.faces),
        )
        if number >= own:
            width, height, _ = self.labels[number - own]
            left = center if self.diagram.beside else center - width // 2
            return Box(left, top, width, height)
        found = self.faces[number]
        if self.diagram.nodes[number].shape is Shape.START:
            top += found.outside
        return Box(center - found.width // 2, top, found.width, found.height)

    def _text(self, number: int, box: Box) -> Box | None:
        """The box of a text that stands outside: above a start, below all others."""
        outside = self.faces[number].outside
        if not outside:
            return None
        above = self.diagram.nodes[number].shape is Shape.START
        left = self.centers[number] - self.across // 2
        return Box(left, box.top - outside if above else box.bottom, self.across, outside)

    def _route(self, number: int, boxes: Sequence[Box]) -> Route:
        way = self.grid.ways[number]
        points = [point for arc in way for point in self._line(arc, boxes)]
        if len(way) == 1:
            return Route(_turns(points))
        condition = self.grid.arcs[way[0]][1]
        lines = self.labels[condition - len(self.faces)][2]
        return Route(_turns(points), boxes[condition], lines)

    def _line(self, number: int, boxes: Sequence[Box]) -> Iterator[Point]:
        source, target = self.grid.arcs[number]
        way = self.routing.ways[number]
        upper, lower = self.routing.rows_of(number)
        start, end = self.centers[source], self.centers[target]
        yield Point(start, boxes[source].bottom)
        if way.gap is None and start == end:
            yield Point(end, boxes[target].top)
            return
        leave = self.gaps[upper] + TRACK * (1 + self.leaving.numbers[self.routing.leave(number)])
        yield Point(start, leave)
        if way.gap is not None:
            across = self.tracks_at[number]
            yield Point(across, leave)
            if way.side:
                middle = boxes[target].center.y
                yield Point(across, middle)
                yield Point(boxes[target].left if way.side < 0 else boxes[target].right, middle)
                return
            leave = self.gaps[lower] + TRACK * (
                1
                + self.leaving.counts.get(lower, 0)
                + self.arriving.numbers[self.routing.arrive(number)]
            )
            yield Point(across, leave)
        yield Point(end, leave)
        yield Point(end, boxes[target].top)

    def _groups(self) -> Iterator[tuple[str, Box]]:
        """Neighbours of one group under one heading."""
        lanes = zip(self.diagram.lanes, pairwise(self.borders), strict=True)
        for title, found in groupby(lanes, key=lambda lane: lane[0].group):
            sides = [side for _, side in found]
            if self.first:
                yield title, Box(sides[0][0], 0, sides[-1][1] - sides[0][0], GROUP)


def _turns(points: Sequence[Point]) -> list[Point]:
    """The ends of a line and the points at which it turns."""
    kept = [points[0]]
    for point, following in pairwise([*points[1:], points[-1]]):
        before = kept[-1]
        if point == before:
            continue
        passing = before.x == point.x == following.x or before.y == point.y == following.y
        if not passing or point == points[-1]:
            kept.append(point)
    return kept
