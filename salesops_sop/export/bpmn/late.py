"""Places what hangs below a task: timers on its border, and the ends that they lead to."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from salesops_sop.export.bpmn.parts import Element, Process
from salesops_sop.render.swimlane.layout import Box
from salesops_sop.render.swimlane.lettering import lines

ACROSS = 210
"""How wide a task is: half of it holds “management” in all fonts that readers use."""
EVENT = 28
LETTERS, LEADING = 11, 14
"""The size of the letters of labels, and the height of their lines."""
_AWAY = 20
"""How far a timer stands from the middle of its task, which belongs to the way onward."""
_OVER = 10
"""How far labels may reach over the side of their task: lines keep twice this distance."""


class Hung(NamedTuple):
    """An event and its label; places count from the middle of the lower border of `task`."""

    task: str
    box: Box
    label: Box


def hung(process: Process) -> Mapping[str, Hung]:
    """The timers and their ends by id: of each task the first to the right, the second left."""
    found: dict[str, Hung] = {}
    seen: set[str] = set()
    for timer, end in pairwise(process.elements):
        if timer.timer:
            task = timer.timer.host
            side = -1 if task in seen else 1
            seen.add(task)
            found[timer.id] = _hung(task, timer, side, -EVENT // 2, 3)
            top = max(EVENT // 2 + 18, found[timer.id].label.bottom + 2)
            found[end.id] = _hung(task, end, side, top, top)
    return found


def text_height(text: str, room: int) -> int:
    """How high a label is that may be so wide."""
    return LEADING * len(lines(text, room, LETTERS))


def _hung(task: str, element: Element, side: int, top: int, label_top: int) -> Hung:
    middle, gap = side * _AWAY, EVENT // 2 + 3
    room = ACROSS // 2 + _OVER - _AWAY - gap
    left = middle + gap if side > 0 else middle - gap - room
    label = Box(left, label_top, room, text_height(element.name, room))
    return Hung(task, Box(middle - EVENT // 2, top, EVENT, EVENT), label)
