"""The drawing of a DMN file: the decision above, what goes into it in a row below."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

DECISION = (180, 80)
DATA = (160, 45)
GAP, RISE, LEFT, TOP = 25, 115, 50, 110  # dmn-js shows the title above


def draw(root: Element, decision: str, inputs: Sequence[str]) -> None:
    """Add the places of a decision (an element’s id) and of its inputs (ids), in pixels."""
    diagram = SubElement(SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", {"id": "diagram"})
    across = len(inputs) * (DATA[0] + GAP) - GAP
    width = max(across, DECISION[0])
    middle = LEFT + width // 2
    _shape(diagram, decision, middle - DECISION[0] // 2, TOP, DECISION)
    top, below = TOP + DECISION[1] + RISE, TOP + DECISION[1]
    for place, ident in enumerate(inputs):
        left = middle - across // 2 + place * (DATA[0] + GAP)
        _shape(diagram, f"data_{ident}", left, top, DATA)
        reached = middle - DECISION[0] // 2 + (place + 1) * DECISION[0] // (len(inputs) + 1)
        _edge(diagram, f"needs_{ident}", [(left + DATA[0] // 2, top), (reached, below)])


def _shape(diagram: Element, ident: str, x: int, y: int, size: tuple[int, int]) -> None:
    about = {"id": f"shape_{ident}", "dmnElementRef": ident}
    shape = SubElement(diagram, "dmndi:DMNShape", about)
    bounds = {"height": size[1], "width": size[0], "x": x, "y": y}
    SubElement(shape, "dc:Bounds", {name: str(number) for name, number in bounds.items()})


def _edge(diagram: Element, ident: str, points: Sequence[tuple[int, int]]) -> None:
    about = {"id": f"edge_{ident}", "dmnElementRef": ident}
    edge = SubElement(diagram, "dmndi:DMNEdge", about)
    for x, y in points:
        SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})
