"""What a BPMN file says, as plain values: a process, its lanes, its elements and flows."""

from dataclasses import dataclass
from typing import NamedTuple

from salesops_sop.base.quantity import Duration


class Lane(NamedTuple):
    """A lane; `nodes` are the ids of the elements in it, empty where it holds other lanes."""

    id: str
    name: str
    inner: tuple["Lane", ...] = ()
    nodes: tuple[str, ...] = ()


class Signal(NamedTuple):
    """What an end sends out: a `message` or an `escalation`, by the names BPMN has for them."""

    id: str
    tag: str
    name: str


class Timer(NamedTuple):
    """That an event waits at an activity, and how long; None where no duration is known."""

    host: str
    duration: Duration | None


@dataclass(frozen=True)
class Element:
    """A flow node: an activity, a gateway or an event; `tag` is BPMN's name for its kind.

    `lane` is the number of its lane among those of roles. `gathers` tells apart the gateways with
    several ways in. `calls` is the id of the process that a call activity carries out, `sends` what
    an end event sends, `timer` what a boundary event waits for.
    """

    id: str
    tag: str
    lane: int
    name: str = ""
    documentation: str = ""
    gathers: bool = False
    calls: str = ""
    sends: Signal | None = None
    timer: Timer | None = None


class Flow(NamedTuple):
    """A sequence flow; `name` is its condition in words, `condition` the same as it is written."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    is_default: bool = False


class Process(NamedTuple):
    """A process in a pool of its own; elements and flows in the order of the procedure."""

    id: str
    name: str
    documentation: str
    lanes: tuple[Lane, ...]
    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
