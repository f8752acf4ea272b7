"""The steps of a procedure as a graph of steps, choices, splits, joins, calls and ends."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from salesops_sop.base.graph import reachable
from salesops_sop.handbook.model.process import Outcome, Procedure, Step
from salesops_sop.handbook.model.record import Place


class NodeKind(StrEnum):
    """What a node of the graph is; named as BPMN names it where it has the thing."""

    START = "start"
    STEP = "step"
    CALL = "call"
    CHOICE = "choice"
    """One of the ways onward is taken."""
    MERGE = "merge"
    """Several ways come together; whichever arrives goes on."""
    SPLIT = "split"
    """All ways onward are taken at the same time."""
    JOIN = "join"
    """Waits for every way that comes in."""
    END = "end"
    LOST = "lost"
    """A way that leads nowhere: what should follow is missing or does not exist."""


START = "start:"
"""The id of the start; ids of steps hold no colon."""

_STOPS = (NodeKind.END, NodeKind.LOST)
GATEWAYS = frozenset({NodeKind.CHOICE, NodeKind.MERGE, NodeKind.SPLIT, NodeKind.JOIN})


class Flaw(StrEnum):
    """What is wrong with the end of a way."""

    UNKNOWN = "unknown"
    """It names a step (of a lost way) or an outcome (of an end) that is not there."""
    NOTHING = "nothing"
    """Of a lost way: nothing follows (`next: []`, or a branch without a target)."""
    FALLS_OFF = "falls off"
    """Of an end: the last step names no outcome in a procedure that names its outcomes."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `step` is the step itself, the one a choice, split, call, end or lost way comes from,
    or the one that a join or merge leads to; None for the start.

    `outcome` is that of an end, if it has one; `calls` is the id of a called procedure; `flaw` says
    what is wrong with an end or why a way is lost, `target` which step or outcome it names.
    """

    id: str
    kind: NodeKind
    step: Step | None = None
    outcome: Outcome | None = None
    calls: str = ""
    flaw: Flaw | None = None
    target: str = ""


class Edge(NamedTuple):
    """A way from node to node; `place` is where it is written (the step, where it is not).

    `label` is the condition of a choice's way as written; `otherwise` marks the way of all other
    cases.
    """

    source: str
    target: str
    place: Place
    label: str = ""
    otherwise: bool = False


@dataclass(frozen=True)
class Graph:
    """The graph of one procedure; nodes and edges in the order in which they are written.

    Choices and splits stand as nodes of their own behind their step, joins and merges before it, so
    a step has one way in and one way out. Every way that ends has an end of its own. Ways out of
    steps that nothing leads to go straight to their target: they do not count for joins.
    """

    procedure: Procedure
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def out(self) -> Mapping[str, tuple[Edge, ...]]:
        """From each node to the edges that leave it."""
        return _grouped(self.nodes, self.edges, lambda edge: edge.source)

    @cached_property
    def into(self) -> Mapping[str, tuple[Edge, ...]]:
        """From each node to the edges that lead to it."""
        return _grouped(self.nodes, self.edges, lambda edge: edge.target)

    @cached_property
    def targets(self) -> Mapping[str, tuple[str, ...]]:
        """From each node to those that its edges lead to."""
        return {node: tuple(edge.target for edge in edges) for node, edges in self.out.items()}

    @cached_property
    def reached(self) -> frozenset[str]:
        """The nodes that a path leads to from the start."""
        return frozenset(reachable(self.targets, [START] if START in self.nodes else []))

    @cached_property
    def endless(self) -> frozenset[str]:
        """The nodes that can be reached and from which no end can be, nor a way that is lost."""
        ways = {node: [edge.source for edge in edges] for node, edges in self.into.items()}
        stops = (node.id for node in self.nodes.values() if node.kind in _STOPS)
        return self.reached - reachable(ways, stops)

    @cached_property
    def steps(self) -> tuple[Node, ...]:
        """The nodes that are steps, in the order of the procedure."""
        return tuple(node for node in self.nodes.values() if node.kind is NodeKind.STEP)

    @cached_property
    def following(self) -> Mapping[str, tuple[str, ...]]:
        """From the node of each step to those of the steps right behind it.

        Only gateways lie between: work that goes through a call was with others meanwhile. Steps
        come in the order of the ways; a step that several ways lead to comes once.
        """
        return {node.id: tuple(self._next_steps(node.id)) for node in self.steps}

    def _next_steps(self, node: str) -> Iterable[str]:
        found: dict[str, None] = {}
        seen = {node}
        waiting = [edge.target for edge in reversed(self.out[node])]
        while waiting:
            target = waiting.pop()
            if self.nodes[target].kind is NodeKind.STEP:
                found[target] = None
            elif self.nodes[target].kind in GATEWAYS and target not in seen:
                seen.add(target)
                waiting += [edge.target for edge in reversed(self.out[target])]
        return found


def _grouped(
    nodes: Iterable[str], edges: Iterable[Edge], key: Callable[[Edge], str]
) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {node: [] for node in nodes}
    for edge in edges:
        found[key(edge)].append(edge)
    return {node: tuple(of_node) for node, of_node in found.items()}
