"""One activity in two hands: rows of charters, procedures, roles and services that meet."""

from collections.abc import Iterator
from itertools import product

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.fewest import fewest
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.ownership.overlaps import Overlap, OverlapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import (
    everywhere_or_in,
    known,
    names,
    order,
    said,
    stands_in,
)

ONE_ROLE = (
    "Name the same accountable role on both sides, or limit one of them by `scope`; "
    "if two are meant, say so with `shared_with`."
)
ONE_HAND = (
    "Leave the work to one of the two, or limit one of them by `scope`; "
    "if both are meant, say so with `shared_with`."
)


@rule("ownership/overlap")
def overlap(handbook: Handbook, *, least: float = SAME) -> Iterator[Finding]:
    """Two roles are accountable for one activity.

    Each may decide, and each may wait for the other. Two statements give one activity when verb,
    object and what narrows the object agree; they may have two owners where their scopes or their
    periods do not meet. `shared_with` on one of the two says that it is meant, and why. `least`
    is the similarity from which on two statements count as one, from 0 to 1.

    Bad:
        kind: responsibilities
        id: deal-desk
        title: Deal desk
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
        ---
        kind: responsibilities
        id: finance
        title: Finance
        activities:
          - id: discounts
            activity: Approval of discounts
            raci: {responsible: deal-desk-analyst, accountable: finance-director}
    Good:
        kind: responsibilities
        id: deal-desk
        title: Deal desk
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
        ---
        kind: responsibilities
        id: finance
        title: Finance
        activities:
          - id: request-discount
            activity: Request a discount
            raci: {responsible: revenue-controller, accountable: finance-director}
    """
    for here, others in _clashes(handbook, OverlapType.ACCOUNTABLE, least):
        first = others[0]
        there = _other(first, here)
        message = (
            f"{names(handbook, here.accountable)} is accountable for {said(here.activity)}, "
            f"and {names(handbook, there.accountable)} for {_same_or(there, here)}, "
            f"{everywhere_or_in(handbook, first.where)} ({first.match.evidence})"
            f"{_more(len(others) - 1)}: let one role answer for it"
        )
        yield Finding(here.place, message, _related(handbook, here, others), ONE_ROLE)


@rule("ownership/similar", Severity.INFO)
def similar(handbook: Handbook, *, least: float = 0.75, below: float = SAME) -> Iterator[Finding]:
    """Two roles are accountable for what may be one activity.

    The wording is near, but not near enough to be sure: a similar verb on the same object, or the
    same verb on objects of one kind. Reported are similarities from `least` to `below`, from
    where on ownership/overlap takes over.

    Bad:
        kind: responsibilities
        id: deal-desk
        title: Deal desk
        activities:
          - id: watch-pipeline
            activity: Monitor the pipeline
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
        ---
        kind: responsibilities
        id: finance
        title: Finance
        activities:
          - id: review-pipeline
            activity: Review the pipeline
            raci: {responsible: revenue-controller, accountable: finance-director}
    Good:
        kind: responsibilities
        id: deal-desk
        title: Deal desk
        activities:
          - id: watch-pipeline
            activity: Monitor the pipeline
            raci: {responsible: deal-desk-analyst, accountable: sales-operations-manager}
        ---
        kind: responsibilities
        id: finance
        title: Finance
        activities:
          - id: book-orders
            activity: Book the order
            raci: {responsible: revenue-controller, accountable: finance-director}
    """
    for here, others in _clashes(handbook, OverlapType.ACCOUNTABLE, least, below):
        first = others[0]
        there = _other(first, here)
        message = (
            f"{names(handbook, here.accountable)} is accountable for {said(here.activity)}, "
            f"and {names(handbook, there.accountable)} for {stands_in(there)}, which may be the "
            f"same work, {everywhere_or_in(handbook, first.where)} ({first.match.evidence})"
            f"{_more(len(others) - 1)}: let one role answer for it, or say how the two differ"
        )
        yield Finding(here.place, message, _related(handbook, here, others), ONE_ROLE)


@rule("ownership/duplicate-work", Severity.WARNING)
def duplicate_work(handbook: Handbook, *, least: float = SAME) -> Iterator[Finding]:
    """Two roles do one activity, each for itself.

    The same role answers for it in both places, or none does in one of them, but other roles do
    the work: it is done twice, or each leaves it to the other. Several roles in one row share it.

    Bad:
        kind: responsibilities
        id: leads
        title: Leads
        activities:
          - id: grade
            activity: Grade the lead
            raci: {responsible: sales-operations-analyst, accountable: sales-operations-manager}
        ---
        kind: responsibilities
        id: marketing
        title: Marketing
        activities:
          - id: grading
            activity: Grade leads
            raci: {responsible: marketing-specialist, accountable: sales-operations-manager}
    Good:
        kind: responsibilities
        id: leads
        title: Leads
        activities:
          - id: grade
            activity: Grade the lead
            raci:
              responsible: [sales-operations-analyst, marketing-specialist]
              accountable: sales-operations-manager
    """
    for here, others in _clashes(handbook, OverlapType.WORK, least):
        first = others[0]
        there = _other(first, here)
        message = (
            f"{names(handbook, here.responsible)} {_do(here)} {said(here.activity)}, "
            f"and {names(handbook, there.responsible)} {_do(there)} {_same_or(there, here)}, "
            f"{everywhere_or_in(handbook, first.where)} ({first.match.evidence})"
            f"{_more(len(others) - 1)}: let one of the two do it"
        )
        yield Finding(here.place, message, _related(handbook, here, others), ONE_HAND)


def _clashes(
    handbook: Handbook, kind: OverlapType, least: float, below: float | None = None
) -> Iterator[tuple[Duty, list[Overlap]]]:
    """A row that is one too many, with the overlaps it takes part in, the surest first."""
    own = handbook.derived(Ownership)
    number = order(own)
    doors = {frozenset((d.first.ref, d.second.ref)) for d in own.two_channels}
    found = [
        overlap
        for overlap in own.overlaps(least)
        if overlap.type is kind
        and (below is None or overlap.match.similarity < below)
        and known(handbook, _roles(overlap))
        and not _told_of_services(overlap, doors)
        and (below is None or _shares_a_word(overlap, own))
    ]
    for end, overlaps in fewest(found, lambda o: (number[id(o.first)], number[id(o.second)])):
        yield own.duties[end], sorted(overlaps, key=lambda o: -o.match.similarity)


def _shares_a_word(overlap: Overlap, own: Ownership) -> bool:
    """Whether verb or object are the very same; two that are merely near prove nothing."""
    first, second = (own.statements[d.activity] for d in (overlap.first, overlap.second))
    for one, other in product(first.clauses, second.clauses):
        if one.actions & other.actions:
            return True
        if any(
            a.head == b.head and a.narrowed == b.narrowed
            for a, b in product(one.objects, other.objects)
        ):
            return True
    return False


def _roles(overlap: Overlap) -> Iterator[str]:
    for duty in (overlap.first, overlap.second):
        yield from duty.accountable if overlap.type is OverlapType.ACCOUNTABLE else duty.responsible


def _told_of_services(overlap: Overlap, doors: set[frozenset[str]]) -> bool:
    """Whether the two are services for one request, told by handoff/two-channels."""
    pair = (overlap.first, overlap.second)
    if any(duty.source is not Source.SERVICE for duty in pair):
        return False
    return frozenset(duty.document.ref for duty in pair) in doors


def _other(overlap: Overlap, here: Duty) -> Duty:
    return overlap.first if overlap.second is here else overlap.second


def _same_or(there: Duty, here: Duty) -> str:
    """“the same in “Finance””, or the other wording with its document."""
    if there.activity == here.activity:
        return f"the same in {said(there.document.title)}"
    return stands_in(there)


def _do(duty: Duty) -> str:
    return "do" if len(duty.responsible) > 1 else "does"


def _more(count: int) -> str:
    return f"; {count} more {'row meets' if count == 1 else 'rows meet'} it" if count else ""


def _related(
    handbook: Handbook, here: Duty, overlaps: list[Overlap]
) -> tuple[tuple[Place, str], ...]:
    there = (_other(overlap, here) for overlap in overlaps)
    return tuple((duty.place, _side(handbook, duty)) for duty in there)


def _side(handbook: Handbook, duty: Duty) -> str:
    """What stands on the other side: “Approve the discount”: A “VP of Sales”, R “Analyst”."""
    held = [
        f"{letter} {names(handbook, roles)}"
        for letter, roles in (("A", duty.accountable), ("R", duty.responsible))
        if roles
    ]
    return f"{said(duty.activity)}: {joined(held)}"
