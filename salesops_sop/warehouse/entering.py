"""Inputs that people enter: from `entered.csv` beside the data, and from the command line."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.values import read
from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY, parse_date
from salesops_sop.lang.formula.evaluating import Result, Undefined
from salesops_sop.lang.units import Unit
from salesops_sop.warehouse.answering import Group, Key
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import PlanError

FILE = "entered.csv"
FIXED = ("kpi", "input", "from", "to", "value")
ONE_DAY = timedelta(days=1)


class Entry(NamedTuple):
    """A value for an input, for some days (both ends included) and a part of the world."""

    kpi: str
    input: str
    first: date
    last: date
    where: Mapping[str, str]
    value: str
    place: str

    @property
    def series(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """What it is a value of; entries of one series follow each other in time."""
        return self.kpi, self.input, tuple(sorted(self.where.items()))


def entries(folder: Path, definitions: Definitions) -> list[Entry]:
    """The values in `entered.csv`: columns kpi, input, from, to, value and one for each dimension.

    No file is no entries. Raises PlanError with the line for a file that is none of these, for an
    input that nobody enters, and for two values for one day.
    """
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(_entries(csv.DictReader(file), str(path)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise PlanError(f"‘{path}’ is no CSV file in UTF-8: {error}") from None
    for entry in found:
        entered_input(definitions, entry.kpi, entry.input, entry.place)
    _refuse_overlaps(found)
    return found


def entered_input(definitions: Definitions, kpi: str, name: str, place: str) -> None:
    """Raise PlanError unless a KPI has an input of this name that people enter."""
    if kpi not in definitions.all:
        raise PlanError(f"{place}: there is no KPI ‘{kpi}’")
    item = definitions.all[kpi].kpi.inputs.get(name)
    if item is None:
        raise PlanError(f"{place}: the KPI ‘{kpi}’ has no input ‘{name}’")
    if item.measure or item.kpi:
        how = f"measured: {item.measure}" if item.measure else f"the KPI ‘{item.kpi}’"
        raise PlanError(f"{place}: ‘{name}’ of ‘{kpi}’ is not entered, it is {how}")


def _entries(rows: "csv.DictReader[str]", path: str) -> Iterator[Entry]:
    missing = [name for name in FIXED if name not in (rows.fieldnames or ())]
    if missing:
        raise PlanError(f"‘{path}’ has no column ‘{missing[0]}’: it needs {', '.join(FIXED)}")
    for row in rows:
        place = f"{path}:{rows.line_num}"
        if None in row:
            raise PlanError(f"{place}: the line has more values than the head has columns")
        try:
            first, last = parse_date(row["from"] or ""), parse_date(row["to"] or "")
        except ValueError as error:
            raise PlanError(f"{place}: {error}") from None
        if last < first:
            raise PlanError(f"{place}: it ends on {last}, before it begins on {first}")
        where = {name: value for name, value in row.items() if name not in FIXED and value}
        yield Entry(
            row["kpi"] or "", row["input"] or "", first, last, where, row["value"] or "", place
        )


def _refuse_overlaps(found: Iterable[Entry]) -> None:
    ordered = sorted(found, key=lambda entry: (entry.series, entry.first))
    for earlier, later in pairwise(ordered):
        if earlier.series == later.series and later.first <= earlier.last:
            raise PlanError(f"{later.place}: there is a value for {later.first}: {earlier.place}")


@dataclass(frozen=True)
class Entered:
    """Answers what was entered for an input, a period and a group.

    `fixed` are values for everywhere and always, by KPI and input. Amounts and counts that lie
    inside the period and the group are added up, if they are there for all of its days; of shares
    and rates the one counts that holds for all of them.
    """

    span: Span
    groups: Sequence[str]
    entries: Sequence[Entry] = ()
    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    working_day: int = MINUTES_OF_WORKING_DAY

    def __call__(self, definition: Definition, name: str, key: Key) -> Result:
        """The value, or why there is none; raises PlanError for a text that is no value."""
        kpi, unit = definition.kpi.id, definition.units.get(name)
        if unit is None:
            return Undefined(f"{name} has no unit that can be read")
        if (kpi, name) in self.fixed:
            return self._read(self.fixed[kpi, name], unit, f"--set {kpi}.{name}")
        group = dict(zip(self.groups, key.group, strict=False))
        found = [
            entry
            for entry in self.entries
            if (entry.kpi, entry.input) == (kpi, name)
            and all(entry.where.get(dimension) == value for dimension, value in group.items())
        ]
        if not found:
            return Undefined(f"{name} is entered by hand, and no value is there")
        first, last = self.span.days(key.period)
        if unit.plain or any(power < 0 for _, power in unit.powers):
            chosen = _holding(found, name, first, last)
        else:
            chosen = _inside(found, name, first, last)
        if isinstance(chosen, Undefined):
            return chosen
        return sum((self._read(e.value, unit, e.place) for e in chosen), Fraction(0))

    def there(self, definition: Definition, name: str) -> Collection[Group]:
        """The groups for which an input has entries in the days that are asked about."""
        first, last = self.span.first or date.min, self.span.last or date.max
        return {
            tuple(entry.where[group] for group in self.groups)
            for entry in self.entries
            if (entry.kpi, entry.input) == (definition.kpi.id, name)
            and entry.last >= first
            and entry.first <= last
            and all(group in entry.where for group in self.groups)
        }

    def _read(self, value: str, unit: Unit, place: str) -> Fraction:
        try:
            return read(value, unit, self.working_day)
        except ValueError as error:
            raise PlanError(f"{place}: “{value[:40]}” {error}") from None


def _holding(
    found: Sequence[Entry], name: str, first: date | None, last: date | None
) -> Sequence[Entry] | Undefined:
    """The one entry of a rate that holds on all days."""
    holding = [
        entry
        for entry in found
        if (first is None or entry.first <= first) and (last is None or last <= entry.last)
    ]
    if len(holding) > 1:
        return Undefined(f"{name} has several entries, and a rate cannot be added up")
    return holding or Undefined(f"{name} has no entry that holds on all these days")


def _inside(
    found: Sequence[Entry], name: str, first: date | None, last: date | None
) -> Sequence[Entry] | Undefined:
    """The entries of an amount that together are there for all days, and no others."""
    touching = [
        entry
        for entry in found
        if (first is None or entry.last >= first) and (last is None or entry.first <= last)
    ]
    if not touching:
        return Undefined(f"{name} is entered by hand, and no value is there for these days")
    if len({frozenset(entry.where) for entry in touching}) > 1:
        return Undefined(f"{name} is entered for parts and for the whole: enter one of the two")
    for entry in touching:
        if (first and entry.first < first) or (last and entry.last > last):
            return Undefined(f"{name} is entered for {entry.first} to {entry.last}, not for less")
    ordered = sorted(touching, key=lambda entry: (entry.series, entry.first))
    for _, group in groupby(ordered, key=lambda entry: entry.series):
        if not _filled(list(group), first, last):
            return Undefined(f"{name} is entered for a part of these days only")
    return touching


def _filled(group: Sequence[Entry], first: date | None, last: date | None) -> bool:
    """Whether entries in their order follow each other from the first day to the last."""
    begins, ends = group[0].first, group[-1].last
    return (
        (first is None or begins == first)
        and (last is None or ends == last)
        and all(later.first - earlier.last == ONE_DAY for earlier, later in pairwise(group))
    )
