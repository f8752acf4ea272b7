"""Rules that could be one, and inputs that no rule asks about."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesops_sop.analysis.decision.axis import Line
from salesops_sop.analysis.decision.column import runs
from salesops_sop.analysis.decision.table import Table


@dataclass(frozen=True, slots=True)
class Mergeable:
    """Rules that differ in one input only and answer the same, and the cell that joins them."""

    rules: tuple[int, ...]
    column: int
    mask: int


def mergeable(table: Table) -> Iterator[Mergeable]:
    """Groups of rules that could be one; no rule is in two groups.

    Rules that give other reasons stay apart, and so do those that leave a hole between them or
    that lie, under `first`, around a rule for one of their cases.
    """
    taken: set[int] = set()
    for column in range(len(table.grid.axes)):
        for group in _alike(table, column):
            for chain in _chains(table, column, [rule for rule in group if rule not in taken]):
                taken.update(chain)
                mask = 0
                for rule in chain:
                    mask |= table.grid.boxes[rule][column]
                yield Mergeable(tuple(sorted(chain)), column, mask)


def unused(table: Table) -> list[int]:
    """The inputs that no rule limits; none when some cell could not be read."""
    if not table.whole or not table.count:
        return []
    full = table.grid.full
    return [k for k in range(len(full)) if all(box[k] == full[k] for box in table.grid.boxes)]


def _alike(table: Table, column: int) -> list[list[int]]:
    """The rules by what they say outside of one column."""
    found: dict[object, list[int]] = {}
    for rule, box in enumerate(table.grid.boxes):
        if table.answering >> rule & 1:
            rest = (*box[:column], *box[column + 1 :])
            key = (rest, table.results[rule].key, table.rule(rule).because)
            found.setdefault(key, []).append(rule)
    return list(found.values())


def _chains(table: Table, column: int, group: list[int]) -> Iterator[list[int]]:
    """The parts of a group that follow each other in the column; those that overlap are no part."""
    boxes = table.grid.boxes
    joined = not isinstance(table.grid.axes[column], Line)
    chain: list[int] = []
    mask = 0
    for rule in sorted(group, key=lambda r: boxes[r][column] & -boxes[r][column]):
        cell = boxes[rule][column]
        follows = joined or len(list(runs(mask | cell))) == 1
        if chain and not mask & cell and follows and _movable(table, chain[0], rule):
            chain.append(rule)
            mask |= cell
            continue
        if len(chain) > 1:
            yield chain
        chain, mask = [rule], cell
    if len(chain) > 1:
        yield chain


def _movable(table: Table, a: int, b: int) -> bool:
    """Whether one of the rules may stand at the place of the other."""
    if table.decision.hit_policy != "first":
        return True
    early, late = sorted((a, b))
    between = (1 << late) - (1 << (early + 1))
    return not table.cover.overlapping[late] & between
