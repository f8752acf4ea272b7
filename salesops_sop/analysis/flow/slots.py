"""The values of a table's column, cut where conditions name one, and those left over in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from salesops_sop.analysis.decision.domain import domain, typed
from salesops_sop.handbook.model.decision import Column, Decision
from salesops_sop.lang.comparison import Value

_NUMBERS = ("number", "integer")


@dataclass(frozen=True, slots=True)
class Slot:
    """Values that no condition tells apart: `sample` is one of them.

    It is one value, or the numbers from `low` to `high` (None: without end); the ends belong to
    it only where `low_in` and `high_in` say so.
    """

    sample: Value
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = False
    high_in: bool = False

    def holds(self, value: object) -> bool:
        """Whether a value lies in the slot."""
        if (self.low is None and self.high is None) or not isinstance(value, Decimal):
            return value == self.sample
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


def slots(table: Decision, column: Column, named: Iterable[Value]) -> tuple[Slot, ...] | None:
    """All values that a column can have, in order; None where that cannot be said.

    They are its listed values, its numbers between the bounds, or else the answers that the
    rules of the table give. `named` are the values that conditions compare it with.
    """
    known = values(table, column)
    if known is not None:
        return tuple(Slot(value) for value in known)
    if column.type not in _NUMBERS:
        return None
    bounds = domain(column)
    numbers = [value for value in named if isinstance(value, Decimal)]
    low, high = (
        bound if isinstance(bound, Decimal) else None for bound in (bounds.low, bounds.high)
    )
    return tuple(_cut(sorted(set(numbers)), low, high, whole=column.type == "integer"))


def values(table: Decision, column: Column) -> tuple[Value, ...] | None:
    """The values that a column can have where they are few: listed, true and false, or answers."""
    bounds = domain(column)
    if bounds.values:
        return tuple(value for value in bounds.values if isinstance(value, Decimal | str | bool))
    if column.type == "boolean":
        return True, False
    if column not in table.outputs or bounds.low is not None or bounds.high is not None:
        return None
    given = [typed(column.type, rule.then.get(column.id)) for rule in table.rules]
    found = [value for value in given if isinstance(value, Decimal | str | bool)]
    return tuple(dict.fromkeys(found)) if found and len(found) == len(given) else None


def _cut(
    numbers: Sequence[Decimal], low: Decimal | None, high: Decimal | None, *, whole: bool
) -> Iterable[Slot]:
    if whole:
        numbers = [end for n in numbers for end in (_floor(n), -_floor(-n))]
    inside = [n for n in numbers if (low is None or n >= low) and (high is None or n <= high)]
    edges = sorted({*inside, *(bound for bound in (low, high) if bound is not None)})
    if not edges:
        yield Slot(Decimal(0))
        return
    if low is None:
        yield _between(None, edges[0], whole=whole)
    for here, above in zip(edges, [*edges[1:], None], strict=True):
        yield Slot(here, here, here, True, True)
        if above is not None and not (whole and here + 1 == above):
            yield _between(here, above, whole=whole)
    if high is None:
        yield _between(edges[-1], None, whole=whole)


def _between(low: Decimal | None, high: Decimal | None, *, whole: bool) -> Slot:
    """The numbers between two that are named; whole ones begin and end with a number of theirs."""
    if whole:
        low, high = (None if low is None else low + 1), (None if high is None else high - 1)
    if low is not None and high is not None:
        return Slot(low if whole else (low + high) / 2, low, high, whole, whole)
    sample = low + 1 if low is not None else (high or Decimal(0)) - 1
    return Slot(sample, low, high, whole, whole)


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value(rounding=ROUND_FLOOR)


def said(left: Sequence[Slot], every: Sequence[Slot]) -> list[str]:
    """Slots in words, neighbors put together: “20 to under 50”, “A”."""
    runs: list[list[Slot]] = []
    for number, slot in enumerate(every):
        if slot in left:
            follows = number > 0 and runs and runs[-1][-1] is every[number - 1]
            if follows and slot.low is not None and runs[-1][-1].high is not None:
                runs[-1].append(slot)
            else:
                runs.append([slot])
    return [_run(run) for run in runs]


def _run(run: list[Slot]) -> str:
    first, last = run[0], run[-1]
    if first.low is None and first.high is None:
        return shown(first.sample)
    if first.low == last.high:
        return shown(first.sample)
    if first.low is None:
        return f"{'up to' if last.high_in else 'under'} {_number(last.high)}"
    begin = f"{'' if first.low_in else 'over '}{_number(first.low)}"
    if last.high is None:
        return f"{begin} and more" if first.low_in else begin
    return f"{begin} to {'' if last.high_in else 'under '}{_number(last.high)}"


def shown(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, str) else _number(value)


def _number(value: Decimal | None) -> str:
    return f"{value or Decimal(0):,f}"
