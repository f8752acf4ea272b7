"""What a service promises: by when, in whose working hours, and where to go with the rest."""

from collections.abc import Iterator

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.analysis.handoff.refusals import refusals
from salesops_sop.analysis.lifecycle import duration
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.settings import HandbookFile
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import said


@rule("handoff/no-instead", Severity.WARNING)
def no_instead(handbook: Handbook) -> Iterator[Finding]:
    """A service or a procedure refuses something and does not say where to go with it.

    Whoever asks at the wrong door is to leave with an address. Each item of `not_for` and
    `out_of_scope` names one in `instead`: words, a link, or the id of a document, which exists.

    Bad:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        not_for:
          - what: Payment terms
    Good:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        not_for:
          - what: Payment terms
            instead: the finance director
    """
    for refusal in refusals(handbook):
        what = said(refusal.refused.what)
        message = (
            f"{what} is sent to ‘{refusal.missing}’, and there is no such document: name one that "
            "is there, or say it in words"
            if refusal.missing
            else f"{what} is refused, and nothing says where to go with it: say it in `instead`"
        )
        yield Finding(refusal.place, message)


@rule("handoff/no-promise", Severity.WARNING)
def no_promise(handbook: Handbook) -> Iterator[Finding]:
    """A service does not say by when.

    Whoever asks can neither wait nor go on. A service says by when somebody answers, by when it is
    done, or both.

    Bad:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
    Good:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        resolve_within: 2 business days
    """
    for service in handbook.derived(Handoffs).services:
        if service.respond_within is None and service.resolve_within is None:
            message = (
                f"{said(service.title)} promises no time: say in `respond_within` by when somebody "
                "answers, or in `resolve_within` by when it is done"
            )
            yield Finding(service.at("request"), message)


@rule("handoff/no-working-hours", Severity.WARNING)
def no_working_hours(handbook: Handbook) -> Iterator[Finding]:
    """Departments promise each other business hours, and nobody says which hours those are.

    Four business hours end this evening in one office and tomorrow in another one. As soon as a
    service or a hand-off counts in business hours or business days, handbook.yaml states
    `working_hours` and `timezone`. It is one problem for the whole handbook.

    Bad:
        kind: handbook
        id: handbook
        title: Handbook
        ---
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        resolve_within: 2 business days
    Good:
        kind: handbook
        id: handbook
        title: Handbook
        timezone: Europe/Berlin
        working_hours: {days: [monday, tuesday, wednesday], from: "09:00", to: "17:00"}
        ---
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        resolve_within: 2 business days
    """
    for settings in handbook.all(HandbookFile)[:1]:
        stated = {"working_hours": settings.working_hours, "timezone": settings.timezone}
        missing = [f"`{name}`" for name, value in stated.items() if not value]
        counted = [
            place for place, limit in _limits(handbook) if limit and _is_business(handbook, limit)
        ]
        if missing and counted:
            message = (
                "departments promise each other business hours, and the handbook does not say "
                f"which hours those are: state {' and '.join(missing)}"
            )
            yield Finding(settings.at("title"), message, ((counted[0], "such a promise"),))


def _limits(handbook: Handbook) -> Iterator[tuple[Place, TimeLimit | None]]:
    found = handbook.derived(Handoffs)
    for service in found.services:
        yield service.at("respond_within"), service.respond_within
        yield service.at("resolve_within"), service.resolve_within
    for procedure, _, handoff in found.leaving:
        yield procedure.at(handoff, "within"), handoff.within


def _is_business(handbook: Handbook, limit: TimeLimit) -> bool:
    length = duration(handbook, limit)
    return length is not None and length.family == "business"
