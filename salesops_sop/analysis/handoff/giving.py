"""What a step gives to other departments: who takes the work up, and what is declared of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from salesops_sop.analysis.flow.graph import Graph, Node, NodeKind
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.analysis.organization.doing import doers
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.handbook.model.process import Procedure, Step


class Way(StrEnum):
    """How work comes from the step that gives it to the step that takes it."""

    NEXT = "next"
    """The step is one of those right behind, through choices, splits and joins."""
    START = "start"
    """It is the first one of a procedure that an outcome starts."""
    CALL = "call"
    """It is the first one of a procedure that is called."""


class Taker(NamedTuple):
    """A step that takes work from another department.

    `departments` are those of the roles that do it, without those that gave. `declared` says
    whether the hand-off of the step that gives names one of its roles or departments; a name that
    does not exist may have meant it. `changes` says whether none of the departments that gave goes
    on with the work; where one does, only the hand-off brings in the others.
    """

    procedure: Procedure
    step: Step
    way: Way
    departments: frozenset[str]
    declared: bool
    changes: bool


@dataclass(frozen=True, slots=True)
class Giving:
    """A step whose work goes to other departments, or is declared to.

    `givers` are its roles, `departments` theirs. `takers` come in the order of the ways, those that
    follow in the procedure first. `aside` names the receivers of the hand-off, in the author's
    order, that belong to other departments and do none of the steps that follow. `unsure` says that
    nobody can tell in full who takes the work: a receiver or a following step does not exist, or
    nobody is named who does it.
    """

    procedure: Procedure
    step: Step
    givers: tuple[str, ...]
    departments: frozenset[str]
    takers: tuple[Taker, ...]
    aside: tuple[str, ...] = ()
    unsure: bool = False

    @property
    def undeclared(self) -> tuple[Taker, ...]:
        """The steps of the same procedure that take the work although no hand-off says so.

        What another procedure takes up may be agreed there; only the next steps must be declared.
        """
        return tuple(t for t in self.takers if t.way is Way.NEXT and not t.declared)

    @property
    def leaves(self) -> bool:
        """Whether the declared hand-off goes to another department, as far as anybody can tell."""
        if self.step.handoff is None:
            return False
        return bool(self.aside) or any(taker.declared for taker in self.takers)


class _Onward(NamedTuple):
    """A step that work may come to, and how."""

    procedure: Procedure
    step: Step
    way: Way


@dataclass(frozen=True)
class Reading:
    """Reads what the steps of a procedure give; `graphs` are those of all procedures in force."""

    parties: Parties
    dimensions: Dimensions
    graphs: Mapping[str, Graph]

    def of(self, graph: Graph) -> Iterator[Giving]:
        """Every step that gives something to another department, in the order of the procedure.

        Who gives and who takes is the responsible role; a step that a system does, or nobody,
        neither gives nor takes work that is not declared. Where one of several departments goes on
        with the next step, the work does not change hands. Steps that nothing leads to are left
        out, and steps with a role or department that does not exist.
        """
        onward, lost = self._onward(graph), self._lost(graph)
        for node in graph.steps:
            if node.id in graph.reached and node.step is not None:
                unsure = id(node.step) in lost
                giving = self._giving(graph.procedure, node.step, onward[node.id], unsure)
                if giving is not None:
                    yield giving

    def _onward(self, graph: Graph) -> dict[str, list[_Onward]]:
        """From each step to the steps behind it, then to those of procedures it leads to."""
        found: dict[str, list[_Onward]] = {}
        names = {id(node.step): node.id for node in graph.steps}
        for name, following in graph.following.items():
            steps = [graph.nodes[target].step for target in following]
            found[name] = [_Onward(graph.procedure, step, Way.NEXT) for step in steps if step]
        for node in graph.nodes.values():
            other = self.graphs.get(_elsewhere(node))
            if other is not None and other.procedure.steps:
                way = Way.CALL if node.calls else Way.START
                first = _Onward(other.procedure, other.procedure.steps[0], way)
                if first not in found[names[id(node.step)]]:
                    found[names[id(node.step)]].append(first)
        return found

    def _lost(self, graph: Graph) -> frozenset[int]:
        """The identities of steps with a way to a step or a procedure that is not there."""
        nodes = graph.nodes.values()
        lost = (n for n in nodes if n.kind is NodeKind.LOST)
        away = (n for n in nodes if _elsewhere(n) and _elsewhere(n) not in self.graphs)
        return frozenset(id(node.step) for node in (*lost, *away))

    def _giving(
        self, procedure: Procedure, step: Step, onward: list[_Onward], lost: bool
    ) -> Giving | None:
        givers = doers(procedure, step)
        if not self.parties.known(givers):
            return None
        if step.handoff is None and not self._is_told(step):
            return None
        homes = self.parties.departments_of(givers)
        to = tuple(dict.fromkeys(step.handoff.to)) if step.handoff else ()
        known = [party for party in to if self.parties.department(party)]
        outside = [party for party in known if self.parties.department(party) not in homes]
        takers = tuple(self._takers(step, homes, outside, onward))
        met = {p for p in outside for t in takers if self.parties.met((p,), t.procedure, t.step)}
        aside = tuple(party for party in outside if party not in met)
        if not takers and not aside:
            return None
        unsure = (
            lost or len(known) < len(to) or not all(self._is_told(after.step) for after in onward)
        )
        return Giving(procedure, step, givers, homes, takers, aside, unsure)

    def _takers(
        self, giving: Step, homes: frozenset[str], outside: list[str], onward: list[_Onward]
    ) -> Iterator[Taker]:
        to = giving.handoff.to if giving.handoff else ()
        told = self._is_told(giving)
        for procedure, step, way in onward:
            if not self._is_told(step) or not meets(giving.scope, step.scope, self.dimensions):
                continue
            theirs = self.parties.departments_of(doers(procedure, step))
            changes = homes.isdisjoint(theirs)
            addressed = self.parties.met(outside, procedure, step) and not theirs <= homes
            if (changes and told) or addressed:
                declared = not self.parties.known(to) or self.parties.met(to, procedure, step)
                yield Taker(procedure, step, way, theirs - homes, declared, changes)

    def _is_told(self, step: Step) -> bool:
        """Whether somebody is named who does a step, and everybody who is named exists."""
        roles = step.raci.responsible if step.raci else ()
        return bool(roles) and self.parties.known(roles)


def _elsewhere(node: Node) -> str:
    """The id of the procedure that a node calls or starts; empty for none."""
    return node.calls or (node.outcome.start if node.outcome else None) or ""
