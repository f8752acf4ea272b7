"""Two versions of a decision table: exactly those cases that are answered differently now.

Both tables are cut into one grid (`analysis.decision.grid`), so that all cases in one cell are
answered alike by either. The grid is searched from above: a part is left out where both versions
have the same rules with the same answers, answered where every rule in it covers it, and else cut
in two by a rule that reaches into it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.decision.column import slots
from salesops_sop.analysis.decision.cover import STEPS, Budget
from salesops_sop.analysis.decision.domain import domain
from salesops_sop.analysis.decision.grid import Box, Grid, shared
from salesops_sop.analysis.decision.results import said_of
from salesops_sop.analysis.decision.table import Table
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Column, Decision
from salesops_sop.lang.condition import ANY, Condition, Range

Said = tuple[str, tuple[str, ...]] | None
"""What one output says: “one”, “all” or “any”, and the values."""
Answer = tuple[Said, ...]
"""A value for every output of either version."""
Outcome = tuple[Answer, ...]
"""What a table says of a case: no answer, one, or several (`collect`, or a contradiction)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Cases that are answered differently: where, and how before and now."""

    where: tuple[Box, ...]
    before: Outcome
    after: Outcome


@dataclass(frozen=True)
class Side:
    """One version: its hit policy, and for each of its rules the answer and the rank."""

    policy: str
    answers: tuple[Answer, ...]
    ranks: tuple[tuple[int, ...], ...]

    def outcome(self, rules: Sequence[int]) -> Outcome:
        """The outcome of a case in which just these rules hold (DMN 1.5, 8.2.8)."""
        if not rules:
            return ()
        if self.policy == "first":
            return (self.answers[min(rules)],)
        if self.policy == "priority":
            return (self.answers[min(rules, key=lambda rule: (self.ranks[rule], rule))],)
        return tuple(sorted({self.answers[rule] for rule in rules}, key=repr))


class Outcomes:
    """Compares two versions whose cells can all be read; `comparable` says whether they can."""

    def __init__(
        self, old: Decision, new: Decision, trees: Dimensions, roles: dict[str, str]
    ) -> None:
        self.tables = Table(old, trees), Table(new, trees)
        self.trees = trees
        self.columns = _columns(old, new)
        self.outputs = list({c.id: c for c in (*old.outputs, *new.outputs)})
        self.sides = tuple(self._side(table, roles) for table in self.tables)

    @property
    def comparable(self) -> bool:
        """Whether both tables are sound and their inputs of one kind."""
        return self.columns is not None and all(
            table.whole and len(table.cells.answering) == len(table.decision.rules)
            for table in self.tables
        )

    @cached_property
    def grid(self) -> Grid:
        """The rules of both in one grid, the older ones first, then the domains of both."""
        columns = self.columns or []
        rows = [self._row(table, n) for table in self.tables for n in range(len(table.number))]
        domains = [[_domain(table, column) for column in columns] for table in self.tables]
        return Grid.of(columns, [*rows, *domains], self.trees)

    def _row(self, table: Table, number: int) -> list[Condition]:
        cells = dict(
            zip((c.id for c in table.decision.inputs), table.cells.conditions[number], strict=True)
        )
        return [cells.get(column.id, ANY) for column in self.columns or []]

    def shifts(self) -> tuple[list[Shift], bool]:
        """The cases that both versions know and answer differently, and whether these are all."""
        found: dict[tuple[Outcome, Outcome], list[Box]] = {}
        whole = True
        for box, before, after, sure in self._walk():
            whole = whole and sure
            if sure:
                found.setdefault((before, after), []).append(box)
        shifts = [Shift(tuple(merged(boxes)), *outcomes) for outcomes, boxes in found.items()]
        return sorted(shifts, key=lambda shift: [_first(box) for box in shift.where]), whole

    def _walk(self) -> Iterator[tuple[Box, Outcome, Outcome, bool]]:
        grid, count = self.grid, [len(side.answers) for side in self.sides]
        ours = (1 << count[0]) - 1
        theirs = ((1 << count[1]) - 1) << count[0]
        start = shared(grid.boxes[-2], grid.boxes[-1])
        budget = Budget(STEPS)
        parts = [start] if all(start) or not start else []
        while parts:
            part = parts.pop()
            active = grid.touching(part) & (ours | theirs)
            if not budget.spend(1 + active.bit_count()):
                yield part, (), (), False
                return
            one, other = slots(active & ours), [r - count[0] for r in slots(active & theirs)]
            if self._alike(part, one, other):
                continue
            cut = self._cut(part, active)
            if cut is not None:
                parts += cut
                continue
            before, after = self.sides[0].outcome(one), self.sides[1].outcome(other)
            if before != after:
                yield part, before, after, True

    def _alike(self, part: Box, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether both versions have the same rules in a part, so that they answer it alike."""
        first, second = self.sides
        if len(one) != len(other) or first.policy != second.policy:
            return False
        ours = [self._told(part, 0, first, rule) for rule in one]
        theirs = [self._told(part, len(first.answers), second, rule) for rule in other]
        if first.policy == "first":
            return ours == theirs
        return sorted(ours, key=repr) == sorted(theirs, key=repr)

    def _told(self, part: Box, offset: int, side: Side, rule: int) -> tuple[object, ...]:
        rank = side.ranks[rule] if side.policy == "priority" else ()
        return shared(part, self.grid.boxes[offset + rule]), side.answers[rule], rank

    def _cut(self, part: Box, active: int) -> list[Box] | None:
        """The part in two along a rule that covers some of it; those that differ come first."""
        boxes = self.grid.boxes
        for rule in sorted(slots(active), key=lambda rule: (rule not in self._different, rule)):
            for column, mask in enumerate(part):
                inside = mask & boxes[rule][column]
                if inside != mask:
                    rest = (*part[:column], mask & ~inside, *part[column + 1 :])
                    return [rest, (*part[:column], inside, *part[column + 1 :])]
        return None

    @cached_property
    def _different(self) -> frozenset[int]:
        """The rules that the other version does not have just so."""
        first = len(self.sides[0].answers)
        told = [
            (rule, (self.grid.boxes[rule], side.answers[rule - offset]))
            for offset, side in ((0, self.sides[0]), (first, self.sides[1]))
            for rule in range(offset, offset + len(side.answers))
        ]
        ours = {key for rule, key in told if rule < first}
        theirs = {key for rule, key in told if rule >= first}
        both = ours & theirs
        return frozenset(rule for rule, key in told if key not in both)

    def _side(self, table: Table, roles: dict[str, str]) -> Side:
        named = {c.id for c in table.decision.outputs if c.type in ("role", "roles")}
        answers = []
        for place in range(len(table.number)):
            then = table.rule(place).then
            found: list[Said] = []
            for output in self.outputs:
                said = said_of(then.get(output))
                key = said.key if said else None
                if key and output in named:
                    key = key[0], tuple(sorted(roles.get(value, value) for value in key[1]))
                found.append(key)
            answers.append(tuple(found))
        ranks = tuple(result.rank for result in table.results)
        return Side(table.decision.hit_policy, tuple(answers), ranks)

    def rules_in(self, box: Box, side: int) -> list[int]:
        """The numbers in the document of the rules of a version that hold in a part."""
        first = len(self.sides[0].answers)
        found = slots(self.grid.touching(box))
        count = len(self.sides[side].answers)
        offset = first * side
        numbers = self.tables[side].number
        return [numbers[r - offset] for r in found if offset <= r < offset + count]


def _columns(old: Decision, new: Decision) -> list[Column] | None:
    """The inputs of either version with the domains of both; None where they are of two kinds."""
    before = {column.id: column for column in old.inputs}
    found = []
    for column in new.inputs:
        other = before.pop(column.id, None)
        merged_ = column if other is None else _widened(other, column)
        if merged_ is None:
            return None
        found.append(merged_)
    return [*found, *before.values()]


def _widened(old: Column, new: Column) -> Column | None:
    numbers = {old.type, new.type} == {"number", "integer"}
    if old.unit != new.unit or not (old.type == new.type or numbers):
        return None
    if old.type == "dimension" and (old.dimension or old.id) != (new.dimension or new.id):
        return None
    listed = bool(old.values) and bool(new.values)
    if bool(old.values) != bool(new.values) and old.type in ("number", "integer", "date"):
        return None
    values = list(dict.fromkeys((*new.values, *old.values))) if listed else []
    kind = "number" if numbers else new.type
    low, high = _end(old, new, "min"), _end(old, new, "max")
    same = {name: getattr(new, name) for name in ("id", "title", "unit", "dimension")}
    return Column(type=kind, values=values, min=low, max=high, **same)


def _end(old: Column, new: Column, name: str) -> int | float | str | None:
    """The wider of two bounds; none where one version has none."""
    one, other = getattr(old, name), getattr(new, name)
    if one is None or other is None:
        return None
    read = (
        (domain(old).low, domain(new).low)
        if name == "min"
        else (domain(old).high, domain(new).high)
    )
    if read[0] is None or read[1] is None:
        return None
    wider = read[0] < read[1] if name == "min" else read[0] > read[1]  # type: ignore[operator]
    found: int | float | str = one if wider else other
    return found


def _domain(table: Table, column: Column) -> Condition:
    """The values that a version knows of an input; all of one that it does not ask for."""
    own = next((c for c in table.decision.inputs if c.id == column.id), None)
    if own is None:
        return ANY
    known = domain(own)
    if known.values:
        return Condition(tuple(Range(value, True, value, True) for value in known.values))
    if known.low is None and known.high is None:
        return ANY
    low, high = known.low is not None, known.high is not None
    return Condition((Range(known.low, low, known.high, high),))


def merged(boxes: Sequence[Box]) -> list[Box]:
    """The same cases in fewer boxes: those that differ in one column only become one."""
    found = list(dict.fromkeys(boxes))
    width = len(found[0]) if found else 0
    again = True
    while again:
        again = False
        for column in range(width):
            groups: dict[Box, int] = {}
            for box in found:
                rest = (*box[:column], 0, *box[column + 1 :])
                groups[rest] = groups.get(rest, 0) | box[column]
            if len(groups) < len(found):
                again = True
                found = [(*r[:column], mask, *r[column + 1 :]) for r, mask in groups.items()]
    return sorted(found, key=_first)


def _first(box: Box) -> tuple[int, ...]:
    return (*((mask & -mask).bit_length() for mask in box), *box)
