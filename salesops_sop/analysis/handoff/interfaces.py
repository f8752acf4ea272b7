"""Interfaces: department by department, what one gives the other and may ask of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salesops_sop.analysis.handoff.giving import Giving, Taker
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.handbook.model.process import Handoff, Procedure, Step
from salesops_sop.handbook.model.service import Service


class Passage(NamedTuple):
    """What one step gives to one other department.

    `givers` and `receivers` are roles, or the department where the hand-off names no role; `takers`
    the steps that take the work up, none where it goes to somebody who does no step. `declared` is
    the hand-off that says so; None where the work only goes on.
    """

    procedure: Procedure
    step: Step
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    takers: tuple[Taker, ...]
    declared: Handoff | None


@dataclass(frozen=True, slots=True)
class Interface:
    """What a department gives another one, and the services it may ask of it, by id."""

    giver: str
    receiver: str
    passages: tuple[Passage, ...] = ()
    services: tuple[Service, ...] = ()

    @property
    def undeclared(self) -> int:
        """How many passages no hand-off declares."""
        return sum(1 for passage in self.passages if passage.declared is None)


def interfaces(
    givings: Iterable[Giving], services: Iterable[Service], parties: Parties
) -> Mapping[tuple[str, str], Interface]:
    """From giver and receiver to what lies between them, sorted by both ids.

    A step that several departments do together gives from each of them, and one hand-off to
    several departments goes to each of them. A service lies between whoever may ask and whoever
    provides it; one that everybody may ask for is between nobody in particular.
    """
    passages: dict[tuple[str, str], list[Passage]] = {}
    for giving in givings:
        for receiver, passage in _passages(giving, parties):
            for giver in giving.departments:
                own = tuple(r for r in giving.givers if parties.department(r) == giver)
                passages.setdefault((giver, receiver), []).append(passage._replace(givers=own))
    asked: dict[tuple[str, str], list[Service]] = {}
    for service in services:
        provider = parties.department(service.provider)
        for consumer in sorted(parties.departments_of(service.consumers) - {provider}):
            if provider:
                asked.setdefault((consumer, provider), []).append(service)
    return {
        pair: Interface(*pair, tuple(passages.get(pair, ())), tuple(asked.get(pair, ())))
        for pair in sorted(passages.keys() | asked.keys())
    }


def _passages(giving: Giving, parties: Parties) -> Iterator[tuple[str, Passage]]:
    """What a step gives, by the department that receives; declared and not declared apart."""
    aside = parties.departments_of(giving.aside)
    for receiver in sorted(aside.union(*(taker.departments for taker in giving.takers))):
        takers = [taker for taker in giving.takers if receiver in taker.departments]
        beside = [party for party in giving.aside if parties.department(party) == receiver]
        for declared in (True, False):
            these = tuple(taker for taker in takers if taker.declared is declared)
            receivers = dict.fromkeys(beside if declared else ())
            receivers |= {role: None for t in these for role in _roles(t, receiver, parties)}
            if receivers:
                handoff = giving.step.handoff if declared else None
                named = tuple(receivers)
                yield receiver, Passage(giving.procedure, giving.step, (), named, these, handoff)


def _roles(taker: Taker, department: str, parties: Parties) -> Iterator[str]:
    """The roles of a department that do the step of a taker."""
    for role in taker.step.raci.responsible if taker.step.raci else ():
        if parties.department(role) == department:
            yield role
