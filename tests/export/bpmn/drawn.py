"""Looks at the diagram of a BPMN file: what stands where it should not."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from lxml import etree

from tests.export.bpmn.reading import BPMN, DC, DI, WAYPOINT


class Box(NamedTuple):
    """A rectangle by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles have area in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def middles(self) -> set[tuple[float, float]]:
        """The middles of the sides, where lines dock."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return {(x, self.top), (x, self.bottom), (self.left, y), (self.right, y)}


class Drawn:
    """The shapes, labels and lines of a file, and what they stand for."""

    def __init__(self, text: str) -> None:
        root = etree.fromstring(text.encode())
        self.process = root.find(f"{BPMN}process")
        self.shapes: dict[str, Box] = {}
        self.labels: dict[str, Box] = {}
        self.lines: dict[str, list[tuple[float, float]]] = {}
        for node in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge"):
            ident = node.get("bpmnElement")
            label = node.find(f"{DI}BPMNLabel/{DC}Bounds")
            if label is not None:
                self.labels[ident] = _box(label)
            if node.tag == f"{DI}BPMNShape":
                self.shapes[ident] = _box(node.find(f"{DC}Bounds"))
            else:
                self.lines[ident] = [
                    (float(p.get("x")), float(p.get("y"))) for p in node.iter(WAYPOINT)
                ]
        self.hosts = {
            node.get("id"): node.get("attachedToRef")
            for node in self.process.iter(f"{BPMN}boundaryEvent")
        }
        self.flows = {
            node.get("id"): (node.get("sourceRef"), node.get("targetRef"))
            for node in self.process.iter(f"{BPMN}sequenceFlow")
        }
        self.lane_of = {
            ref.text: lane.get("id")
            for lane in self.process.iter(f"{BPMN}lane")
            for ref in lane.findall(f"{BPMN}flowNodeRef")
        }


def misplaced(text: str) -> list[str]:
    """Every element that is not drawn, and all that overlaps, sticks out or does not dock."""
    drawn = Drawn(text)
    return list(_missing(drawn)) or [
        *_overlapping(drawn),
        *_outside(drawn),
        *_undocked(drawn),
        *_crossed(drawn),
    ]


def _missing(drawn: Drawn) -> Iterator[str]:
    lanes = [lane.get("id") for lane in drawn.process.iter(f"{BPMN}lane")]
    expected = {"participant", *lanes, *drawn.lane_of}
    for ident in sorted(expected ^ drawn.shapes.keys()):
        yield f"{ident} is not drawn, or drawn for nothing"
    for ident in sorted(drawn.flows.keys() ^ drawn.lines.keys()):
        yield f"{ident} is not drawn, or drawn for nothing"


def _overlapping(drawn: Drawn) -> Iterator[str]:
    for one, other in combinations(drawn.lane_of, 2):
        if {one, other} & drawn.hosts.keys() and other in _around(drawn, one):
            continue
        if drawn.shapes[one].meets(drawn.shapes[other]):
            yield f"{one} overlaps {other}"


def _around(drawn: Drawn, one: str) -> set[str]:
    hosts = {host for timer, host in drawn.hosts.items() if timer == one}
    return hosts | {timer for timer, host in drawn.hosts.items() if host == one}


def _outside(drawn: Drawn) -> Iterator[str]:
    for ident, lane in drawn.lane_of.items():
        if not drawn.shapes[lane].holds(drawn.shapes[ident]):
            yield f"{ident} sticks out of {lane}"
    for ident, label in drawn.labels.items():
        if not drawn.shapes["participant"].holds(label):
            yield f"the label of {ident} sticks out of the pool"
    for timer, host in drawn.hosts.items():
        box, task = drawn.shapes[timer], drawn.shapes[host]
        if (
            not box.top < task.bottom < box.bottom
            or not task.left < box.left < box.right < task.right
        ):
            yield f"{timer} does not sit on the border of {host}"


def _undocked(drawn: Drawn) -> Iterator[str]:
    for ident, (source, target) in drawn.flows.items():
        line = drawn.lines[ident]
        if line[0] not in drawn.shapes[source].middles():
            yield f"{ident} does not begin at {source}"
        if line[-1] not in drawn.shapes[target].middles():
            yield f"{ident} does not end at {target}"
        if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(line)):
            yield f"{ident} runs askew"


def _crossed(drawn: Drawn) -> Iterator[str]:
    """Lines through shapes that they do not join, and labels on shapes."""
    for ident, line in drawn.lines.items():
        for node in drawn.lane_of:
            if node not in drawn.flows[ident] and _passes(line, drawn.shapes[node]):
                yield f"{ident} runs through {node}"
    for ident, label in drawn.labels.items():
        for node in drawn.lane_of:
            if node != ident and label.meets(drawn.shapes[node]):
                yield f"the label of {ident} lies on {node}"


def _passes(line: list[tuple[float, float]], box: Box) -> bool:
    return any(
        box.meets(Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        for a, b in pairwise(line)
    )


def _box(bounds: etree._Element) -> Box:
    x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)
