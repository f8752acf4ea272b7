"""Adds the diagram to a BPMN file: a shape for each element, an edge for each flow."""

from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement

from salesops_sop.export.bpmn.document import COLLABORATION, PARTICIPANT
from salesops_sop.export.bpmn.parts import Process
from salesops_sop.export.bpmn.places import Places, Spot
from salesops_sop.render.swimlane.layout import Box, Route

_UPRIGHT = {"isHorizontal": "false"}


def add(root: Xml, process: Process) -> None:
    """Add the shapes and edges of a process to its file."""
    places = Places(process)
    diagram = SubElement(root, "bpmndi:BPMNDiagram", {"id": "diagram"})
    plane = SubElement(diagram, "bpmndi:BPMNPlane", {"id": "plane", "bpmnElement": COLLABORATION})
    _shape(plane, PARTICIPANT, Spot(places.pool()), _UPRIGHT)
    for lane, box in places.lanes():
        _shape(plane, lane.id, Spot(box), _UPRIGHT)
    spots = {element.id: places.spot(element) for element in process.elements}
    for element in process.elements:
        is_exclusive = element.tag == "exclusiveGateway"
        more = {"isMarkerVisible": "true"} if is_exclusive else {}
        _shape(plane, element.id, spots[element.id], more)
    for flow in process.flows:
        route = places.way(flow, spots[flow.source], spots[flow.target])
        _edge(plane, flow.id, route)


def _shape(plane: Xml, ident: str, spot: Spot, more: dict[str, str]) -> None:
    about = {"id": f"{ident}.di", "bpmnElement": ident, **more}
    node = SubElement(plane, "bpmndi:BPMNShape", about)
    _bounds(node, spot.box)
    if spot.label:
        _bounds(SubElement(node, "bpmndi:BPMNLabel"), spot.label)


def _edge(plane: Xml, ident: str, route: Route) -> None:
    node = SubElement(plane, "bpmndi:BPMNEdge", {"id": f"{ident}.di", "bpmnElement": ident})
    for x, y in route.points:
        SubElement(node, "di:waypoint", {"x": str(x), "y": str(y)})
    if route.label:
        _bounds(SubElement(node, "bpmndi:BPMNLabel"), route.label)


def _bounds(node: Xml, box: Box) -> None:
    sizes = zip(("x", "y", "width", "height"), box, strict=True)
    SubElement(node, "dc:Bounds", {name: str(value) for name, value in sizes})
