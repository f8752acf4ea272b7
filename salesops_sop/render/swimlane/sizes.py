"""How large the parts of a diagram are: shapes, boxes with text, conditions, heads of lanes."""

from collections.abc import Sequence
from typing import NamedTuple

from salesops_sop.render.swimlane.lettering import lines, width
from salesops_sop.render.swimlane.model import BOXES, GATEWAYS, Lane, Node, Note, Shape
from salesops_sop.render.swimlane.signs import SIGNS

TITLE, NOTE, LABEL, HEAD = 12.5, 11.0, 11.5, 12.5
"""Sizes of letters in pixels."""
LEADING = {TITLE: 16, NOTE: 15, LABEL: 15}
"""From the size of letters to the height of a line."""
BOLD = 1.15
"""How much wider bold letters are."""

SHAPES = {
    Shape.START: 28,
    Shape.END: 28,
    Shape.LOST: 28,
    Shape.CHOICE: 40,
    Shape.SPLIT: 36,
    Shape.JOIN: 36,
    Shape.MERGE: 26,
}
"""How wide and high the shapes are that have their text outside."""

PAD = 10
SIGN = 18
"""The room that the sign of a note takes."""
TIMER = 3
"""The room inside of a box that a timer on its border takes."""
_ACROSS = {1: 232, 2: 232, 3: 204, 4: 164}
_NARROW, _MANY, _NARROWEST = 140, 8, 116
_LONGEST = 12


class Face(NamedTuple):
    """A node as it is drawn: its size, and the size and lines of its text.

    `outside` is the height of a text that stands outside, `inside` of one that stands inside.
    """

    width: int
    height: int
    title: Sequence[str]
    notes: Sequence[tuple[Note, Sequence[str]]]
    outside: int = 0
    inside: int = 0


def across(columns: int) -> int:
    """How wide boxes are, where so many stand side by side."""
    return _ACROSS.get(columns, _NARROW if columns <= _MANY else _NARROWEST)


def face(node: Node, room: int) -> Face:
    """The face of a node in a column of this width; gateways have no text of their own."""
    if node.shape in GATEWAYS:
        return Face(SHAPES[node.shape], SHAPES[node.shape], (), ())
    inner = room - 2 * PAD if node.shape in BOXES else room
    title = lines(node.title, inner, TITLE, _LONGEST)
    notes = [(note, lines(note.text, inner - indent(note), NOTE, 6)) for note in node.notes]
    height = LEADING[TITLE] * len(title) + LEADING[NOTE] * sum(len(said) for _, said in notes)
    if node.shape in BOXES:
        height += 4 if notes else 0
        return Face(room, max(44, height + 2 * PAD - 2), title, notes, inside=height)
    size = SHAPES[node.shape]
    return Face(size, size, title, notes, height + 4 if height else 0)


def label(text: str, room: int) -> tuple[int, int, list[str]]:
    """The width, height and lines of a condition."""
    said = lines(text, room - 12, LABEL, _LONGEST)
    wide = max((width(line, LABEL) for line in said), default=0)
    return (wide + 13) // 2 * 2, LEADING[LABEL] * len(said) + 5, said


def head(lane: Lane, room: int) -> list[str]:
    """The lines of the title of a lane."""
    return lines(lane.title, int((room - 8) / BOLD), HEAD, 4)


def indent(note: Note) -> int:
    """Where the text of a note begins: behind its sign, or behind the timer on the border."""
    return SIGN if note.kind in SIGNS else TIMER if note.kind == "late" else 0


def heading(title: str, room: int) -> str:
    """The title of a group of lanes, on one line."""
    return "".join(lines(title, room - 8, NOTE, 1))


def number(text: str) -> int:
    """The width of a number of a step with room around it."""
    return width(text, NOTE) + 10


def note(said: Sequence[str]) -> int:
    """The width of the lines of a note."""
    return max((width(line, NOTE) for line in said), default=0)
