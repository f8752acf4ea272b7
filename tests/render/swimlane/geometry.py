"""What is wrong with a placed diagram, seen as mere rectangles and lines."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from salesops_sop.render.swimlane.layout import Box, Layout, Point, Route


def faults(placed: Layout) -> list[str]:
    """Sentences on what overlaps, crosses a box, leaves its lane or is not at right angles."""
    return [
        *_overlapping(placed),
        *_outside(placed),
        *(fault for number in range(len(placed.routes)) for fault in _route(placed, number)),
        *_together(placed),
    ]


def boxes(placed: Layout) -> dict[str, Box]:
    """Everything that takes room: shapes, texts beside them, conditions."""
    found = {f"node {ident}": at.box for ident, at in placed.nodes.items()}
    found |= {f"text of {ident}": at.label for ident, at in placed.nodes.items() if at.label}
    found |= {f"condition {n}": way.label for n, way in enumerate(placed.routes) if way.label}
    return found


def _overlapping(placed: Layout) -> Iterator[str]:
    for (one, first), (other, second) in combinations(boxes(placed).items(), 2):
        if _meet(first, second):
            yield f"{one} overlaps {other}"


def _outside(placed: Layout) -> Iterator[str]:
    for node in placed.diagram.nodes:
        lane, head = placed.lanes[node.lane], placed.heads[node.lane]
        at = placed.nodes[node.id]
        for box in (at.box, at.label or at.box):
            inside = lane.left <= box.left and box.right <= lane.right
            if not inside or box.top < head.bottom or box.bottom > lane.bottom:
                yield f"{node.id} leaves its lane"


def _route(placed: Layout, number: int) -> Iterator[str]:
    flow, route = placed.diagram.flows[number], placed.routes[number]
    if any((one.x == other.x) == (one.y == other.y) for one, other in pairwise(route.points)):
        yield f"flow {number} is not at right angles"
    if not _borders(placed.nodes[flow.source].box, route.points[0]):
        yield f"flow {number} does not begin at {flow.source}"
    if not _borders(placed.nodes[flow.target].box, route.points[-1]):
        yield f"flow {number} does not end at {flow.target}"
    for point in route.points:
        if not (0 <= point.x <= placed.width and 0 <= point.y <= placed.height):
            yield f"flow {number} leaves the picture"
    for name, box in boxes(placed).items():
        if name != f"condition {number}" and any(_meet(line, box) for line in _lines(route)):
            yield f"flow {number} crosses {name}"


def _together(placed: Layout) -> Iterator[str]:
    """Lines that lie on each other though they have neither beginning nor end in common."""
    flows = list(zip(placed.diagram.flows, placed.routes, strict=True))
    for (one, first), (other, second) in combinations(flows, 2):
        if one.source == other.source or one.target == other.target:
            continue
        for line in _lines(first):
            for across in _lines(second):
                if (line.width == across.width == 0 or line.height == across.height == 0) and (
                    _touch(line, across)
                ):
                    yield f"{one.source} > {one.target} lies on {other.source} > {other.target}"


def _lines(route: Route) -> Iterator[Box]:
    for one, other in pairwise(route.points):
        left, right = sorted((one.x, other.x))
        top, bottom = sorted((one.y, other.y))
        yield Box(left, top, right - left, bottom - top)


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes have more than a border in common."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _touch(one: Box, other: Box) -> bool:
    """Whether two lines of one direction lie on each other for more than a point."""
    if one.width or other.width:
        return one.top == other.top and one.left < other.right and other.left < one.right
    return one.left == other.left and one.top < other.bottom and other.top < one.bottom


def _borders(box: Box, point: Point) -> bool:
    inside = box.left <= point.x <= box.right and box.top <= point.y <= box.bottom
    return inside and (point.x in (box.left, box.right) or point.y in (box.top, box.bottom))
