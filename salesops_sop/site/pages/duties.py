"""Duties: every step and every activity of a charter, with the roles that have a letter in it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Activity, Responsibilities
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Status
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.address import anchor


class Duty(NamedTuple):
    """A step or an activity; `number` counts it within its document from 1."""

    document: Procedure | Responsibilities
    part: Step | Activity
    number: int
    raci: tuple[tuple[str, str], ...]  # letter and role, in the order R, A, C, I

    @property
    def text(self) -> str:
        """What is done."""
        return self.part.action if isinstance(self.part, Step) else self.part.activity

    @property
    def anchor(self) -> str:
        """The id of the part on its document's page."""
        return anchor("step" if isinstance(self.part, Step) else "activity", self.part.id)

    @property
    def row(self) -> tuple[str, str, int]:
        """What it is in its document: `("procedure:lead-grading", "steps", 0)`."""
        field = "steps" if isinstance(self.part, Step) else "activities"
        return self.document.ref, field, self.number - 1


def duties(handbook: Handbook) -> Iterator[Duty]:
    """All duties, document by document: procedures first, then charters; none of retired ones."""
    for procedure in filter(_in_use, handbook.all(Procedure)):
        for number, step in enumerate(procedure.steps, 1):
            yield Duty(procedure, step, number, tuple(raci.of_step(procedure, step)))
    for charter in filter(_in_use, handbook.all(Responsibilities)):
        for number, activity in enumerate(charter.activities, 1):
            yield Duty(charter, activity, number, tuple(raci.assignments(activity.raci)))


def _in_use(document: Procedure | Responsibilities) -> bool:
    return document.control is None or document.control.status is not Status.RETIRED


def by_role(handbook: Handbook) -> dict[str, dict[str, list[Duty]]]:
    """From a role's id and a letter to the duties in which the role has it."""
    found: dict[str, dict[str, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in duties(handbook):
        for letter, role in duty.raci:
            found[role][letter].append(duty)
    return found
