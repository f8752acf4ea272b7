"""The values of KPIs, by period and group, from what an engine answered to a plan's queries."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from salesops_sop.analysis.measures.calculating import calculate
from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.lang.formula.evaluating import Result, Undefined
from salesops_sop.warehouse.periods import Span, beginning, between
from salesops_sop.warehouse.plan import Measure, Plan, Query

SIGNIFICANT = 15
"""Digits of a double that say something."""

Group = tuple[str | None, ...]


class Key(NamedTuple):
    """A period, by its first day, and a group; None where it is not cut into periods."""

    period: date | None
    group: Group


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a KPI for a period and a group, and of its inputs."""

    definition: Definition
    key: Key
    result: Result
    inputs: Mapping[str, Result]


Rows = Sequence[tuple[Any, ...]]


class Entering(Protocol):
    """What people enter."""

    def __call__(self, definition: Definition, name: str, key: Key) -> Result:
        """The value of an input for a period and a group."""

    def there(self, definition: Definition, name: str) -> Collection[Group]:
        """The groups for which an input has values in the days that are asked about."""


def answers(
    plan: Plan, asked: Collection[str], rows: Sequence[Rows], span: Span, entered: Entering
) -> Iterator[Answer]:
    """The answers for the KPIs that are asked for, by KPI, period and group.

    `rows` are those of each query of the plan. Every group of a KPI's inputs is one of the KPI, and
    every period between the first and the last; where an input has no rows, counts and sums are 0
    and other aggregates undefined.
    """
    table = _Table(plan, rows, span, entered)
    for definition in plan.kpis:
        for key in table.keys(definition):
            answer = table.answer(definition, key)
            if definition.kpi.id in asked:
                yield answer


class _Table:
    """What is known: the values of measured inputs and, KPI by KPI, of the KPIs."""

    def __init__(self, plan: Plan, rows: Sequence[Rows], span: Span, entered: Entering) -> None:
        self.span = span
        self.entered = entered
        self.measured: dict[tuple[str, str], dict[Key, Result]] = {}
        self.known: dict[str, dict[Key, Result]] = {}
        self.definitions = {definition.kpi.id: definition for definition in plan.kpis}
        self.days: dict[str, date] = {}
        self.measures = {(m.kpi, m.input): (m, q) for q in plan.queries for m in q.measures}
        for query, found in zip(plan.queries, rows, strict=True):
            self._take(query, found)

    def _take(self, query: Query, rows: Rows) -> None:
        first = 1 if query.date and self.span.unit else 0
        for measure in query.measures:
            self.measured[measure.kpi, measure.input] = {}
        for row in rows:
            group = tuple(_said(value) for value in row[first : first + len(query.groups)])
            key = Key(row[0] if first else None, group)
            values = row[first + len(query.groups) :]
            if query.day and values[-1] is not None:
                before = self.days.get(query.dataset.id, date.min)
                self.days[query.dataset.id] = max(before, values[-1])
            for measure, raw in zip(query.measures, values, strict=False):
                self.measured[measure.kpi, measure.input][key] = _number(raw, measure)

    def keys(self, definition: Definition) -> list[Key]:
        """The periods and groups of a KPI, sorted: every period with every group."""
        found: set[Key] = set()
        entered: set[Group] = set()
        for name, item in definition.kpi.inputs.items():
            found.update(self.known.get(item.kpi or "", ()))
            entered.update(self.entered.there(definition, name))
            measured = self.measured.get((definition.kpi.id, name), {})
            found.update(self._placed(key, name, definition) for key in measured)
        groups = {key.group for key in found} | entered or {()}
        return sorted((Key(p, g) for p in self._periods(found) for g in groups), key=_order)

    def _periods(self, found: Collection[Key]) -> Sequence[date | None]:
        unit, shift = self.span.unit, self.span.shift
        if unit is None:
            return [None]
        there = {key.period for key in found if key.period}
        ends = {beginning(day, unit, shift) for day in (self.span.first, self.span.last) if day}
        if not there | ends:
            return [None]
        filled = between(min(there | ends), max(there | ends), unit)
        return sorted(there.union(filled))

    def _placed(self, key: Key, name: str, definition: Definition) -> Key:
        """A snapshot counts in the period that holds the last day of its dataset."""
        _, query = self.measures[definition.kpi.id, name]
        if query.date or not self.span.unit:
            return key
        return key._replace(period=self._period_of(query))

    def _period_of(self, snapshot: Query) -> date | None:
        day = self.days.get(snapshot.dataset.id) or self.span.last
        unit = self.span.unit
        return beginning(day, unit, self.span.shift) if day and unit else None

    def answer(self, definition: Definition, key: Key) -> Answer:
        """The value of a KPI, which is known from now on."""
        inputs = {name: self._input(definition, name, key) for name in definition.kpi.inputs}
        result = calculate(definition, inputs).result
        self.known.setdefault(definition.kpi.id, {})[key] = result
        return Answer(definition, key, result, inputs)

    def _input(self, definition: Definition, name: str, key: Key) -> Result:
        kpi = definition.kpi
        if below := kpi.inputs[name].kpi:
            return self._of_kpi(below, key)
        if (kpi.id, name) not in self.measures:
            return self.entered(definition, name, key)
        measure, query = self.measures[kpi.id, name]
        if not query.date:
            if reason := self._not_then(query, key):
                return Undefined(f"{name} is a snapshot{reason}")
            key = key._replace(period=None)
        found = self.measured[kpi.id, name].get(key)
        return _nothing(measure.aggregate.function) if found is None else found

    def _not_then(self, snapshot: Query, key: Key) -> str:
        """Why a snapshot has no value for a period or for all that is asked about."""
        day = self.days.get(snapshot.dataset.id)
        first, last = self.span.first, self.span.last
        if day and ((first and day < first) or (last and last < day)):
            return f" of {day}, which is not among the days that are asked about"
        if self.span.unit and key.period != self._period_of(snapshot):
            of = f" of {day}" if day else ""
            return f"{of}, which has no value for other periods"
        return ""

    def _of_kpi(self, ident: str, key: Key) -> Result:
        found = self.known.get(ident, {}).get(key)
        if found is None:  # the other has no rows in this period and group
            found = self.answer(self.definitions[ident], key).result
        if isinstance(found, Undefined):
            return Undefined(f"‘{ident}’ has no value: {found.reason}")
        return found


def _order(key: Key) -> tuple[date, tuple[str, ...]]:
    return key.period or date.min, tuple(value or "" for value in key.group)


def _said(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _number(raw: Any, measure: Measure) -> Result:
    if raw is None:
        return _nothing(measure.aggregate.function)
    if isinstance(raw, float):
        if not math.isfinite(raw):
            return Undefined(f"{measure.input} is no finite number")
        return Fraction(f"{raw:.{SIGNIFICANT - 1}e}")
    if isinstance(raw, int | Decimal):
        return Fraction(raw)
    return Undefined(f"{measure.input} is no number")


def _nothing(function: str) -> Result:
    """What an aggregate of no rows is."""
    if function in ("count", "count_distinct", "sum"):
        return Fraction(0)
    return Undefined("there are no rows")
