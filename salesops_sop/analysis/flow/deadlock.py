"""Deadlocks: which join waits in vain, and which choice or loop leads its work astray."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from salesops_sop.analysis.flow.graph import START, Edge, Node, NodeKind
from salesops_sop.analysis.flow.net import Firing
from salesops_sop.analysis.flow.region import before
from salesops_sop.analysis.flow.search import Search, Stuck
from salesops_sop.handbook.model.process import Step


class Cause(StrEnum):
    """Why a join waits in vain."""

    ONE_OF = "one of"
    """A choice leads to the join on several ways, of which one is taken."""
    ENDS = "ends"
    """A choice may end the procedure instead."""
    ELSEWHERE = "elsewhere"
    """What it waits for may not come, for a choice (if there is a `way`) or for other reasons."""
    BEHIND = "behind"
    """What it waits for comes only after it."""
    AGAIN = "again"
    """A loop comes back to it on some of the ways only."""


@dataclass(frozen=True)
class Deadlock:
    """A join that waits in vain for some steps.

    `way` is that of the choice that leads astray, and `way_from` the step with this choice.
    `waits_for_all` says that every way into the join is among the missing ones, by turns.
    """

    join: Node
    cause: Cause
    missing: tuple[Step, ...]
    way: Edge | None = None
    way_from: Step | None = None
    waits_for_all: bool = False


class Deadlocks:
    """Names what a search found stuck, once for each choice that leads astray.

    What may come from a way that is lost is not told, nor that a merge waits which was only made
    to wait in order to look behind it. When no effort is left the others are not told.
    """

    def __init__(self, search: Search) -> None:
        self.search = search
        self.net = search.net
        self.graph = search.net.graph
        self.ended: set[str] = set()
        self.told: dict[tuple[str, str], tuple[Cause, Edge | None, set[int]]] = {}
        for stuck in search.stuck:
            if not self.net.effort.may_explain:
                break
            if self.graph.nodes[stuck.join.node].kind is NodeKind.JOIN:
                self._stuck(stuck, search.trace(stuck.marking))

    def found(self) -> tuple[Deadlock, ...]:
        """All of them, in the order of the procedure."""
        order = {node: number for number, node in enumerate(self.graph.nodes)}
        kept = sorted(self._kept(), key=lambda key: order[key[0]])
        return tuple(self._deadlock(self.graph.nodes[key[0]], *self.told[key]) for key in kept)

    def _kept(self) -> Iterator[tuple[str, str]]:
        """One for each cause: a choice may lead astray for two joins, a circle leaves out twice."""
        circles = {join for (join, _), (cause, *_) in self.told.items() if cause is Cause.BEHIND}
        choices: set[str] = set()
        for (join, by), (cause, way, _) in self.told.items():
            if not (cause is Cause.AGAIN and join in circles) and by not in choices:
                yield join, by
            if way is not None:
                choices.add(by)

    def _deadlock(self, join: Node, cause: Cause, way: Edge | None, missing: set[int]) -> Deadlock:
        into = {self.net.place(edge) for edge in self.net.incoming(join.id)}
        from_step = self.graph.nodes[way.source].step if way else None
        steps = self._steps(join.id, missing)
        return Deadlock(join, cause, steps, way, from_step, missing == into)

    @property
    def ends(self) -> frozenset[str]:
        """The ends by which a join was left waiting."""
        return frozenset(self.ended)

    def _stuck(self, stuck: Stuck, trace: list[Firing]) -> None:
        join = stuck.join.node
        lost = stuck.marking & self._lost
        for place in self._missing(stuck):
            cause, way = self._why(join, place, trace)
            astray = self.net.behind(way.target) | self.net.place(way) if way else -1
            if not lost & astray:
                key = join, way.source if way else cause
                _, _, missing = self.told.setdefault(key, (cause, way, set()))
                missing.add(place)
            if cause is Cause.ENDS:
                self.ended |= {f.node for f in trace if self._is_end(f) and f.pre & astray}

    def _missing(self, stuck: Stuck) -> Iterator[int]:
        left = stuck.join.pre & ~stuck.marking
        while left:
            yield left & -left
            left &= left - 1

    def _why(self, join: str, place: int, trace: list[Firing]) -> tuple[Cause, Edge | None]:
        if not self.net.behind(START, join) & place:
            return Cause.BEHIND, None
        last = max((n for n, firing in enumerate(trace) if firing.node == join), default=-1)
        taken = {firing.node: firing.edge for firing in trace[last + 1 :] if firing.edge}
        ways = [firing.edge for firing in reversed(trace[last + 1 :]) if firing.edge]
        for way in ways:
            if taken[way.source] is way and self._astray(way, join, place):
                return self._leads(way, join), way
        if last >= 0:
            return Cause.AGAIN, ways[0] if ways else None
        return Cause.ELSEWHERE, None

    def _astray(self, way: Edge, join: str, place: int) -> bool:
        """Whether another way of the choice leads to a place, but this one does not.

        It would not help if it came back to the choice.
        """
        self.net.effort.spend()
        others = [edge for edge in self.graph.out[way.source] if edge is not way]
        return not self._reaches(way, join, place) and any(
            self._reaches(edge, join, place) for edge in others
        )

    def _reaches(self, way: Edge, join: str, places: int) -> bool:
        without = (join, way.source)
        behind = self.net.behind(way.target, *without) if way.target not in without else 0
        return bool((self.net.place(way) | behind) & places)

    def _leads(self, way: Edge, join: str) -> Cause:
        into = [self.net.place(edge) for edge in self.net.incoming(join)]
        if any(self._reaches(way, join, place) for place in into):
            return Cause.ONE_OF
        behind = self.net.behind(way.target) | self.net.place(way)
        ends = (n.id for n in self.graph.nodes.values() if n.kind is NodeKind.END)
        if any(behind & self.net.place(e) for node in ends for e in self.net.incoming(node)):
            return Cause.ENDS
        return Cause.ELSEWHERE

    def _steps(self, join: str, missing: set[int]) -> tuple[Step, ...]:
        edges = [edge for edge in self.net.incoming(join) if self.net.place(edge) in missing]
        steps = [step for edge in edges if (step := before(self.graph, edge)) is not None]
        return tuple({id(step): step for step in steps}.values())

    @cached_property
    def _lost(self) -> int:
        lost = (node.id for node in self.graph.nodes.values() if node.kind is NodeKind.LOST)
        edges = (edge for node in lost for edge in self.net.incoming(node))
        return sum({self.net.place(edge) for edge in edges})

    def _is_end(self, firing: Firing) -> bool:
        return self.graph.nodes[firing.node].kind is NodeKind.END
