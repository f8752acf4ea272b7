"""The shapes of nodes in SVG: boxes with their text, diamonds, rings."""

from collections.abc import Iterator, Sequence

from salesops_sop.render.prose import escape
from salesops_sop.render.swimlane import sizes
from salesops_sop.render.swimlane.layout import Box, Placed
from salesops_sop.render.swimlane.model import BOXES, Node, Note, Shape
from salesops_sop.render.swimlane.signs import sign

_MARKS = {
    Shape.CHOICE: "M-6-6 6 6M6-6-6 6",
    Shape.SPLIT: "M0-8V8M-8 0H8",
    Shape.JOIN: "M0-8V8M-8 0H8",
    Shape.LOST: "M-5-5 5 5M5-5-5 5",
}


def node(node: Node, at: Placed) -> str:
    """A node: a link around its shape and its text, then the links of its notes."""
    kind = f"sop-flow__node sop-flow__{node.shape} {node.kind}".strip()
    shape = _frame(node, at.box) if node.shape in BOXES else _sign(node, at.box)
    title = f"<title>{escape(node.said)}</title>" if node.said else ""
    inside = f"{title}{shape}{_title(node, at)}"
    notes = list(_notes(node, at))
    plain = "".join(text for note, text in notes if not note.href)
    links = "".join(
        linked(note.href, text, kind="sop-flow__to") for note, text in notes if note.href
    )
    return f'<g class="{escape(kind)}">{linked(node.href, inside + plain)}{links}</g>'


def linked(href: str, inside: str, kind: str = "") -> str:
    """A link around a part of the picture, where it leads somewhere."""
    more = f' class="{kind}"' if kind else ""
    return f'<a href="{escape(href)}"{more}>{inside}</a>' if href else inside


def rect(box: Box) -> str:
    """The attributes of a rectangle."""
    return f'x="{box.left}" y="{box.top}" width="{box.width}" height="{box.height}"'


def rows(lines: Sequence[str], x: int, y: int, size: float = sizes.TITLE) -> str:
    """Lines of text below each other; `y` is the foot of the first."""
    leading = sizes.LEADING[size]
    return "".join(
        f'<text x="{x}" y="{y + leading * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _frame(node: Node, box: Box) -> str:
    found = f'<rect class="sop-flow__shape" {rect(box)} rx="5"/>'
    if node.shape is Shape.CALL:
        inner = Box(box.left + 3, box.top + 3, box.width - 6, box.height - 6)
        found += f'<rect class="sop-flow__inner" {rect(inner)} rx="3"/>'
    return found + (_number(node.number, box) if node.number else "")


def _number(number: str, box: Box) -> str:
    """The number of a step, on the upper left corner."""
    width = max(20, sizes.number(number))
    return (
        f'<rect class="sop-flow__number" x="{box.left + 6}" y="{box.top - 9}" width="{width}" '
        f'height="18" rx="9"/><text class="sop-flow__count" x="{box.left + 6 + width // 2}" '
        f'y="{box.top + 4}">{escape(number)}</text>'
    )


def _sign(node: Node, box: Box) -> str:
    """A diamond or a ring, with its mark."""
    middle, half = box.center, box.width // 2
    mark = _MARKS.get(node.shape, "")
    if mark:
        place = f"translate({middle.x} {middle.y})"
        mark = f'<path class="sop-flow__mark" d="{mark}" transform="{place}"/>'
    if node.shape in (Shape.START, Shape.END, Shape.LOST):
        ring = f'cx="{middle.x}" cy="{middle.y}" r="{half - 1}"'
        return f'<circle class="sop-flow__shape" {ring}/>{mark}'
    way = f"M{middle.x} {box.top}l{half} {half}-{half} {half}-{half}-{half}z"
    return f'<path class="sop-flow__shape" d="{way}"/>{mark}'


def _title(node: Node, at: Placed) -> str:
    left, top = _corner(node, at)
    return f'<g class="sop-flow__title">{rows(at.face.title, left, top + 12)}</g>'


def _corner(node: Node, at: Placed) -> tuple[int, int]:
    """Where the text of a node begins; outside of a shape it is centered there."""
    if node.shape in BOXES:
        return at.box.left + sizes.PAD, at.box.center.y - at.face.inside // 2
    if at.label is None:
        return at.box.center
    return at.label.center.x, at.label.top + 3


def _notes(node: Node, at: Placed) -> Iterator[tuple[Note, str]]:
    left, top = _corner(node, at)
    top += sizes.LEADING[sizes.TITLE] * len(at.face.title) + 4
    for note, said in at.face.notes:
        inside = node.shape in BOXES
        start = left if inside else left - (sizes.note(said) + sizes.indent(note)) // 2
        mark = sign(note.kind, start, top)
        if note.kind == "late" and inside:
            mark = _timer(at.box.left, top + 6)
        text = rows(said, start + sizes.indent(note), top + 10, sizes.NOTE)
        yield note, f'<g class="sop-flow__note">{mark}{text}</g>'
        top += sizes.LEADING[sizes.NOTE] * len(said)


def _timer(x: int, y: int) -> str:
    """A timer on the border of a box: what happens when the time is up."""
    return (
        f'<circle class="sop-flow__timer" cx="{x}" cy="{y}" r="7"/>'
        f'<path class="sop-flow__timer" d="M{x} {y - 4}V{y}l3 2"/>'
    )
