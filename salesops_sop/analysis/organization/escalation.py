"""Escalation: who calls in whom when work is late, and who steps in when a system fails."""

from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.organization.doing import doers
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Place, Status


class Escalation(NamedTuple):
    """Who turns to whom in a step, and after how long.

    `sources` are the roles that do the step (its accountable role, or the procedure's owner, where
    nobody is named to do it); empty where a system fails, which `system` names.
    """

    sources: tuple[str, ...]
    to: str
    place: Place
    after: TimeLimit | None = None
    system: str = ""


def escalations(handbook: Handbook) -> Iterator[Escalation]:
    """Every escalation of every procedure, in the order of the handbook; not of retired ones.

    Roles that do not exist are left out.
    """
    roles = handbook.ids("role")
    for procedure in handbook.all(Procedure):
        if procedure.control.status is not Status.RETIRED:
            for step in procedure.steps:
                for found in _of_step(procedure, step):
                    if found.to in roles:
                        known = tuple(role for role in found.sources if role in roles)
                        yield found._replace(sources=known)


def _of_step(procedure: Procedure, step: Step) -> Iterator[Escalation]:
    sources = doers(procedure, step)
    for escalation in step.escalate:
        place = procedure.at(escalation, "to")
        yield Escalation(sources, escalation.to, place, escalation.after)
    automation = step.automation
    if automation and automation.if_it_fails:
        place = procedure.at(automation.if_it_fails, "by")
        yield Escalation((), automation.if_it_fails.by, place, system=automation.system)
