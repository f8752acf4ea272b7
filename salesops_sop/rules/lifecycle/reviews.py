"""Reviews and dates: documents are reviewed in time, and their dates agree with their status."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.analysis.lifecycle import (
    controlled,
    duration,
    next_review,
    replacements,
    review_period,
)
from salesops_sop.base.graph import cycles
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.record import Control, Document, Place, Status
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.lint.rule import Finding, rule


@rule("lifecycle/effective-in-past-draft")
def effective_in_past_draft(handbook: Handbook, *, today: date) -> Iterator[Finding]:
    """A document holds already, and is still a draft.

    Either people follow a text that nobody approved, or the date is wrong. The other way round is
    fine: a document whose status is effective and whose first day is still to come was approved
    ahead of time.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: draft
          effective: 2020-01-01
        steps: []
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: effective
          effective: 2020-01-01
        steps: []
    """
    for document, control in controlled(handbook, Status.DRAFT, Status.REVIEW):
        if control.effective and control.effective <= today:
            stands = "a draft" if control.status is Status.DRAFT else "in review"
            message = (
                f"“{document.title}” holds from {control.effective} and is still {stands}: "
                "finish its approval, or move the date"
            )
            yield Finding(document.at("control", "effective"), message)


@rule("lifecycle/no-review-date")
def no_review_date(handbook: Handbook, *, today: date) -> Iterator[Finding]:
    """Nobody can say when a document must be reviewed.

    The next review follows from the day of the last one (or the first day in effect) and from a
    period, which the document or `governance` in handbook.yaml states. Where one of the two is
    missing, the document counts as overdue; so does one whose last review is still to come.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: effective
          review_every: 12 months
        steps: []
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: effective
          reviewed: 2026-11-02
          review_every: 12 months
        steps: []
    """
    said: set[Place] = set()
    for document, control in controlled(handbook, Status.EFFECTIVE):
        place, message = _missing(handbook, document, control, today)
        if message and place not in said:
            said.add(place)
            yield Finding(place, message)


def _missing(
    handbook: Handbook, document: Document, control: Control, today: date
) -> tuple[Place, str]:
    """What keeps a document from having a next review, and where; "" when nothing does.

    What is wrong for all documents has one place.
    """
    stated, place = review_period(handbook, document, control)
    status = document.at("control", "status")
    if control.reviewed is None and control.effective is None:
        both = "" if stated else " and ‘review_every’"
        return status, f"“{document.title}” is effective without a date: write ‘reviewed’{both}"
    if control.reviewed and control.reviewed > today:
        return document.at("control", "reviewed"), (
            f"the review of {control.reviewed} is still to come: "
            "write the day of the last review, or leave ‘reviewed’ out"
        )
    if stated is None and "handbook" not in handbook.lost:
        return status, (
            f"nothing says how often “{document.title}” is reviewed: write ‘review_every’ here, or "
            "for all documents under ‘governance’ in handbook.yaml"
        )
    if stated and _is_no_duration(handbook, stated):
        return place, f"‘{stated}’ is no period of time: name a parameter that is one (12 months)"
    return status, ""


def _is_no_duration(handbook: Handbook, limit: TimeLimit) -> bool:
    """Whether a parameter exists and is something else; an unknown one is another rule's."""
    known = limit.parameter is not None and handbook.get(Parameter, limit.parameter)
    return bool(known) and duration(handbook, limit) is None


@rule("lifecycle/review-overdue")
def review_overdue(handbook: Handbook, *, today: date) -> Iterator[Finding]:
    """The review of a document is overdue.

    What was right a year ago is followed today only because nobody looked. The review counts from
    `reviewed`, or from `effective` where there was none yet; the period is `review_every`, or the
    one of `governance` in handbook.yaml.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: effective
          reviewed: 2020-06-30
          review_every: 12 months
        steps: []
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control:
          owner: sales-operations-manager
          status: effective
          reviewed: 2026-11-02
          review_every: 12 months
        steps: []
    """
    for document, control in controlled(handbook, Status.EFFECTIVE):
        review = next_review(handbook, document, control)
        if review and review.due < today:
            since = "the last one on" if review.happened else "its first day,"
            message = (
                f"the review of “{document.title}” was due on {review.due}, {review.every} after "
                f"{since} {review.last}: review it, and write the day to ‘reviewed’"
            )
            yield Finding(review.place, message)


@rule("lifecycle/superseded-cycle")
def superseded_cycle(handbook: Handbook) -> Iterator[Finding]:
    """Documents replace each other in a circle.

    Whoever asks which one holds is sent from one to the next.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager, supersedes: lead-scoring}
        steps: []
        ---
        kind: procedure
        id: lead-scoring
        title: Lead scoring
        control: {owner: sales-operations-manager, supersedes: lead-grading}
        steps: []
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager, supersedes: lead-scoring}
        steps: []
        ---
        kind: procedure
        id: lead-scoring
        title: Lead scoring
        control: {owner: sales-operations-manager, status: retired}
        steps: []
    """
    replaced = replacements(handbook)
    for circle in cycles(replaced):
        links = [
            replaced[new][old] for new, old in zip(circle, circle[1:] + circle[:1], strict=True)
        ]
        if len(circle) == 1:
            message = "a document cannot replace itself: name the older one, or take it out"
        else:
            names = " → ".join(f"‘{ref}’" for ref in (*circle, circle[0]))
            message = f"documents replace each other in a circle: {names}: take one of these out"
        related = tuple((place, "on the circle") for place in links[1:])
        yield Finding(links[0], message, related)
