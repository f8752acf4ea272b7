"""Reads a BPMN file back into nodes and ways; it knows BPMN, and nothing of how we write it."""

from dataclasses import dataclass, field

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
TASKS = {"userTask": "step", "serviceTask": "step", "businessRuleTask": "step"}
KINDS = {**TASKS, "startEvent": "start", "endEvent": "end", "callActivity": "call"}
GATEWAYS = {"exclusiveGateway": ("choice", "merge"), "parallelGateway": ("split", "join")}


@dataclass
class Read:
    """A process: kinds and names of nodes by id, ways with their condition (None: default)."""

    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    ways: set[tuple[str, str, str | None]] = field(default_factory=set)
    late: list[tuple[str, str, str]] = field(default_factory=list)
    """From task to whom is called in, and after how long."""
    calls: dict[str, str] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)


def read(text: str) -> Read:
    """What a file says. Timers and the ends behind them are told in `late` alone."""
    root = etree.fromstring(text.encode())
    process = root.find(f"{BPMN}process")
    flows = {flow.get("id"): flow for flow in process.iter(f"{BPMN}sequenceFlow")}
    signals = {node.get("id"): node.get("name") for node in root if node.get("name")}
    found = Read()
    behind = {f.get("sourceRef"): f.get("targetRef") for f in flows.values()}
    timers = list(process.iter(f"{BPMN}boundaryEvent"))
    hidden = {t.get("id") for t in timers} | {behind[t.get("id")] for t in timers}
    for timer in timers:
        end = process.find(f"*[@id='{behind[timer.get('id')]}']")
        called = end.find(f"{BPMN}escalationEventDefinition").get("escalationRef")
        waits = timer.findtext(f"{BPMN}timerEventDefinition/{BPMN}timeDuration") or ""
        assert timer.get("cancelActivity") == "false"
        found.late.append((timer.get("attachedToRef"), signals[called], waits))
    for node in process:
        ident, tag = node.get("id"), etree.QName(node).localname
        if ident in hidden or tag not in (*KINDS, *GATEWAYS):
            continue
        found.kinds[ident] = _kind(node, tag)
        found.names[ident] = node.get("name", "")
        if tag == "callActivity":
            found.calls[ident] = node.get("calledElement")
        message = node.find(f"{BPMN}messageEventDefinition")
        if message is not None:
            found.starts[ident] = signals[message.get("messageRef")]
    for flow in flows.values():
        source = flow.get("sourceRef")
        if source in hidden:
            continue
        gate = process.find(f"*[@id='{source}']")
        is_default = gate.get("default") == flow.get("id")
        condition = None if is_default else flow.findtext(f"{BPMN}conditionExpression") or ""
        found.ways.add((source, flow.get("targetRef"), condition))
    for lane in process.iter(f"{BPMN}lane"):
        around = lane.getparent().getparent()
        if around.tag == f"{BPMN}lane":
            found.departments[lane.get("name")] = around.get("name")
        for ref in lane.findall(f"{BPMN}flowNodeRef"):
            assert ref.text not in found.lanes
            found.lanes[ref.text] = lane.get("name")
    return found


def _kind(node: etree._Element, tag: str) -> str:
    if tag in KINDS:
        return KINDS[tag]
    splits, gathers = GATEWAYS[tag]
    return splits if len(node.findall(f"{BPMN}outgoing")) > 1 else gathers
