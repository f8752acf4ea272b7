"""The services that hand-offs name: whether the receiver offers them, and to the giver."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from salesops_sop.analysis.handoff.giving import Giving
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.handbook.model.process import Handoff, Step
from salesops_sop.handbook.model.service import Service


class Wrong(StrEnum):
    """What is wrong with the service of a hand-off."""

    NONE = "none"
    """It goes to a department in which nobody is known to take it, and names no service."""
    OTHER_PROVIDER = "other provider"
    """The service is not one of the receiver's."""
    NOT_OFFERED = "not offered"
    """The service is not for the one who gives."""


class Misuse(NamedTuple):
    """A hand-off with a wrong service, or without one.

    `asking` are the ones for whom the service is not; `departments` the ones addressed without one.
    """

    giving: Giving
    handoff: Handoff
    wrong: Wrong
    service: Service | None = None
    asking: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


def misuses(
    givings: Iterable[Giving], services: Sequence[Service], parties: Parties
) -> Iterator[Misuse]:
    """Each hand-off to another department that names a wrong service, or none where it must.

    A hand-off must name one when it goes to a department as such and no step shows who takes it:
    nobody of the department does a step that follows or is consulted or informed in one. A role or
    department that does not exist, and a service that does not, is not judged.
    """
    by_id = {service.id: service for service in services}
    for giving in givings:
        handoff = giving.step.handoff
        if handoff is None or not giving.leaves:
            continue
        service = by_id.get(handoff.service or "")
        if service is not None:
            yield from _of_service(giving, handoff, service, parties)
        elif handoff.service is None and not giving.unsure and (nobody := _nobody(giving, parties)):
            yield Misuse(giving, handoff, Wrong.NONE, departments=nobody)


def _of_service(
    giving: Giving, handoff: Handoff, service: Service, parties: Parties
) -> Iterator[Misuse]:
    """A hand-off asks the provider for the service, or brings what was asked of the provider."""
    if not parties.known((*service.consumers, service.provider, *handoff.to)):
        return
    asked, brought = (
        _provides(service, handoff.to, parties),
        _provides(service, giving.givers, parties),
    )
    if not asked and not brought:
        yield Misuse(giving, handoff, Wrong.OTHER_PROVIDER, service)
    elif not (asked and _may_ask(service, giving.givers, parties)) and not (
        brought and _may_ask(service, handoff.to, parties)
    ):
        asking = giving.givers if asked else tuple(handoff.to)
        yield Misuse(giving, handoff, Wrong.NOT_OFFERED, service, asking)


def _provides(service: Service, who: Iterable[str], parties: Parties) -> bool:
    """Whether one of the parties, its department, or one around or inside it is the provider."""
    own = parties.department(service.provider)
    return any(party == service.owner or _near(party, own, parties) for party in who)


def _near(party: str, department: str, parties: Parties) -> bool:
    other = parties.department(party)
    return department in parties.around(other) or other in parties.around(department)


def _may_ask(service: Service, who: Iterable[str], parties: Parties) -> bool:
    """Whether a service that names who may ask names one of the parties or a department around."""
    if not service.consumers:
        return True
    may = {*who}.union(*(parties.around(parties.department(party)) for party in who))
    return not may.isdisjoint(service.consumers)


def _nobody(giving: Giving, parties: Parties) -> tuple[str, ...]:
    """The departments as such to which a hand-off goes and in which nobody takes part next."""
    taking = {department for t in giving.takers for department in _taking_part(t.step, parties)}
    aside = (party for party in giving.aside if not parties.is_role(party))
    return tuple(department for department in aside if department not in taking)


def _taking_part(step: Step, parties: Parties) -> frozenset[str]:
    """The departments of all roles that a step names, and those around them."""
    raci = step.raci
    named = (*raci.responsible, *raci.accountable, *raci.consulted, *raci.informed) if raci else ()
    homes = parties.departments_of(named)
    return frozenset(above for home in homes for above in parties.around(home))
