"""The process map: which procedures start and call each other, and what goes in and comes out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import NodeKind
from salesops_sop.analysis.words import meaning, stems
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.model.service import Service

Meaning = tuple[str, ...]


class Join(NamedTuple):
    """One procedure leads to another: an outcome starts it, or a step calls it."""

    source: str
    target: str
    place: Place
    is_call: bool


class Thing(NamedTuple):
    """Something that goes in or comes out: its name, and where it is named.

    `starters` are the procedures that start the one that needs it, where only they do.
    """

    name: str
    procedure: Procedure
    step: Step | None
    place: Place
    starters: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProcessMap:
    """The procedures that are not retired, joined by outcomes, calls, and what they pass on.

    Names are compared by meaning: without case, plural, articles and word order. Where a document
    cannot be read, nobody can tell what is missing, and nothing is.
    Ask `handbook.derived(ProcessMap)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures on the map, by id."""
        return self.handbook.derived(Flows).live

    @cached_property
    def joins(self) -> tuple[Join, ...]:
        """Every start and call of a procedure that is on the map, by procedure and place.

        An outcome starts its procedure whether or not a step ends with it.
        """
        there = {procedure.id for procedure in self.procedures}
        every = (join for procedure in self.procedures for join in self._joins(procedure))
        return tuple(join for join in every if join.target in there)

    def _joins(self, procedure: Procedure) -> Iterator[Join]:
        graph = self.handbook.derived(Flows).graphs[procedure.id]
        for node in graph.nodes.values():
            if node.kind is NodeKind.CALL:
                place = graph.into[node.id][0].place
                yield Join(procedure.id, node.calls, place, is_call=True)
        for number, outcome in enumerate(procedure.outcomes):
            if outcome.start:
                place = procedure.at("outcomes", number, "start")
                yield Join(procedure.id, outcome.start, place, is_call=False)

    @cached_property
    def leading_to(self) -> Mapping[str, tuple[Join, ...]]:
        """From each procedure to what starts or calls it, itself left out."""
        found: dict[str, list[Join]] = {procedure.id: [] for procedure in self.procedures}
        for join in self.joins:
            if join.source != join.target:
                found[join.target].append(join)
        return {ident: tuple(joins) for ident, joins in found.items()}

    @cached_property
    def orphans(self) -> tuple[Procedure, ...]:
        """Procedures without a trigger that no other one starts or calls."""
        every = () if self.handbook.lost else self.procedures
        return tuple(p for p in every if not p.trigger and not self.leading_to[p.id])

    @cached_property
    def unused(self) -> tuple[Thing, ...]:
        """What a step makes and nobody uses, each name of a procedure once.

        It is used when a step anywhere needs it, when a procedure needs or promises it, when it
        is handed over, when a record or a service names it, and when another step of the same
        procedure, a condition in it, or one of its outcomes speaks of it.
        """
        every = () if self.handbook.lost else self.procedures
        return tuple(thing for procedure in every for thing in self._unused_in(procedure))

    def _unused_in(self, procedure: Procedure) -> Iterator[Thing]:
        names = [(s, n, name) for s in procedure.steps for n, name in enumerate(s.outputs)]
        unused = [(s, n, name) for s, n, name in names if meaning(name) not in self._needed]
        spoken = list(_spoken(procedure)) if unused else []
        told: set[Meaning] = set()
        for step, number, name in unused:
            words = frozenset(stems(name))
            if meaning(name) not in told and not any(
                words <= said for speaker, said in spoken if words and speaker is not step
            ):
                told.add(meaning(name))
                yield Thing(name, procedure, step, procedure.at(step, "outputs", number))

    @cached_property
    def unmade(self) -> tuple[Thing, ...]:
        """What a step or a procedure needs and nobody makes, each name of a procedure once.

        What a step needs is made when a step anywhere makes it or hands it over, when its procedure
        needs it at the start or speaks of it in its trigger, and when a document of the handbook
        bears its name (a dataset, a system, a table). What a procedure needs comes from outside
        with its trigger; without one it must be made, promised, handed over or needed by one of
        the procedures that start or call it.
        """
        found: dict[tuple[str, Meaning], Thing] = {}
        for procedure in () if self.handbook.lost else self.procedures:
            for thing in (*self._unmade_inputs(procedure), *self._unmade_in_steps(procedure)):
                found.setdefault((procedure.id, meaning(thing.name)), thing)
        return tuple(found.values())

    def _unmade_inputs(self, procedure: Procedure) -> Iterator[Thing]:
        starters = tuple(dict.fromkeys(j.source for j in self.leading_to[procedure.id]))
        if procedure.trigger or not starters:
            return
        given = {m for starter in starters for m in self._gives[starter]}
        for number, name in enumerate(procedure.inputs):
            if meaning(name) not in given and meaning(name) not in self._documents:
                place = procedure.at("inputs", number)
                yield Thing(name, procedure, None, place, starters)

    def _unmade_in_steps(self, procedure: Procedure) -> Iterator[Thing]:
        own = _meanings(procedure.inputs)
        for step in procedure.steps:
            for number, name in enumerate(step.inputs):
                what = meaning(name)
                if what in own or what in self._made or what in self._documents:
                    continue
                if not any(_speaks_of(text, name) for text in procedure.trigger):
                    yield Thing(name, procedure, step, procedure.at(step, "inputs", number))

    @cached_property
    def _needed(self) -> frozenset[Meaning]:
        found: set[Meaning] = set()
        for procedure in self.procedures:
            found |= _meanings((*procedure.inputs, *procedure.outputs, *procedure.records))
            for step in procedure.steps:
                payload = step.handoff.payload if step.handoff else ()
                found |= _meanings((*step.inputs, *payload, *step.records))
        for service in self.handbook.all(Service):
            found |= _meanings(service.needs)
        return frozenset(found)

    @cached_property
    def _made(self) -> frozenset[Meaning]:
        steps = [step for procedure in self.procedures for step in procedure.steps]
        payloads = (step.handoff.payload for step in steps if step.handoff)
        made = (name for names in (*(step.outputs for step in steps), *payloads) for name in names)
        return frozenset(_meanings(made))

    @cached_property
    def _gives(self) -> Mapping[str, frozenset[Meaning]]:
        """From each procedure to all that it can pass on to one that it starts."""
        return {
            procedure.id: frozenset(_meanings(_passed(procedure))) for procedure in self.procedures
        }

    @cached_property
    def _documents(self) -> frozenset[Meaning]:
        return frozenset(_meanings(d.title for d in self.handbook.documents if _is_thing(d)))


def _passed(procedure: Procedure) -> Iterator[str]:
    yield from procedure.inputs
    yield from procedure.outputs
    for step in procedure.steps:
        yield from step.inputs
        yield from step.outputs
        yield from step.handoff.payload if step.handoff else ()


def _spoken(procedure: Procedure) -> Iterator[tuple[Step | None, frozenset[str]]]:
    """The stems of what steps, conditions, records and outcomes say; with the step that does it."""
    for step in procedure.steps:
        yield step, frozenset(stems(f"{step.action}. {step.details or ''}"))
        branches = step.next if isinstance(step.next, list) else ()
        for text in (*step.records, *(branch.when or "" for branch in branches)):
            yield None, frozenset(stems(text))
    for text in (*procedure.records, *(outcome.title for outcome in procedure.outcomes)):
        yield None, frozenset(stems(text))


def _speaks_of(text: str, name: str) -> bool:
    words = stems(name)
    return bool(words) and frozenset(words) <= frozenset(stems(text))


def _meanings(names: Iterable[str]) -> set[Meaning]:
    return {meaning(name) for name in names}


def _is_thing(document: Document) -> bool:
    return document.kind not in ("procedure", "role", "department", "person", "handbook")
