"""What a change is: one fact that is different, what it means, and whom it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from salesops_sop.handbook.model.record import Document, Place


class Class(StrEnum):
    """What a change is about, the weightiest first."""

    AUTHORITY = "authority"
    OWNERSHIP = "ownership"
    PROCESS = "process"
    MEASURE = "measure"
    REFERENCE = "reference"
    WORDING = "wording"


class Part(StrEnum):
    """The part of a version that a change demands to be raised; document control demands none."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


class Type(StrEnum):
    """The kinds of changes that are told apart."""

    DOCUMENT_ADDED = "document-added"
    DOCUMENT_REMOVED = "document-removed"
    DOCUMENT_RENAMED = "document-renamed"
    DOCUMENT_RETIRED = "document-retired"
    STATUS = "status-changed"
    VERSION = "version-changed"
    DATE = "date-changed"
    STEP_ADDED = "step-added"
    STEP_REMOVED = "step-removed"
    STEP_MOVED = "step-moved"
    STEP_CHANGED = "step-changed"
    STEP_RENAMED = "step-renamed"
    FLOW = "flow-changed"
    DUTY_ADDED = "duty-added"
    DUTY_REMOVED = "duty-removed"
    DUTY_CHANGED = "duty-changed"
    ACCOUNTABLE = "accountable-changed"
    RESPONSIBLE = "responsible-changed"
    CONSULTED = "consulted-changed"
    INFORMED = "informed-changed"
    OWNER = "owner-changed"
    APPROVERS = "approvers-changed"
    HANDOFF = "handoff-changed"
    REPORTING_LINE = "reporting-line-moved"
    AUTHORITY_RAISED = "authority-raised"
    AUTHORITY_LOWERED = "authority-lowered"
    AUTHORITY_CHANGED = "authority-changed"
    LIMIT_TIGHTENED = "time-limit-tightened"
    LIMIT_LOOSENED = "time-limit-loosened"
    LIMIT_CHANGED = "time-limit-changed"
    OUTCOME = "outcome-changed"
    TABLE = "table-changed"
    FORMULA = "formula-changed"
    MEASURE = "measure-changed"
    PARAMETER = "parameter-changed"
    SCOPE = "scope-changed"
    REFERENCE = "reference-changed"
    FACT = "fact-changed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two handbooks.

    `document` and `place` lie in the newer handbook, or in the older one where the thing is gone
    (`gone`). `sentence` is for people who see the title of the document beside it. `roles` are the
    ids of the roles it touches, sorted; `parties` are those of them whose own duty or right it is
    that changes: who gains, and who loses. `details` are further lines, such as the cases of a
    table; `affects` are the places that refer to what changed.
    """

    type: Type
    of: Class
    part: Part
    document: Document
    place: Place
    sentence: str
    roles: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    details: tuple[str, ...] = ()
    affects: tuple[Place, ...] = ()
    gone: bool = False


PARTS = tuple(Part)
CLASSES = tuple(Class)


def demanded(changes: Iterable[Change]) -> Part:
    """The highest part of a version that changes demand together; `none` for none."""
    return min((change.part for change in changes), key=PARTS.index, default=Part.NONE)
