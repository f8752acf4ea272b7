"""Endings: exceptions and waivers hold for a time, and go when they are not needed any more."""

from collections.abc import Iterator, Sequence
from datetime import date

from salesops_sop.analysis.wording.prose import retired
from salesops_sop.base.problem import Severity
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.settings import Waiver
from salesops_sop.lint.rule import Finding, rule


@rule("lifecycle/exception-without-expiry")
def exception_without_expiry(handbook: Handbook) -> Iterator[Finding]:
    """An exception never ends.

    An exception without an end is a second rule that nobody reviews. It holds until a day
    (`until`), or each time for as long as it says (`for`).

    Bad:
        kind: procedure
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        steps: []
        exceptions:
          - when: A customer renews at an old price
            do: Keep the old discount
            approver: vp-sales
    Good:
        kind: procedure
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        steps: []
        exceptions:
          - when: A customer renews at an old price
            do: Keep the old discount
            approver: vp-sales
            for: 12 months
    """
    for procedure in handbook.all(Procedure):
        for exception in () if retired(procedure) else procedure.exceptions:
            if exception.until is None and exception.duration is None:
                message = (
                    f"the exception “{exception.when}” has no end: write ‘until’ with its last "
                    "day, or ‘for’ with how long it holds each time"
                )
                yield Finding(procedure.at(exception), message)


@rule("lifecycle/waiver-expired")
def waiver_expired(handbook: Handbook, *, today: date) -> Iterator[Finding]:
    """A waiver has run out.

    What it accepted is reported again. Solve it and delete the waiver, or renew the waiver with a
    reason that holds today.

    Bad:
        kind: handbook
        title: Handbook
        waivers:
          - rule: wording/vague
            document: procedure:lead-grading
            reason: The text is rewritten in autumn
            owner: sales-operations-manager
            expires: 2020-12-31
    Good:
        kind: handbook
        title: Handbook
        waivers:
          - rule: wording/vague
            document: procedure:lead-grading
            reason: The text is rewritten in autumn
            owner: sales-operations-manager
            expires: 2099-12-31
    """
    for number, waiver in enumerate(handbook.settings.waivers):
        if waiver.expires < today:
            message = (
                f"the waiver of ‘{waiver.rule}’ for ‘{waiver.document}’ ended on {waiver.expires}: "
                "solve what it accepted and delete it, or renew it"
            )
            yield Finding(handbook.settings.at("waivers", number, "expires"), message)


@rule("lifecycle/waiver-unused", Severity.WARNING)
def waiver_unused(
    handbook: Handbook, *, today: date, unused_waivers: Sequence[Waiver] = ()
) -> Iterator[Finding]:
    """A waiver accepts nothing.

    The problem is solved, or the waiver names the wrong document. Left where it is, it would one
    day accept a new problem that nobody has seen.

    Bad:
        kind: handbook
        title: Handbook
        waivers:
          - rule: ownership/unowned
            document: responsibilities:sales
            reason: The department has no head yet
            owner: vp-sales
            expires: 2099-12-31
    Good:
        kind: handbook
        title: Handbook
        waivers:
          - rule: ownership/unowned
            document: responsibilities:sales
            reason: The department has no head yet
            owner: vp-sales
            expires: 2099-12-31
        ---
        kind: responsibilities
        id: sales
        title: Sales
        activities:
          - {id: deals, activity: Close deals, raci: {responsible: sales-representative}}
    """
    documents = [document.ref for document in handbook.documents]
    for waiver in unused_waivers:
        own = waiver.rule == "lifecycle/waiver-unused"
        if own or waiver.expires < today or waiver.document.rpartition(":")[2] in handbook.lost:
            continue
        if waiver.document in documents:
            message = (
                f"the waiver of ‘{waiver.rule}’ for ‘{waiver.document}’ accepts nothing: delete it"
            )
        else:
            hint = did_you_mean(waiver.document, documents) or ": delete the waiver"
            message = f"there is no document ‘{waiver.document}’{hint}"
        yield Finding(handbook.settings.at(waiver), message)
