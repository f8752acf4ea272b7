"""Writes a process as BPMN 2.0 XML (OMG formal/2011-01-03)."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement, indent, tostring

from salesops_sop.export.bpmn.durations import iso
from salesops_sop.export.bpmn.parts import Element, Flow, Lane, Process, Timer

NAMESPACE = "urn:sop:procedures"
COLLABORATION = "collaboration"
PARTICIPANT = "participant"

_NAMES = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_FORMAL = {"xsi:type": "tFormalExpression"}


def definitions(process: Process) -> Xml:
    """The root element with the process in a pool of its own; a diagram can be added to it."""
    root = Xml("definitions", {"id": "definitions", "targetNamespace": NAMESPACE, **_NAMES})
    root.set("exporter", "salesops-sop")
    pool = SubElement(root, "collaboration", {"id": COLLABORATION})
    about = {"id": PARTICIPANT, "name": process.name, "processRef": process.id}
    SubElement(pool, "participant", about)
    sent = {element.sends.id: element.sends for element in process.elements if element.sends}
    for ident in sorted(sent):
        SubElement(root, sent[ident].tag, {"id": ident, "name": sent[ident].name})
    _process(root, process)
    return root


def written(root: Xml) -> str:
    """The file, indented and in UTF-8; the same for the same process."""
    indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{tostring(root, encoding='unicode')}\n"


def _process(root: Xml, process: Process) -> None:
    about = {"id": process.id, "name": process.name, "isExecutable": "false"}
    node = SubElement(root, "process", about)
    _documented(node, process.documentation)
    if process.lanes:
        _lanes(SubElement(node, "laneSet", {"id": "lanes"}), process.lanes)
    ways_in: dict[str, list[str]] = {}
    ways_out: dict[str, list[Flow]] = {}
    for flow in process.flows:
        ways_in.setdefault(flow.target, []).append(flow.id)
        ways_out.setdefault(flow.source, []).append(flow)
    for element in process.elements:
        _element(node, element, ways_in.get(element.id, []), ways_out.get(element.id, []))
    for flow in process.flows:
        _flow(node, flow)


def _lanes(lane_set: Xml, lanes: Iterable[Lane]) -> None:
    for lane in lanes:
        node = SubElement(lane_set, "lane", {"id": lane.id, "name": lane.name})
        for ident in lane.nodes:
            SubElement(node, "flowNodeRef").text = ident
        if lane.inner:
            inside = SubElement(node, "childLaneSet", {"id": f"{lane.id}.lanes"})
            _lanes(inside, lane.inner)


def _element(parent: Xml, element: Element, ways_in: list[str], ways_out: list[Flow]) -> None:
    node = SubElement(parent, element.tag, {"id": element.id, **_attributes(element, ways_out)})
    _documented(node, element.documentation)
    for ident in ways_in:
        SubElement(node, "incoming").text = ident
    for flow in ways_out:
        SubElement(node, "outgoing").text = flow.id
    if element.timer:
        _timer(node, element.id, element.timer)
    if element.sends:
        kind = element.sends.tag
        about = {"id": f"{element.id}.{kind}", f"{kind}Ref": element.sends.id}
        SubElement(node, f"{kind}EventDefinition", about)


def _attributes(element: Element, ways_out: list[Flow]) -> Mapping[str, str]:
    found = {"name": element.name} if element.name else {}
    if element.tag.endswith("Gateway"):
        found["gatewayDirection"] = "Converging" if element.gathers else "Diverging"
    defaults = [flow.id for flow in ways_out if flow.is_default]
    if defaults:
        found["default"] = defaults[0]
    if element.calls:
        found["calledElement"] = element.calls
    if element.timer:
        found |= {"attachedToRef": element.timer.host, "cancelActivity": "false"}
    return found


def _timer(node: Xml, ident: str, timer: Timer) -> None:
    definition = SubElement(node, "timerEventDefinition", {"id": f"{ident}.timer"})
    if timer.duration:
        SubElement(definition, "timeDuration", _FORMAL).text = iso(timer.duration)


def _flow(parent: Xml, flow: Flow) -> None:
    about = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
    node = SubElement(parent, "sequenceFlow", about)
    if flow.name:
        node.set("name", flow.name)
    if flow.condition:
        SubElement(node, "conditionExpression").text = flow.condition


def _documented(node: Xml, text: str) -> None:
    if text:
        SubElement(node, "documentation").text = text
