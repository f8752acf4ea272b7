"""Work that goes on in another department: to whom, what, by when, and when it is taken over."""

from collections.abc import Iterator

from salesops_sop.analysis.handoff.giving import Giving, Taker
from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.base.listing import joined
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.process import Handoff, Step
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.handoff.telling import parties
from salesops_sop.rules.ownership.telling import said


@rule("handoff/undeclared")
def undeclared(handbook: Handbook) -> Iterator[Finding]:
    """The next step is done in another department, and nothing is handed over.

    The one thinks that it was sent, the other one that it never came. Where none of the roles that
    do a step belongs to a department that does the next one, the step names in `handoff` who takes
    over: a role that does the next step or answers for it, its department or the head of that.
    Choices, splits and joins are followed; of what another procedure takes up, nothing is demanded.

    Bad:
        kind: role
        id: campaign-manager
        title: Campaign manager
        department: marketing
        ---
        kind: role
        id: representative
        title: Representative
        department: field-sales
        ---
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
          - id: call
            action: Call the contacts
            raci: {responsible: representative}
    Good:
        kind: role
        id: campaign-manager
        title: Campaign manager
        department: marketing
        ---
        kind: role
        id: representative
        title: Representative
        department: field-sales
        ---
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: representative
              payload: [contacts with their answers]
              within: 1 business day
              accepted_when: the representative claims them in the CRM
          - id: call
            action: Call the contacts
            raci: {responsible: representative}
    """
    for giving in handbook.derived(Handoffs).givings:
        if giving.undeclared:
            yield _undeclared(handbook, giving)


def _undeclared(handbook: Handbook, giving: Giving) -> Finding:
    procedure, handoff = giving.procedure, giving.step.handoff
    takers = {taker.step.id: taker for taker in giving.undeclared}
    taking = joined([_taking(handbook, taker) for taker in takers.values()])
    if handoff is None:
        place = procedure.at(giving.step)
        message = (
            f"{said(giving.step.action)} is done in {_homes(handbook, giving)}, and {taking} next: "
            "say in `handoff` to whom it goes, what, by when, and when it is taken over"
        )
    else:
        place = procedure.at(handoff, "to")
        message = (
            f"{said(giving.step.action)} is handed over to {parties(handbook, handoff.to)}, but "
            f"{taking} next: hand it over to those who go on with it"
        )
    related = tuple((procedure.at(t.step), "the step that takes it up") for t in takers.values())
    return Finding(place, message, related)


def _taking(handbook: Handbook, taker: Taker) -> str:
    return f"{parties(handbook, sorted(taker.departments))} does {said(taker.step.action)}"


def _homes(handbook: Handbook, giving: Giving) -> str:
    return parties(handbook, sorted(giving.departments))


@rule("handoff/no-payload")
def no_payload(handbook: Handbook) -> Iterator[Finding]:
    """A hand-off to another department does not say what is handed over.

    The receiver gets a message that something is theirs now, and spends the first hour asking
    for it.

    Bad:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              within: 1 business day
              accepted_when: the representative claims them in the CRM
    Good:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              payload: [contacts with their answers]
              within: 1 business day
              accepted_when: the representative claims them in the CRM
    """
    for procedure, step, handoff in handbook.derived(Handoffs).leaving:
        if not handoff.payload:
            message = (
                f"{_sent(handbook, step, handoff)} without a word on what: name it in `payload`"
            )
            yield Finding(procedure.at(handoff), message)


@rule("handoff/no-deadline")
def no_deadline(handbook: Handbook) -> Iterator[Finding]:
    """A hand-off to another department has no time limit.

    Work between two departments lies where nobody counts the hours. A parameter may state the
    limit; one that is a number or an amount states none.

    Bad:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              payload: [contacts with their answers]
              accepted_when: the representative claims them in the CRM
    Good:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              payload: [contacts with their answers]
              within: 1 business day
              accepted_when: the representative claims them in the CRM
    """
    for procedure, step, handoff in handbook.derived(Handoffs).leaving:
        if handoff.within is None:
            message = f"{_sent(handbook, step, handoff)} without a time limit: state it in `within`"
            yield Finding(procedure.at(handoff), message)
        elif (parameter := _timeless(handbook, handoff.within)) is not None:
            message = (
                f"{_sent(handbook, step, handoff)} within {said(parameter.title)}, which is no "
                "time: name a parameter that is a duration"
            )
            place = procedure.at(handoff, "within")
            yield Finding(place, message, ((parameter.at("value"), "what it says"),))


def _timeless(handbook: Handbook, limit: TimeLimit) -> Parameter | None:
    """The parameter of a time limit if it says something else than a time, or in words when."""
    parameter = handbook.get(Parameter, limit.parameter) if limit.parameter else None
    if parameter is None or isinstance(parameter.quantity(), Duration):
        return None
    in_words = isinstance(parameter.value, str) and parameter.quantity() is None
    return None if in_words else parameter


@rule("handoff/no-acceptance")
def no_acceptance(handbook: Handbook) -> Iterator[Finding]:
    """A hand-off to another department does not say when it counts as taken over.

    Until then it is the giver's, from then on the receiver's. Without a sign that both can see it
    is either of theirs, and in the end nobody's.

    Bad:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              payload: [contacts with their answers]
              within: 1 business day
    Good:
        kind: procedure
        id: campaign
        title: Campaign
        control: {owner: campaign-manager}
        steps:
          - id: collect
            action: Collect the answers
            raci: {responsible: campaign-manager}
            handoff:
              to: field-sales
              payload: [contacts with their answers]
              within: 1 business day
              accepted_when: the representative claims them in the CRM
    """
    for procedure, step, handoff in handbook.derived(Handoffs).leaving:
        if not handoff.accepted_when:
            message = (
                f"{_sent(handbook, step, handoff)}, and nothing shows that it was taken over: "
                "name the sign in `accepted_when`"
            )
            yield Finding(procedure.at(handoff), message)


def _sent(handbook: Handbook, step: Step, handoff: Handoff) -> str:
    return f"{said(step.action)} is handed over to {parties(handbook, handoff.to)}"
