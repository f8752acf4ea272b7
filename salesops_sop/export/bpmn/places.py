"""Places a process on a plane, by the same layout as that of the pictures on pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from salesops_sop.export.bpmn.late import ACROSS, hung, text_height
from salesops_sop.export.bpmn.parts import Element, Flow, Lane, Process
from salesops_sop.render.swimlane import model
from salesops_sop.render.swimlane.layout import Box, Point, Route, layout
from salesops_sop.render.swimlane.model import BOXES, Diagram, Shape

HEAD = 30
"""How high readers of BPMN draw the titles of pools and lanes."""
_LEFT, _TOP = 160, 80
_GATEWAY = 40
_QUESTION = (ACROSS - _GATEWAY) // 2
"""How wide the question beside a gateway is."""
_SIGN = 28
"""How much higher a task is for the sign that readers draw in it, above or below its text."""

_APART = 3
"""How far a label is from what it stands below or beside."""

_EVENTS = {"startEvent": Shape.START, "endEvent": Shape.END, "callActivity": Shape.CALL}


class Spot(NamedTuple):
    """Where a shape is drawn, and its label if that stands outside of it."""

    box: Box
    label: Box | None = None


class Places:
    """Where the parts of a process stand: lanes upright, side by side, and time running down."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._hung = hung(process)
        self._depths: dict[str, int] = {}
        for below in self._hung.values():
            depth = max(below.box.bottom, below.label.bottom) + _APART
            self._depths[below.task] = max(depth, self._depths.get(below.task, 0))
        self._layout = layout(self._diagram())
        self._heads = HEAD * (3 if any(lane.inner for lane in process.lanes) else 2)
        self._above = max(head.bottom for head in self._layout.heads)
        self._routes = {
            flow.id: route for flow, route in zip(self._ways(), self._layout.routes, strict=True)
        }

    def pool(self) -> Box:
        """The pool around everything."""
        height = self._layout.height - self._above + self._heads
        return Box(_LEFT, _TOP, self._layout.width, height)

    def lanes(self) -> Iterator[tuple[Lane, Box]]:
        """Every lane, those of departments before those in them."""
        columns = iter(self._layout.lanes)
        for lane in self.process.lanes:
            inside = [next(columns) for _ in lane.inner or (lane,)]
            yield lane, self._column(inside[0].left, inside[-1].right, HEAD)
            for inner, box in zip(lane.inner, inside, strict=False):
                yield inner, self._column(box.left, box.right, 2 * HEAD)

    def spot(self, element: Element) -> Spot:
        """The shape of an element."""
        late = self._hung.get(element.id)
        if late:
            task = self._placed(late.task, _SIGN)
            x, y = task.center.x, task.bottom
            return Spot(_moved(late.box, x, y), _moved(late.label, x, y))
        shape = _shape(element)
        box = self._placed(element.id, _SIGN if shape in BOXES else 0)
        if shape is Shape.CHOICE:
            height = text_height(element.name, _QUESTION)
            return Spot(box, Box(box.right + 2, box.top - 4, _QUESTION, height))
        label = self._layout.nodes[element.id].label
        if label is None:
            return Spot(box)
        apart = _APART if shape is not Shape.START else 0
        return Spot(box, _moved(self._shifted(label), 0, apart))

    def way(self, flow: Flow, source: Spot, target: Spot) -> Route:
        """The line of a flow between the shapes that it joins."""
        route = self._routes.get(flow.id)
        if route is None:  # from a timer straight down to its end
            start, end = source.box, target.box
            return Route([Point(start.center.x, start.bottom), Point(end.center.x, end.top)])
        boxes = [self._shifted(Box(x, y, 0, 0)) for x, y in route.points]
        points = [Point(source.box.center.x, source.box.bottom)]
        points += [Point(box.left, box.top) for box in boxes[1:]]
        label = route.label and _moved(self._shifted(route.label), _APART, 0)
        return Route(points, label)

    # ---- the layout that is asked for ------------------------------------------------------

    def _diagram(self) -> Diagram:
        lanes = [
            model.Lane(inner.name, lane.id)
            for lane in self.process.lanes
            for inner in lane.inner or (lane,)
        ]
        nodes = [
            _node(element, self._below(element))
            for element in self.process.elements
            if element.id not in self._hung
        ]
        flows = [model.Flow(flow.source, flow.target, flow.name) for flow in self._ways()]
        return Diagram(lanes, nodes, flows, across=ACROSS, beside=True)

    def _ways(self) -> Sequence[Flow]:
        return [flow for flow in self.process.flows if flow.source not in self._hung]

    def _below(self, element: Element) -> int:
        """The room that is needed below an element: for its timers, or its question beside it."""
        shape = _shape(element)
        if shape is Shape.CHOICE:
            return max(0, text_height(element.name, _QUESTION) - _GATEWAY)
        return self._depths.get(element.id, 0) + (_SIGN if shape in BOXES else 0)

    # ---- from the layout to the plane ------------------------------------------------------

    def _placed(self, ident: str, higher: int) -> Box:
        box = self._shifted(self._layout.nodes[ident].box)
        return box._replace(height=box.height + higher)

    def _shifted(self, box: Box) -> Box:
        return _moved(box, _LEFT, _TOP + self._heads - self._above)

    def _column(self, left: int, right: int, down: int) -> Box:
        return Box(_LEFT + left, _TOP + down, right - left, self.pool().height - down)


def _node(element: Element, below: int) -> model.Node:
    shape = _shape(element)
    title = "" if shape is Shape.CHOICE else element.name
    return model.Node(element.id, shape, element.lane, title, below=below)


def _shape(element: Element) -> Shape:
    if element.tag == "exclusiveGateway":
        return Shape.MERGE if element.gathers else Shape.CHOICE
    if element.tag == "parallelGateway":
        return Shape.JOIN if element.gathers else Shape.SPLIT
    return _EVENTS.get(element.tag, Shape.STEP)


def _moved(box: Box, x: int, y: int) -> Box:
    return box._replace(left=box.left + x, top=box.top + y)
