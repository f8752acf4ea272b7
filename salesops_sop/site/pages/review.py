"""Whether a document holds, and whether its review is overdue."""

from datetime import date

from salesops_sop.analysis import lifecycle
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Control, Document, Status


def control_of(document: Document) -> Control | None:
    """The document control of a document, whatever its kind."""
    control = getattr(document, "control", None)
    return control if isinstance(control, Control) else None


def holds(document: Document, today: date) -> bool:
    """Whether a document is effective on a day."""
    control = control_of(document)
    if control is None or control.status is not Status.EFFECTIVE:
        return False
    return control.effective is None or control.effective <= today


def next_review(handbook: Handbook, document: Document) -> date | None:
    """The day by which the next review is due; None when nobody said it, or nobody needs it."""
    control = control_of(document)
    if control is None or control.status is Status.RETIRED:
        return None
    review = lifecycle.next_review(handbook, document, control)
    return review.due if review and review.due < date.max else None


def overdue(handbook: Handbook, document: Document, today: date) -> bool:
    """Whether an effective document should have been reviewed before today."""
    control = control_of(document)
    due = next_review(handbook, document)
    return bool(control and due and control.status is Status.EFFECTIVE and due < today)
