"""Draws a swimlane diagram as SVG; colors and faces of letters come from the page's style sheet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from salesops_sop.render.prose import escape
from salesops_sop.render.swimlane import sizes
from salesops_sop.render.swimlane.layout import Box, Layout, Point, Route, layout
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane
from salesops_sop.render.swimlane.shapes import linked, node, rect, rows

WIDE = 900
"""A wider picture does not fit on a page of paper that stands upright."""
TALL = 1200
"""Of a taller picture the heads are out of sight at its end: they stand there again."""


def svg(diagram: Diagram, label: str, kind: str = "") -> Markup:
    """The picture of a diagram under a label, pixels as units; `kind` is a CSS class.

    Nodes are links, in their order. What the diagram says is text: nothing in it is markup.
    """
    return drawn(layout(diagram), label, kind)


def drawn(placed: Layout, label: str, kind: str = "") -> Markup:
    """The picture of a diagram that has its places."""
    foot = _foot(placed)
    wide, high = placed.width + 2, placed.height + foot + 2
    kinds = ["sop-flow", "sop-flow--wide" if wide > WIDE else "", kind]
    flows = list(zip(placed.diagram.flows, placed.routes, strict=True))
    parts = [
        f'<svg class="{" ".join(filter(None, kinds))}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="-1 -1 {wide} {high}" width="{wide}" height="{high}" '
        f'role="group" aria-label="{escape(label)}">',
        *_groups(placed),
        *_lanes(placed),
        *(_feet(placed) if foot else ()),
        '<g class="sop-flow__lines" aria-hidden="true">',
        *(_line(flow, route) for flow, route in flows),
        "</g>",
        *(_condition(flow, route) for flow, route in flows if route.label),
        *(node(one, placed.nodes[one.id]) for one in placed.diagram.nodes),
        "</svg>",
    ]
    return Markup("\n".join(parts))


def _groups(placed: Layout) -> Iterator[str]:
    kinds = {
        box.left: lane.kind for lane, box in zip(placed.diagram.lanes, placed.lanes, strict=True)
    }
    for title, box in placed.groups:
        if title:
            said = sizes.heading(title, box.width)
            text = rows([said], box.center.x, box.top + 16)
            kind = f"sop-flow__group {kinds[box.left]}".strip()
            yield f'<g class="{escape(kind)}"><rect {rect(box)}/>{text}</g>'


def _lanes(placed: Layout) -> Iterator[str]:
    lanes = zip(placed.diagram.lanes, placed.lanes, placed.heads, strict=True)
    for lane, box, head in lanes:
        frame = f'<rect class="sop-flow__frame" {rect(box)}/>'
        yield f'<g class="{_kind(lane)}">{frame}{linked(lane.href, _head(lane, head))}</g>'


def _kind(lane: Lane) -> str:
    return escape(f"sop-flow__lane {lane.kind}".strip())


def _head(lane: Lane, box: Box) -> str:
    said = sizes.head(lane, box.width)
    return f"<rect {rect(box)}/>{rows(said, box.center.x, box.center.y + 5 - 8 * (len(said) - 1))}"


def _foot(placed: Layout) -> int:
    """How high the heads are where they stand at the lower end, if they do."""
    return placed.heads[0].height if placed.height > TALL and len(placed.heads) > 1 else 0


def _feet(placed: Layout) -> Iterator[str]:
    """The heads again, for the eye alone."""
    yield '<g aria-hidden="true">'
    for lane, head in zip(placed.diagram.lanes, placed.heads, strict=True):
        box = head._replace(top=placed.height)
        yield f'<g class="{_kind(lane)}">{_head(lane, box)}</g>'
    yield "</g>"


def _line(flow: Flow, route: Route) -> str:
    points = route.points
    way = f"M{points[0].x} {points[0].y}" + "".join(
        f"H{point.x}" if point.y == before.y else f"V{point.y}"
        for before, point in pairwise(points)
    )
    kind = ' class="sop-flow__dashed"' if flow.dashed else ""
    return f'<path{kind} d="{way}"/>{_arrow(points)}'


def _arrow(points: Sequence[Point]) -> str:
    """The head of an arrow at the end of a line."""
    before, end = points[-2], points[-1]
    if before.x == end.x:
        return f'<path d="M{end.x} {end.y}l-4 {-8 if end.y > before.y else 8}h8z"/>'
    return f'<path d="M{end.x} {end.y}l{-8 if end.x > before.x else 8} -4v8z"/>'


def _condition(flow: Flow, route: Route) -> str:
    assert route.label is not None
    box: Box = route.label
    text = f'<rect {rect(box)} rx="4"/>{rows(route.lines, box.center.x, box.top + 14, sizes.LABEL)}'
    return f'<g class="sop-flow__when">{linked(flow.href, text)}</g>'
