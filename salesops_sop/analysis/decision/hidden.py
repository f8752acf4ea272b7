"""Rules that never count: shadowed by earlier ones, masked by better ones, or redundant."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesops_sop.analysis.decision.column import Rules, slots
from salesops_sop.analysis.decision.grid import inside
from salesops_sop.analysis.decision.table import Table


@dataclass(frozen=True, slots=True)
class Hidden:
    """A rule by its place in the grid, and the rules that take all its cases."""

    rule: int
    by: tuple[int, ...]


def shadowed(table: Table) -> Iterator[Hidden]:
    """Under `first`: rules that are never reached, as earlier ones cover all their cases."""
    if table.decision.hit_policy == "first":
        yield from _hidden(table)


def masked(table: Table) -> Iterator[Hidden]:
    """Under `priority`: rules whose answer never wins, as better ones hold wherever they do."""
    if table.decision.hit_policy == "priority":
        yield from _hidden(table)


def redundant(table: Table) -> Iterator[Hidden]:
    """Under `any`: rules whose cases others have with the same answer, the later ones first.

    A rule that was found is not counted for the others: all of them can be dropped together.
    """
    if table.decision.hit_policy != "any":
        return
    left = table.answering
    for rule in reversed(slots(table.answering)):
        same = sum(1 << o for o in slots(left) if o != rule and _agree(table, o, rule))
        if hidden := _cover(table, rule, same):
            left &= ~(1 << rule)
            yield hidden


def _hidden(table: Table) -> Iterator[Hidden]:
    for rule in range(table.count):
        if hidden := _cover(table, rule, table.ahead(rule)):
            yield hidden


def _cover(table: Table, rule: int, others: Rules) -> Hidden | None:
    """The rule with those of the others that hide it: one if it can alone, else all that meet."""
    box = table.grid.boxes[rule]
    meeting = slots(others & table.cover.overlapping[rule])
    alone = [other for other in meeting if inside(box, table.grid.boxes[other])]
    if alone:
        return Hidden(rule, (alone[0],))
    if len(meeting) > 1 and table.cover.is_covered(box, others, table.budget()):
        return Hidden(rule, tuple(meeting))
    return None


def _agree(table: Table, a: int, b: int) -> bool:
    return table.results[a].key == table.results[b].key
