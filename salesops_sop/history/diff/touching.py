"""Whom something concerns: the roles of a place in a handbook, and those of a whole document."""

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Dataset, Kpi, System
from salesops_sop.handbook.model.organization import Department, Person, Responsibilities, Role
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Control, Document, Place
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.history.diff.duties import doing


def touched(handbook: Handbook, place: Place) -> frozenset[str]:
    """The roles that do or answer for what stands at a place."""
    document, path = place.document, place.path
    if isinstance(document, Procedure) and path[:1] == ("steps",) and isinstance(path[1], int):
        return of_step(document, document.steps[path[1]])
    if isinstance(document, Responsibilities) and len(path) > 1 and isinstance(path[1], int):
        return doing(document.activities[path[1]].raci)
    return owners(document)


def of_step(procedure: Procedure, step: Step) -> frozenset[str]:
    """The roles that do a step or answer for it."""
    named = doing(step.raci)
    accountable = bool(step.raci and step.raci.accountable)
    return named if accountable else named | {procedure.control.owner}


def owners(document: Document) -> frozenset[str]:
    """The roles that answer for a document or for the thing that it describes."""
    found = {document.id} if isinstance(document, Role) else set()
    control = getattr(document, "control", None)
    if isinstance(control, Control):
        found.add(control.owner)
    if isinstance(document, Kpi | Dataset | System | Service | Parameter) and document.owner:
        found.add(document.owner)
    if isinstance(document, Service):
        found.add(document.provider)
    if isinstance(document, Department) and document.head:
        found.add(document.head)
    if isinstance(document, Decision):
        found.update(document.asked_by)
    if isinstance(document, Person):
        found.update(item if isinstance(item, str) else item.role for item in document.holds)
    return frozenset(found)


def everybody(document: Document) -> frozenset[str]:
    """Those, and all who do or answer for a part of it."""
    found = set(owners(document))
    if isinstance(document, Procedure):
        found.update(role for step in document.steps for role in of_step(document, step))
    if isinstance(document, Responsibilities):
        found.update(role for activity in document.activities for role in doing(activity.raci))
    return frozenset(found)
