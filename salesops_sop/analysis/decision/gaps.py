"""Gaps: the cases for which a table has no rule, and bands that end where nothing bounds them."""

from collections.abc import Iterable
from dataclasses import dataclass

from salesops_sop.analysis.decision.axis import Line
from salesops_sop.analysis.decision.cover import STEPS, Budget
from salesops_sop.analysis.decision.grid import Box, volume
from salesops_sop.analysis.decision.largest import largest
from salesops_sop.analysis.decision.table import Table

MOST = 200
"""Uncovered parts that are worked into boxes; whoever has more needs no longer list."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Boxes of cases without a rule.

    `checked` is the share of the combinations that was decided before the budget was spent, from
    0 to 1; with `more` there are more gaps than the boxes hold.
    """

    boxes: tuple[Box, ...] = ()
    checked: float = 1.0
    more: bool = False


def gaps(table: Table, steps: int = STEPS) -> Gaps:
    """Every case without a rule, but for those above a closed top; none under `collect`.

    `steps` bounds the search; a step looks at one rule in one part of the space.
    """
    if not _must_answer(table):
        return Gaps()
    within = _below_tops(table)
    parts: list[Box] = []
    undecided, more = 0, False
    for part, sure in table.cover.uncovered(within, table.grid.everyone, Budget(steps)):
        if not sure:
            undecided += volume(part)
        elif len(parts) < MOST:
            parts.append(part)
        else:
            more = True
            break
    share = 1 - undecided / max(1, volume(table.grid.full))
    return Gaps(tuple(largest(table.grid, parts, within)), share, more)


def cracks(table: Table, boxes: Iterable[Box]) -> dict[int, tuple[Box, ...]]:
    """Gaps between neighbouring whole numbers, such as 99 and 100, by the input they lie in.

    They have one cause: bands for whole numbers over an input that is a `number`. A single one may
    have another, and is left out.
    """
    found: dict[int, list[Box]] = {}
    for box in boxes:
        column = next((k for k, mask in enumerate(box) if _is_crack(table, k, mask)), None)
        if column is not None:
            found.setdefault(column, []).append(box)
    return {column: tuple(several) for column, several in found.items() if len(several) > 1}


def _is_crack(table: Table, column: int, mask: int) -> bool:
    line = table.grid.axes[column]
    if not isinstance(line, Line) or line.kind != "number" or mask == line.full:
        return False
    return all(
        low[1] == 1
        and high[1] == 0
        and high[0].is_finite()
        and low[0] == low[0].to_integral_value()
        and high[0] == low[0] + 1
        for low, high in line.runs(mask)
    )


def closed_tops(table: Table) -> tuple[int, ...]:
    """Numeric inputs without `max` whose highest band ends, so that larger values have no rule."""
    if not _must_answer(table):
        return ()
    return tuple(k for k in range(len(table.grid.axes)) if _is_closed(table, k))


def top_band(table: Table, column: int) -> tuple[int, int]:
    """The rule with the highest band of an input with a closed top, and the set of its slots."""
    cells = [box[column] for box in table.grid.boxes]
    full = table.grid.axes[column].full
    highest = max((cell for cell in cells if cell != full), key=int.bit_length)
    place = next(p for p, cell in enumerate(cells) if cell.bit_length() == highest.bit_length())
    return place, cells[place]


def _is_closed(table: Table, column: int) -> bool:
    line = table.grid.axes[column]
    if not isinstance(line, Line) or not line.open_top or line.kind == "date":
        return False
    top = 1 << (line.size - 1)
    cells = [box[column] for box in table.grid.boxes if box[column] != line.full]
    if not cells or any(cell & top for cell in cells):
        return False
    above = tuple(top if k == column else full for k, full in enumerate(table.grid.full))
    return table.cover.is_covered(above, table.grid.everyone, table.budget()) is False


def _below_tops(table: Table) -> Box:
    closed = closed_tops(table)
    return tuple(
        full & ~(1 << (table.grid.axes[k].size - 1)) if k in closed else full
        for k, full in enumerate(table.grid.full)
    )


def _must_answer(table: Table) -> bool:
    return table.whole and table.decision.hit_policy != "collect"
