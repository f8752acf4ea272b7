"""The life of documents: when the next review is due, and which document replaces which."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from salesops_sop.analysis.calendar import later
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.record import Control, Document, Place, Status
from salesops_sop.handbook.model.vocabulary import Parameter


class Review(NamedTuple):
    """When a document must be reviewed again: `every` after `last`, which stands at `place`.

    `happened` is false for a document that was never reviewed: it counts from its first day.
    """

    due: date
    every: Duration
    last: date
    happened: bool
    place: Place


def controlled(handbook: Handbook, *statuses: Status) -> Iterator[tuple[Document, Control]]:
    """The documents under document control that have one of the statuses."""
    for document in handbook.documents:
        control = getattr(document, "control", None)
        if isinstance(control, Control) and control.status in statuses:
            yield document, control


def drafted(document: Document | None) -> bool:
    """Whether a document says that it is a draft, and so binds nobody yet.

    One that states no status, but a version from 1.0.0 on, is taken at its version.
    """
    control = getattr(document, "control", None)
    if not isinstance(control, Control) or control.status is not Status.DRAFT:
        return False
    written = (document.tree.value or {}).get("control") if document else None
    stated = isinstance(written, dict) and written.get("status") is not None
    return stated or control.version is None or control.version.startswith("0.")


def next_review(handbook: Handbook, document: Document, control: Control) -> Review | None:
    """The next review of a document; None where a date or a period is missing."""
    last = control.reviewed or control.effective
    stated, _ = review_period(handbook, document, control)
    every = duration(handbook, stated) if stated else None
    if last is None or every is None:
        return None
    field = "reviewed" if control.reviewed else "effective"
    due = later(last, every, handbook.settings)
    return Review(due, every, last, bool(control.reviewed), document.at("control", field))


def review_period(
    handbook: Handbook, document: Document, control: Control
) -> tuple[TimeLimit | None, Place]:
    """What says how often a document is reviewed, its own control or the handbook's, and where."""
    if control.review_every:
        return control.review_every, document.at("control", "review_every")
    governance = handbook.settings.governance
    place = Place(handbook.settings, ("governance", "review_every"))
    return governance.review_every if governance else None, place


def duration(handbook: Handbook, limit: TimeLimit) -> Duration | None:
    """The duration that is stated, or that the named parameter has; None when it has none."""
    if limit.parameter is None:
        return limit.duration
    parameter = handbook.get(Parameter, limit.parameter)
    value = parameter.quantity() if parameter else None
    return value if isinstance(value, Duration) else None


def replacements(handbook: Handbook) -> dict[str, dict[str, Place]]:
    """From each document to the documents it supersedes, with the place that says so."""
    found: dict[str, dict[str, Place]] = {}
    for document in handbook.documents:
        for reference in handbook.contents(document).references:
            if reference.place.path[:2] == ("control", "supersedes"):
                old = handbook.resolve(reference)
                if old is not None:
                    found.setdefault(document.ref, {})[old.ref] = reference.place
    return found
