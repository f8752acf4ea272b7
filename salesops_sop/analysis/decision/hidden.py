"""Rules that never count: shadowed by earlier ones, masked by better ones, or redundant."""

from dataclasses import dataclass
from typing import Literal

from salesops_sop.analysis.decision.column import Rules, slots
from salesops_sop.analysis.decision.cover import Budget
from salesops_sop.analysis.decision.grid import inside
from salesops_sop.analysis.decision.table import Table


@dataclass(frozen=True, slots=True)
class Hidden:
    """A rule by its place in the grid, and the rules that take all its cases."""

    rule: int
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The rules that are hidden, and those for which the budget did not suffice to say."""

    found: tuple[Hidden, ...] = ()
    undecided: tuple[int, ...] = ()


def shadowed(table: Table) -> Search:
    """Under `first`: rules that are never reached, as earlier ones cover all their cases."""
    return _hidden(table) if table.decision.hit_policy == "first" else Search()


def masked(table: Table) -> Search:
    """Under `priority`: rules whose answer never wins, as better ones hold wherever they do."""
    return _hidden(table) if table.decision.hit_policy == "priority" else Search()


def redundant(table: Table) -> Search:
    """Under `any`: rules whose cases others have with the same answer, the later ones first.

    A rule that was found is not counted for the others: all of them can be dropped together.
    """
    if table.decision.hit_policy != "any":
        return Search()
    left: dict[object, Rules] = {}
    for rule in slots(table.answering):
        key = table.results[rule].key
        left[key] = left.get(key, 0) | 1 << rule
    budget, found = table.budget(), []
    for rule in reversed(slots(table.answering)):
        key = table.results[rule].key
        hidden = _cover(table, rule, left[key] & ~(1 << rule), budget)
        if hidden:
            left[key] &= ~(1 << rule)
            found.append(hidden)
    return Search(tuple(reversed(found)))


def _hidden(table: Table) -> Search:
    budget, found, undecided = table.budget(), [], []
    for rule in range(table.count):
        hidden = _cover(table, rule, table.ahead(rule), budget)
        if hidden:
            found.append(hidden)
        elif hidden is None:
            undecided.append(rule)
    return Search(tuple(found), tuple(undecided))


def _cover(
    table: Table, rule: int, others: Rules, budget: Budget
) -> Hidden | Literal[False] | None:
    """What hides the rule: one of the others if it can alone, else all that meet it.

    False when some case stays, None when the budget does not suffice to say.
    """
    box = table.grid.boxes[rule]
    meeting = slots(others & table.cover.overlapping[rule])
    alone = next((other for other in meeting if inside(box, table.grid.boxes[other])), None)
    if alone is not None:
        return Hidden(rule, (alone,))
    covered = len(meeting) > 1 and table.cover.is_covered(box, others, budget)
    if covered:
        return Hidden(rule, tuple(meeting))
    return None if covered is None else False
