"""KPIs computed from data as rows: the value, what it should be, and what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.targets import Targets, Where, adds_up
from salesops_sop.analysis.measures.values import shown
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.formula.evaluating import Result, Undefined
from salesops_sop.lang.units import Unit
from salesops_sop.warehouse.answering import Answer
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.running import Computed


@dataclass(frozen=True)
class Row:
    """One value of a KPI, or the reason why there is none; `period` is empty for everything."""

    kpi: Kpi
    unit: Unit | None
    period: str
    days: tuple[date | None, date | None]
    group: Mapping[str, str | None]
    value: Fraction | None
    reason: str
    target: Fraction | None
    band: str
    inputs: Mapping[str, Result]

    @property
    def text(self) -> str:
        """The value as people read it; “–” where there is none."""
        return self._shown(self.value) or "–"

    @property
    def target_text(self) -> str:
        """The target as people read it; empty where there is none."""
        return self._shown(self.target)

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where that cannot be said."""
        if self.value is None or self.target is None or self.kpi.better is None:
            return None
        return (
            self.value >= self.target if self.kpi.better == "higher" else self.value <= self.target
        )

    def _shown(self, value: Fraction | None) -> str:
        if value is None or self.unit is None:
            return ""
        return shown(value, self.unit, self.kpi.precision)


@dataclass(frozen=True)
class Report:
    """Rows by KPI, group and period, with what was asked and noticed."""

    rows: tuple[Row, ...]
    groups: tuple[str, ...]
    span: Span
    notes: tuple[str, ...]

    def kpis(self) -> Iterator[tuple[Kpi, list[Row]]]:
        """The rows of each KPI."""
        for _, rows in groupby(self.rows, key=lambda row: row.kpi.id):
            found = list(rows)
            yield found[0].kpi, found

    @property
    def without_any(self) -> list[str]:
        """KPIs that have no value at all."""
        return [kpi.id for kpi, rows in self.kpis() if all(row.value is None for row in rows)]


def report(handbook: Handbook, computed: Computed, today: date) -> Report:
    """Lay the answers beside targets and bands; `today` chooses those in force without a period."""
    laying = _Laying(handbook, computed, today)
    rows = sorted((laying.row(answer) for answer in computed.answers), key=_order)
    asked = computed.question
    return Report(tuple(rows), asked.groups, asked.span, computed.notes)


def _order(row: Row) -> tuple[str, tuple[str, ...], date]:
    groups = tuple(value or "" for value in row.group.values())
    return row.kpi.id, groups, row.days[0] or date.min


class _Laying:
    def __init__(self, handbook: Handbook, computed: Computed, today: date) -> None:
        self.handbook = handbook
        self.question = computed.question
        self.today = today
        self.targets = handbook.derived(Targets)
        self.definitions = handbook.derived(Definitions)
        self.judged: dict[str, bool] = {}

    def row(self, answer: Answer) -> Row:
        definition, span = answer.definition, self.question.span
        group = dict(zip(self.question.groups, answer.key.group, strict=False))
        days = span.days(answer.key.period)
        day, where = days[1] or self.today, self._where(group)
        result = answer.result
        value = result if isinstance(result, Fraction) else None
        judged = self._is_judged(definition)
        target = self.targets.target(definition, where, day) if judged else None
        band = (
            self.targets.band(definition, value, where, day)
            if judged and value is not None
            else None
        )
        return Row(
            definition.kpi,
            definition.unit if isinstance(definition.unit, Unit) else None,
            span.named(answer.key.period),
            days,
            group,
            value,
            result.reason if isinstance(result, Undefined) else "",
            target,
            band.title if band else "",
            answer.inputs,
        )

    def _where(self, group: Mapping[str, str | None]) -> Where:
        return {
            name: (value,)
            for name, value in group.items()
            if value is not None and self.handbook.get(Dimension, name)
        }

    def _is_judged(self, definition: Definition) -> bool:
        """A value that adds up is laid beside a target only in the grain the target is for."""
        known = self.judged.get(definition.kpi.id)
        if known is None:
            asked = {*self.question.groups, self.question.span.unit}
            known = not adds_up(definition, self.definitions) or asked >= set(definition.kpi.grain)
            self.judged[definition.kpi.id] = known
        return known
