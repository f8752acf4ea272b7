"""Draws the graph of a procedure from what its steps say of their `next`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from salesops_sop.analysis.flow.graph import START, Edge, Flaw, Graph, Node, NodeKind
from salesops_sop.base.graph import reachable
from salesops_sop.handbook.model.process import Branch, Outcome, Procedure, Step, Target
from salesops_sop.handbook.model.record import Place


class _Way(NamedTuple):
    """The beginning of an edge: its source, where it is written, and on which condition."""

    source: str
    place: Place
    label: str = ""
    otherwise: bool = False

    def inside(self, name: str | int) -> "_Way":
        """The same way, written one level deeper."""
        place = Place(self.place.document, (*self.place.path, name))
        return _Way(self.source, place, self.label, self.otherwise)

    def on_from(self, source: str) -> "_Way":
        """The way on from a node in between, which has no condition."""
        return _Way(source, self.place)


def drawn(procedure: Procedure, meant: Mapping[str, str] = MappingProxyType({})) -> Graph:
    """The graph of a procedure, whatever is wrong with it.

    `meant` says of lost ways, by the node at which they end, to which step's node they lead.

    A step leads to the one below it unless it says otherwise, and so does a call that does not say
    what follows; the last step ends the procedure. Of steps with one id the first is meant by that
    name, the others keep their place in the order. A procedure without steps has no nodes.
    """
    if not procedure.steps:
        return Graph(procedure, {}, ())
    builder = _Builder(procedure, meant)
    builder.ways()
    builder.gather()
    return Graph(procedure, builder.ordered(), tuple(builder.edges))


class _Builder:
    def __init__(self, procedure: Procedure, meant: Mapping[str, str]) -> None:
        self.procedure = procedure
        self.meant = meant
        self.outcomes: Mapping[str, Outcome] = {o.id: o for o in reversed(procedure.outcomes)}
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.taken: Counter[str] = Counter()
        self.names = [self._node(step.id, NodeKind.STEP, step) for step in procedure.steps]
        self.places = {
            id(step): Place(procedure, ("steps", number))
            for number, step in enumerate(procedure.steps)
        }
        self.below = dict(pairwise(self.names))
        self.name_of = {id(s): n for s, n in zip(procedure.steps, self.names, strict=True)}

    def ways(self) -> None:
        """Every way goes straight to its step: joins and merges come later."""
        first = self.places[id(self.procedure.steps[0])]
        self.nodes[START] = Node(START, NodeKind.START)
        self._edge(_Way(START, first), self.names[0])
        for step in self.procedure.steps:
            own = _Way(self.name_of[id(step)], self.places[id(step)])
            way = own.inside("next")
            if step.next is None:
                self._below(own, step)
            elif isinstance(step.next, list):
                self._choice(way, step, step.next)
            else:
                self._to(way, step, step.next)

    def _choice(self, way: _Way, step: Step, branches: list[Branch]) -> None:
        if not branches:
            self._nowhere(way, step, Flaw.NOTHING)
            return
        source = way.source
        if len(branches) > 1 or branches[0].when is not None:
            source = self._through(way, step, NodeKind.CHOICE)
        for number, branch in enumerate(branches):
            field, target = "to", branch.to
            if branch.when is None:
                field, target = "otherwise", branch.otherwise
            place = way.inside(number).place
            one = _Way(source, place, branch.when or "", branch.when is None)
            if target is None:
                self._nowhere(one, step, Flaw.NOTHING)
            else:
                self._to(one.inside(field), step, target)

    def _to(self, way: _Way, step: Step, target: str | Target) -> None:
        if isinstance(target, str):
            self._to_step(way, step, target)
        elif target.call:
            call = self._through(way, step, NodeKind.CALL, calls=target.call)
            if target.then:
                self._to_step(way.on_from(call).inside("then"), step, target.then)
            else:
                self._below(way.on_from(call), step)
        elif target.all:
            split = self._through(way, step, NodeKind.SPLIT)
            for ident in dict.fromkeys(target.all):
                self._to_step(way.on_from(split).inside("all"), step, ident)
        elif target.end:
            self._end(way.inside("end"), step, target.end)
        else:
            self._nowhere(way, step, Flaw.NOTHING)

    def _below(self, way: _Way, step: Step) -> None:
        below = self.below.get(self.name_of[id(step)])
        if below:
            self._edge(way, below)
        else:
            flaw = Flaw.FALLS_OFF if self.outcomes else None
            self._through(way, step, NodeKind.END, flaw=flaw)

    def _to_step(self, way: _Way, step: Step, ident: str) -> None:
        node = self.nodes.get(ident)
        if node is not None and node.kind is NodeKind.STEP:
            self._edge(way, ident)
        else:
            self._nowhere(way, step, Flaw.UNKNOWN, ident)

    def _end(self, way: _Way, step: Step, ident: str) -> None:
        outcome = self.outcomes.get(ident)
        flaw = None if outcome else Flaw.UNKNOWN
        self._through(way, step, NodeKind.END, outcome=outcome, flaw=flaw, target=ident)

    def _nowhere(self, way: _Way, step: Step, flaw: Flaw, target: str = "") -> None:
        lost = self._through(way, step, NodeKind.LOST, flaw=flaw, target=target)
        if lost in self.meant:
            del self.nodes[lost]
            self.edges[-1] = self.edges[-1]._replace(target=self.meant[lost])

    def gather(self) -> None:
        """Put a join or a merge before each step that several ways lead to."""
        ways: dict[str, list[str]] = {node: [] for node in self.nodes}
        for edge in self.edges:
            ways[edge.source].append(edge.target)
        reached = reachable(ways, [START])
        coming: dict[str, list[int]] = {}
        for number, edge in enumerate(self.edges):
            if edge.source in reached:
                coming.setdefault(edge.target, []).append(number)
        for step, name in zip(self.procedure.steps, self.names, strict=True):
            if len(coming.get(name, ())) > 1:
                self._gate(name, step, coming[name])

    def _gate(self, name: str, step: Step, coming: list[int]) -> None:
        by_source: dict[str, list[int]] = {}
        for number in coming:
            by_source.setdefault(self._from(self.edges[number]), []).append(number)
        if not step.wait_for or len(by_source) == 1:
            self._gather(coming, self._node(f"merge:{name}", NodeKind.MERGE, step), name)
            return
        join = self._node(f"join:{name}", NodeKind.JOIN, step)
        for source, numbers in by_source.items():
            if len(numbers) > 1:  # a join waits for steps; of several ways from one, one is taken
                merge = self._node(f"merge:{name}:{source}", NodeKind.MERGE, step)
                self._gather(numbers, merge, join)
            else:
                self._redirect(numbers, join)
        self._edge(_Way(join, self.places[id(step)]), name)

    def _from(self, edge: Edge) -> str:
        """The step that a way comes from, over calls, choices and splits."""
        step = self.nodes[edge.source].step
        return START if step is None else self.name_of[id(step)]

    def _gather(self, numbers: list[int], gate: str, target: str) -> None:
        self._redirect(numbers, gate)
        self._edge(_Way(gate, self.edges[numbers[0]].place), target)

    def _redirect(self, numbers: list[int], target: str) -> None:
        for number in numbers:
            self.edges[number] = self.edges[number]._replace(target=target)

    def ordered(self) -> dict[str, Node]:
        """The nodes step by step: what stands before a step, it, and what stands behind."""
        return {name: self.nodes[name] for name in self._order()}

    def _order(self) -> Iterator[str]:
        around: dict[int, list[Node]] = {}
        for node in self.nodes.values():
            if node.step is not None:
                around.setdefault(id(node.step), []).append(node)
        yield START
        for step in self.procedure.steps:
            for node in sorted(around[id(step)], key=lambda node: _STANDS[node.kind]):
                yield node.id

    def _through(self, way: _Way, step: Step, kind: NodeKind, **more: Any) -> str:
        """Lead a way to a new node."""
        prefix = f"{kind}:{more['target']}" if more.get("target") else str(kind)
        node = self._node(f"{prefix}:{way.source}", kind, step, **more)
        self._edge(way, node)
        return node

    def _node(self, name: str, kind: NodeKind, step: Step, **more: Any) -> str:
        self.taken[name] += 1
        unique = name if self.taken[name] == 1 else f"{name}:{self.taken[name]}"
        self.nodes[unique] = Node(unique, kind, step, **more)
        return unique

    def _edge(self, way: _Way, target: str) -> None:
        self.edges.append(Edge(way.source, target, way.place, way.label, way.otherwise))


_STANDS = {
    kind: number
    for number, kind in enumerate(
        (
            NodeKind.MERGE,
            NodeKind.JOIN,
            NodeKind.STEP,
            NodeKind.CHOICE,
            NodeKind.SPLIT,
            NodeKind.CALL,
            NodeKind.LOST,
            NodeKind.END,
        )
    )
}
