"""Services: one way to ask for a thing, one answer to whether it is done, and the right one."""

from collections.abc import Iterator

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.analysis.handoff.serving import Misuse, Wrong
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.ownership.services import TwoChannels
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.service import Service
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.handoff.telling import parties, party
from salesops_sop.rules.ownership.telling import said


@rule("handoff/out-of-scope-yet-promised")
def out_of_scope_yet_promised(handbook: Handbook) -> Iterator[Finding]:
    """A provider refuses a request here and promises it there.

    Whoever reads the one service gives up; whoever reads the other waits. A refusal that points
    to the service that does it is a signpost, and no contradiction.

    Bad:
        kind: service
        id: contract-review
        title: Contract review
        provider: legal
        request: Review a contract
        channel: the legal queue
        not_for: [{what: Review a security questionnaire}]
        ---
        kind: service
        id: questionnaires
        title: Questionnaires
        provider: legal
        request: Review the security questionnaire
        channel: the legal queue
    Good:
        kind: service
        id: contract-review
        title: Contract review
        provider: legal
        request: Review a contract
        channel: the legal queue
        not_for: [{what: Review a security questionnaire, instead: Ask for “Questionnaires”}]
        ---
        kind: service
        id: questionnaires
        title: Questionnaires
        provider: legal
        request: Review the security questionnaire
        channel: the legal queue
    """
    for found in handbook.derived(Ownership).promised:
        number = next(n for n, r in enumerate(found.refusing.not_for) if r is found.refusal)
        same = found.offering is found.refusing
        message = (
            f"{said(found.refusal.what)} is refused here, and {said(found.offering.request)} "
            f"promised {'in the same service' if same else f'by {said(found.offering.title)}'} "
            f"({found.match.evidence}): take out the refusal, or say in `instead` where to go"
        )
        place = found.refusing.at("not_for", number, "what")
        yield Finding(place, message, ((found.offering.at("request"), "the promise"),))


@rule("handoff/two-channels", Severity.WARNING)
def two_channels(handbook: Handbook) -> Iterator[Finding]:
    """One request has two doors.

    Half of the requests come in where nobody looks, and some come in twice.

    Bad:
        kind: service
        id: contract-review
        title: Contract review
        provider: legal
        request: Review a contract
        channel: the legal queue in the CRM
        ---
        kind: service
        id: contract-check
        title: Contract check
        provider: deal-desk
        request: Review the contract
        channel: the mailbox of the deal desk
    Good:
        kind: service
        id: contract-review
        title: Contract review
        provider: legal
        request: Review a contract
        channel: the legal queue in the CRM
    """
    by_second: dict[str, list[TwoChannels]] = {}
    for found in handbook.derived(Ownership).two_channels:
        by_second.setdefault(found.second.id, []).append(found)
    for same in by_second.values():
        here = same[0].second
        others = joined([f"{said(f.first.channel)} in {said(f.first.title)}" for f in same])
        message = (
            f"{said(here.request)} is asked for through {said(here.channel)} here, and through "
            f"{others} ({same[0].match.evidence}): keep one service with one channel"
        )
        yield Finding(_door(here), message, tuple((_door(f.first), "another door") for f in same))


def _door(service: Service) -> Place:
    return service.at("channel")


@rule("handoff/no-service")
def no_service(handbook: Handbook) -> Iterator[Finding]:
    """A hand-off does not say how the other department is asked, or names a wrong service.

    A service is what two departments agreed on: what is asked, through which door, how soon. The
    one that a hand-off names is the receiver's, and the giver is among those who may ask; or it is
    the giver's, and the receiver had asked. A hand-off to a department as such names one, unless
    a step that follows shows who in the department takes it: by doing it, or by being consulted
    or informed.

    Bad:
        kind: procedure
        id: closing
        title: Closing
        control: {owner: representative}
        steps:
          - id: sign
            action: Sign the contract
            raci: {responsible: representative}
            handoff:
              to: controller
              payload: [signed contract]
              within: 1 business day
              accepted_when: the order has a number
              service: contract-review
        ---
        kind: service
        id: contract-review
        title: Contract review
        provider: counsel
        request: Review a contract
        channel: the contract queue
        ---
        kind: role
        id: representative
        title: Representative
        department: sales
        ---
        kind: role
        id: controller
        title: Controller
        department: finance
        ---
        kind: role
        id: counsel
        title: Counsel
        department: legal
    Good:
        kind: procedure
        id: closing
        title: Closing
        control: {owner: representative}
        steps:
          - id: sign
            action: Sign the contract
            raci: {responsible: representative}
            handoff:
              to: controller
              payload: [signed contract]
              within: 1 business day
              accepted_when: the order has a number
              service: order-booking
        ---
        kind: service
        id: order-booking
        title: Order booking
        provider: controller
        consumers: [representative]
        request: Book the order
        channel: the won deal queue
        ---
        kind: role
        id: representative
        title: Representative
        department: sales
        ---
        kind: role
        id: controller
        title: Controller
        department: finance
    """
    for misuse in handbook.derived(Handoffs).misuses:
        if misuse.service is not None:
            yield _wrong_service(handbook, misuse, misuse.service)
        else:
            whom = parties(handbook, misuse.departments)
            message = (
                f"{said(misuse.giving.step.action)} is handed over to {whom}, where nobody is "
                "known to take it: name the `service` that is asked for, or the role"
            )
            yield Finding(misuse.giving.procedure.at(misuse.handoff, "to"), message)


def _wrong_service(handbook: Handbook, misuse: Misuse, service: Service) -> Finding:
    receivers = parties(handbook, misuse.handoff.to)
    if misuse.wrong is Wrong.OTHER_PROVIDER:
        message = (
            f"{said(service.title)} is a service of {party(handbook, service.provider)}, and the "
            f"work is handed over to {receivers}: name a service of the receiver, or leave it out"
        )
        related = (service.at("provider"), "who provides it")
    else:
        message = (
            f"{said(service.title)} is for {parties(handbook, service.consumers)}, and not for "
            f"{parties(handbook, misuse.asking)}: name it among `consumers`, or ask "
            "in another way"
        )
        related = (service.at("consumers"), "who may ask")
    return Finding(misuse.giving.procedure.at(misuse.handoff, "service"), message, (related,))
