"""Choices: whether the conditions after a step cover all cases, and which are left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from salesops_sop.analysis.decision.domain import fits, typed
from salesops_sop.analysis.flow.slots import Slot, said, shown, slots, values
from salesops_sop.base.listing import joined
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.model.decision import Column, Decision
from salesops_sop.handbook.model.process import Branch, Step
from salesops_sop.lang.comparison import Comparison, ComparisonError, Test, parse, tests

MOST_CASES = 20_000
"""More combinations of values than this are not tried."""
_MOST_SHOWN = 3

Box = tuple[tuple[Slot, ...], ...]
"""Cases that belong together: of each column the slots it may lie in."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a comparison: a sentence, and where in the condition (from 1)."""

    branch: Branch
    message: str
    column: int


@dataclass(frozen=True)
class Choice:
    """What can be said of a choice without `otherwise`.

    `left_over` are the cases of no condition, in words; `decided` is false where conditions are
    prose, or compare what has no end of values.
    """

    faults: tuple[Fault, ...] = ()
    decided: bool = False
    left_over: tuple[str, ...] = ()


def choice(step: Step, table: Decision | None) -> Choice:
    """Look at the conditions of a step whose `next` is a list; `table` is the one it applies."""
    if table is None or not isinstance(step.next, list):
        return Choice()
    return _Chooser(table).choice([branch for branch in step.next if branch.when is not None])


class _Chooser:
    def __init__(self, table: Decision) -> None:
        self.table = table
        self.columns: Mapping[str, Column] = {c.id: c for c in (*table.inputs, *table.outputs)}

    def choice(self, branches: list[Branch]) -> Choice:
        read = [(branch, *self._read(branch)) for branch in branches]
        faults = [fault for _, _, fault in read if fault]
        faults += [f for branch, found, _ in read if found for f in self._faults(branch, found)]
        conditions = [found for _, found, _ in read if found]
        if faults or len(conditions) < len(branches) or self.table.hit_policy == "collect":
            return Choice(tuple(faults))
        return self._left_over(conditions)

    def _read(self, branch: Branch) -> tuple[Comparison | None, Fault | None]:
        try:
            return parse(branch.when or ""), None
        except ComparisonError as error:
            name = (branch.when or "").strip(" (").split(maxsplit=1)[0]
            meant = name.rstrip("<>=!") in self.columns
            return None, Fault(branch, str(error), error.column) if meant else None

    def _faults(self, branch: Branch, condition: Comparison) -> Iterator[Fault]:
        for test in tests(condition):
            column = self.columns.get(test.name)
            if column is None:
                names = [output.id for output in self.table.outputs]
                guess = (
                    did_you_mean(test.name, names)
                    or f": it has {joined(f'‘{name}’' for name in names)}"
                )
                message = f"“{self.table.title}” has no output ‘{test.name}’{guess}"
                yield Fault(branch, message, test.column)
            else:
                yield from self._values(branch, test, column)

    def _values(self, branch: Branch, test: Test, column: Column) -> Iterator[Fault]:
        known = values(self.table, column)
        for each in test.values:
            equal = test.sign in ("=", "!=", "in", "not in")
            wrong = not fits(column.type, each.value)  # 2.5 may bound whole numbers
            if equal and not wrong:
                wrong = typed(column.type, each.value) is None
            if known is not None and equal:
                wrong = each.value not in known
            wrong = wrong and column.type != "date"
            if wrong:
                there = [shown(value) for value in known or ()]
                guess = did_you_mean(each.text, [str(value) for value in known or ()])
                more = guess or (f": it can be {joined(there, 'or')}" if there else "")
                message = f"{shown(each.value)} is no value of ‘{column.id}’{more}"
                yield Fault(branch, message, each.column)

    def _left_over(self, conditions: list[Comparison]) -> Choice:
        used = [test for condition in conditions for test in tests(condition)]
        names = list(dict.fromkeys(test.name for test in used))
        axes = []
        for name in names:
            named = [each.value for test in used if test.name == name for each in test.values]
            axis = slots(self.table, self.columns[name], named)
            if axis is None:
                return Choice()
            axes.append(axis)
        if prod(len(axis) for axis in axes) > MOST_CASES:
            return Choice()
        left = [case for case in product(*axes) if not _covered(conditions, names, case)]
        if len(names) == 1:
            found = said([slot for (slot,) in left], axes[0])
            return Choice((), True, (f"{names[0]} {joined(found, 'or')}",) if found else ())
        comes = [case for case in left if self._comes(names, case)]
        return Choice((), True, self._combined(names, axes, comes))

    def _comes(self, names: list[str], case: tuple[Slot, ...]) -> bool:
        """Whether a rule of the table can give these answers together."""
        outputs = {output.id: output for output in self.table.outputs}
        return any(
            all(
                name not in outputs
                or (given := typed(outputs[name].type, rule.then.get(name))) is None
                or slot.holds(given)
                for name, slot in zip(names, case, strict=True)
            )
            for rule in self.table.rules
        )

    def _combined(
        self, names: list[str], axes: list[tuple[Slot, ...]], left: list[tuple[Slot, ...]]
    ) -> tuple[str, ...]:
        boxes = _merged([tuple((slot,) for slot in case) for case in left], axes)
        cases = [
            " with ".join(
                f"{name} {joined(said(part, axis), 'or')}"
                for name, part, axis in zip(names, box, axes, strict=True)
                if len(part) < len(axis)
            )
            for box in boxes[:_MOST_SHOWN]
        ]
        more = len(boxes) - len(cases)
        return (*cases, f"{more} more {'cases' if more > 1 else 'case'}") if more else tuple(cases)


def _merged(boxes: list[Box], axes: list[tuple[Slot, ...]]) -> list[Box]:
    """The same cases in fewer boxes: those that differ in one column only are put together."""
    for column, axis in reversed(list(enumerate(axes))):
        alike: dict[Box, list[Slot]] = {}
        for box in boxes:
            alike.setdefault((*box[:column], (), *box[column + 1 :]), []).extend(box[column])
        boxes = [
            (*key[:column], tuple(slot for slot in axis if slot in parts), *key[column + 1 :])
            for key, parts in alike.items()
        ]
    return boxes


def _covered(conditions: list[Comparison], names: list[str], case: tuple[Slot, ...]) -> bool:
    of = {name: slot.sample for name, slot in zip(names, case, strict=True)}
    return any(condition.holds(of.__getitem__) for condition in conditions)
