"""One event that starts two procedures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salesops_sop.analysis.activity.match import compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.scope import Dimensions, intersection, periods_meet
from salesops_sop.analysis.words import meaning
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Status

CERTAIN = 0.95
"""Events are told apart more finely than duties: a review falls due, an evaluation falls due."""


@dataclass(frozen=True, slots=True)
class SameTrigger:
    """Two procedures, the number of the trigger in each, and where both start."""

    first: Procedure
    second: Procedure
    first_trigger: int
    second_trigger: int
    where: Scope


def same_triggers(
    procedures: list[Procedure], statements: Mapping[str, Statement], dimensions: Dimensions
) -> Iterator[SameTrigger]:
    """Every pair of procedures with a trigger of the same meaning, where their scopes meet.

    A procedure that replaces the other one is none of its rivals.
    """
    seen: dict[str, list[tuple[Procedure, int]]] = {}
    for procedure in procedures:
        if procedure.control.status is Status.RETIRED:
            continue
        for number, text in enumerate(procedure.trigger):
            told: set[str] = set()
            for name in _names(statements[text]):
                for first, earlier in seen.setdefault(name, []):
                    other = first.trigger[earlier]
                    where = _where(first, procedure, dimensions)
                    if first is procedure or first.id in told or where is None:
                        continue
                    if _one_event(other, text, statements):
                        told.add(first.id)
                        yield SameTrigger(first, procedure, earlier, number, where)
            for name in _names(statements[text]):
                seen[name].append((procedure, number))


def _names(statement: Statement) -> list[str]:
    """Under what a trigger is looked up: the things it names, or its words."""
    heads = {phrase.head for clause in statement.clauses for phrase in clause.objects}
    return sorted(heads) or [" ".join(meaning(statement.text))]


def _one_event(a: str, b: str, statements: Mapping[str, Statement]) -> bool:
    """Whether two triggers mean one event: the same words, or the same action and object."""
    return meaning(a) == meaning(b) or compare(statements[a], statements[b]).similarity >= CERTAIN


def _where(first: Procedure, second: Procedure, dimensions: Dimensions) -> Scope | None:
    replaces = first.id in second.control.supersedes or second.id in first.control.supersedes
    if replaces or not periods_meet(first.control.effective, second.control.effective):
        return None
    return intersection(first.scope, second.scope, dimensions)
