"""What a swimlane diagram shows: lanes, nodes in them, and flows from node to node."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Shape(StrEnum):
    """What a node is, by the names that BPMN has for it."""

    START = "start"
    STEP = "step"
    CALL = "call"
    CHOICE = "choice"
    MERGE = "merge"
    SPLIT = "split"
    JOIN = "join"
    END = "end"
    LOST = "lost"
    """The end of a way that leads nowhere."""


BOXES = frozenset({Shape.STEP, Shape.CALL})
"""Their text stands inside, that of starts and ends above or below."""

GATEWAYS = frozenset({Shape.CHOICE, Shape.MERGE, Shape.SPLIT, Shape.JOIN})
"""Diamonds, without text."""

GATHERING = frozenset({Shape.MERGE, Shape.JOIN})
"""They are entered from the sides as well as from above."""


class Lane(NamedTuple):
    """A lane; neighbours with one `group` stand under one heading. `kind` names CSS classes."""

    title: str
    group: str = ""
    href: str = ""
    kind: str = ""


class Note(NamedTuple):
    """A line below the text of a node; `kind` names its sign and its CSS class."""

    kind: str
    text: str
    href: str = ""


class Node(NamedTuple):
    """A node. `lane` is the number of its lane, `id` is unique in the diagram.

    `said` is what a screen reader says of it when that is more than its title. `below` is room, in
    pixels, that stays free below it; the way onward passes through the middle of it.
    """

    id: str
    shape: Shape
    lane: int
    title: str = ""
    href: str = ""
    number: str = ""
    notes: Sequence[Note] = ()
    said: str = ""
    kind: str = ""
    below: int = 0


class Flow(NamedTuple):
    """A way from node to node, with the condition on which it is taken."""

    source: str
    target: str
    label: str = ""
    href: str = ""
    dashed: bool = False


class Diagram(NamedTuple):
    """A diagram; nodes and flows in reading order.

    `columns` is how many nodes may stand side by side over the whole width, where the lanes alone
    do not take more. `across` is how wide boxes are, in pixels, where that is not left to the
    number of columns. If `beside` is true, conditions stand right of their lines and not on them.
    """

    lanes: Sequence[Lane]
    nodes: Sequence[Node]
    flows: Sequence[Flow]
    columns: int = 4
    across: int = 0
    beside: bool = False
