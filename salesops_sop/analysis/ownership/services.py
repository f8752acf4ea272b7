"""Requests with two doors, and requests that one service refuses and another one grants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.analysis.words import meaning
from salesops_sop.handbook.model.record import Instead, Status
from salesops_sop.handbook.model.service import Service


@dataclass(frozen=True, slots=True)
class TwoChannels:
    """One request that two services take through different channels."""

    first: Service
    second: Service
    match: Match


@dataclass(frozen=True, slots=True)
class Promised:
    """Something a service is not for, and a service of the same provider that offers it."""

    refusing: Service
    refusal: Instead
    offering: Service
    match: Match


def two_channels(
    services: list[Service], statements: Mapping[str, Statement], dimensions: Dimensions
) -> Iterator[TwoChannels]:
    """Pairs of services for one request, whoever provides it, with different channels."""
    for first, second in combinations(_in_force(services), 2):
        if meaning(first.channel) == meaning(second.channel):
            continue
        match = compare(statements[first.request], statements[second.request])
        if match.similarity >= SAME and meets(first.scope, second.scope, dimensions):
            yield TwoChannels(first, second, match)


def promised(
    services: list[Service], statements: Mapping[str, Statement], dimensions: Dimensions
) -> Iterator[Promised]:
    """What a service puts out of scope and a service of the same provider offers.

    A refusal that points to that other service is no contradiction but a signpost.
    """
    for refusing in _in_force(services):
        for refusal in refusing.not_for:
            for offering in _in_force(services):
                if offering.provider != refusing.provider or _points_to(refusal, offering):
                    continue
                match = compare(statements[refusal.what], statements[offering.request])
                if match.similarity >= SAME and meets(refusing.scope, offering.scope, dimensions):
                    yield Promised(refusing, refusal, offering, match)


def _in_force(services: list[Service]) -> list[Service]:
    return [s for s in services if not (s.control and s.control.status is Status.RETIRED)]


def _points_to(refusal: Instead, service: Service) -> bool:
    instead = refusal.instead or ""
    return f"service:{service.id})" in instead or service.title.casefold() in instead.casefold()
