"""Who may approve, against the lines of reporting: larger cases, and the role that asks.

Roles are compared along solid lines only; two roles of different lines are neither above nor below
each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from salesops_sop.analysis.decision.axis import Line
from salesops_sop.analysis.decision.column import Rules, slots
from salesops_sop.analysis.decision.grid import Box, Grid, shared
from salesops_sop.analysis.decision.results import Said
from salesops_sop.analysis.decision.table import Table
from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.handbook.model.decision import Column

Options = frozenset[frozenset[str]]
"""The sets of roles each of which is enough to approve."""
_SAFER = re.compile(
    r"\b(?:margin|profit|score|likelihood|probability|confidence|rating|coverage|quality|health|"
    r"tenure|seniority|notice|lead[- ]time)",
    re.IGNORECASE,
)
"""Words of inputs of which more means less risk, so that more may need a lower approver."""
_RISKIER = re.compile(
    r"\b(?:discount|value|amount|price|cost|spend|budget|rebate|credit|days|term|quantity|size|"
    r"risk|exposure|total|revenue|concession)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Drop:
    """Two rules by their places: the riskier case in `lower` has the lower approver.

    `input` is the column in which the cases differ; `where` is where they agree otherwise, with
    the values of the case in `higher` and in `lower` in its place.
    """

    output: int
    input: int
    higher: int
    lower: int
    where: Box
    high_mask: int
    low_mask: int
    rising: bool


@dataclass(frozen=True, slots=True)
class Below:
    """A rule by its place, and who may ask and who then approves."""

    rule: int
    output: int
    asking: str
    approving: tuple[str, ...]


def drops(table: Table, output: int, lines: Lines) -> Iterator[Drop]:
    """Pairs of rules in which a riskier case, all else equal, needs a lower approver.

    More is riskier, unless the input's name or most of the table says the contrary. Only cases
    count in which the hit policy lets the rule answer; `collect` has no one answer.
    """
    if table.decision.hit_policy == "collect":
        return
    pieces = list(_effective(table))
    grid = Grid(table.grid.axes, tuple(box for _, box in pieces))
    owners = [rule for rule, _ in pieces]
    said = {rule: table.results[rule].said[output] for rule in set(owners)}
    for column, axis in enumerate(table.grid.axes):
        if isinstance(axis, Line) and axis.kind != "date":
            name = table.decision.inputs[column]
            yield from _of_column(grid, owners, said, (output, column), name, lines)


def below(table: Table, output: int, lines: Lines) -> Iterator[Below]:
    """Rules that let only roles approve that report, directly or not, to a role that asks."""
    for rule in slots(table.answering):
        for option in _options(table.results[rule].said[output]):
            asking = next((a for a in table.decision.asked_by if _all_below(option, a, lines)), "")
            if asking:
                yield Below(rule, output, asking, tuple(sorted(option)))
                break


def _all_below(option: frozenset[str], asking: str, lines: Lines) -> bool:
    return bool(option) and all(lines.is_above(asking, role) for role in option)


def _effective(table: Table) -> Iterator[tuple[int, Box]]:
    """The cases that each rule decides, in boxes."""
    budget = table.budget()
    for rule in slots(table.answering):
        rivals = table.ahead(rule)
        for part, sure in table.cover.uncovered(table.grid.boxes[rule], rivals, budget):
            if sure:
                yield rule, part


def _of_column(
    grid: Grid,
    owners: list[int],
    said: dict[int, Said | None],
    place: tuple[int, int],
    column: Column,
    lines: Lines,
) -> Iterator[Drop]:
    pairs = list(_pairs(grid, owners, said, place[1], lines))
    falling = [(a, b) for a, b, up in pairs if not up]
    rising = [(b, a) for a, b, up in pairs if up]
    words = f"{column.id.replace('-', ' ')} {column.title or ''}"
    safer = bool(_SAFER.search(words)) or (
        len(falling) > len(rising) > 0 and not _RISKIER.search(words)
    )
    for high, low in rising if safer else falling:
        where = shared(grid.boxes[high], grid.boxes[low])
        masks = grid.boxes[high][place[1]], grid.boxes[low][place[1]]
        yield Drop(*place, owners[high], owners[low], where, *masks, rising=not safer)


def _pairs(
    grid: Grid, owners: list[int], said: dict[int, Said | None], column: int, lines: Lines
) -> Iterator[tuple[int, int, bool]]:
    """Pieces with a smaller and a larger value, all else equal, and whether the approver rises."""
    by_answer: dict[Options, Rules] = {}
    for piece, owner in enumerate(owners):
        key = _options(said[owner])
        by_answer[key] = by_answer.get(key, 0) | 1 << piece
    order = {
        key: [
            (sum(r for other, r in by_answer.items() if _lower(key, other, lines)), True),
            (sum(r for other, r in by_answer.items() if _lower(other, key, lines)), False),
        ]
        for key in by_answer
    }
    for piece, box in enumerate(grid.boxes):
        others = grid.everyone
        for k, mask in enumerate(box):
            if k != column:
                others &= grid.meeting(k, mask)
        lowest = (box[column] & -box[column]).bit_length()
        for ranked, up in order[_options(said[owners[piece]])]:
            for other in slots(others & ranked):
                if grid.boxes[other][column].bit_length() > lowest:
                    yield piece, other, up


def _options(said: Said | None) -> Options:
    """The sets of roles each of which is enough."""
    if said is None:
        return frozenset()
    if said.way == "any":
        return frozenset(frozenset({role}) for role in said.values)
    return frozenset({frozenset(said.values)})


def _lower(a: Options, b: Options, lines: Lines) -> bool:
    """Whether the first answer is content with lower roles than any way of the second."""
    return bool(b) and any(all(_outranked(one, other, lines) for other in b) for one in a)


def _outranked(one: frozenset[str], other: frozenset[str], lines: Lines) -> bool:
    """Whether a role of the other set is above one of this set, and nobody here matches it."""
    return any(
        top not in one
        and any(lines.is_above(top, role) for role in one)
        and not any(lines.is_above(role, top) for role in one)
        for top in other
    )
