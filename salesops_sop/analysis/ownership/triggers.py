"""One event that starts two procedures."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesops_sop.analysis.scope import Dimensions, intersection, periods_meet
from salesops_sop.analysis.words import meaning
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Status


@dataclass(frozen=True, slots=True)
class SameTrigger:
    """Two procedures, the number of the trigger in each, and where both start."""

    first: Procedure
    second: Procedure
    first_trigger: int
    second_trigger: int
    where: Scope


def same_triggers(procedures: list[Procedure], dimensions: Dimensions) -> Iterator[SameTrigger]:
    """Every pair of procedures with a trigger of the same meaning, where their scopes meet.

    A procedure that replaces the other one is none of its rivals.
    """
    seen: dict[tuple[str, ...], list[tuple[Procedure, int]]] = {}
    for procedure in procedures:
        if procedure.control.status is Status.RETIRED:
            continue
        for number, text in enumerate(procedure.trigger):
            for first, earlier in seen.setdefault(meaning(text), []):
                where = _where(first, procedure, dimensions)
                if first is not procedure and where is not None:
                    yield SameTrigger(first, procedure, earlier, number, where)
            seen[meaning(text)].append((procedure, number))


def _where(first: Procedure, second: Procedure, dimensions: Dimensions) -> Scope | None:
    replaces = first.id in second.control.supersedes or second.id in first.control.supersedes
    if replaces or not periods_meet(first.control.effective, second.control.effective):
        return None
    return intersection(first.scope, second.scope, dimensions)
