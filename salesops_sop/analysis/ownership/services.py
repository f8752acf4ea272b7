"""Requests with two doors, and requests that one service refuses and another one grants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement, read
from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.vocabulary import Vocabulary
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
    services: list[Service],
    statements: Mapping[str, Statement],
    dimensions: Dimensions,
    vocabulary: Vocabulary,
) -> Iterator[Promised]:
    """What a service puts out of scope and a service of the same provider offers.

    A refusal that points to that other service is no contradiction but a signpost. One that names
    a thing and no action refuses whatever is done with it.
    """
    for refusing in _in_force(services):
        for refusal in refusing.not_for:
            for offering in _in_force(services):
                if offering.provider != refusing.provider or _points_to(refusal, offering):
                    continue
                offered = statements[offering.request]
                refused = statements[refusal.what]
                if refusing is not offering:  # in one service a thing may narrow the request
                    refused = _whatever_is_done(refused, offered, vocabulary)
                match = compare(refused, offered)
                if match.similarity >= SAME and meets(refusing.scope, offering.scope, dimensions):
                    yield Promised(refusing, refusal, offering, match)


def _known(action: str) -> bool:
    return action.removeprefix("verb:") in lexicon().classes or not action.startswith("verb:")


def _whatever_is_done(refused: Statement, offered: Statement, vocabulary: Vocabulary) -> Statement:
    """What is refused; a thing without an action is refused whatever is done with it."""
    actions = {action for clause in refused.clauses for action in clause.actions}
    verb = next((verb for clause in offered.clauses for verb in clause.verbs), "")
    if not verb or any(_known(action) for action in actions):
        return refused
    return read(f"{verb} {refused.text}", vocabulary)


def _in_force(services: list[Service]) -> list[Service]:
    return [s for s in services if not (s.control and s.control.status is Status.RETIRED)]


def _points_to(refusal: Instead, service: Service) -> bool:
    instead = refusal.instead or ""
    return f"service:{service.id})" in instead or service.title.casefold() in instead.casefold()
