"""What must be asked of which dataset to compute KPIs: plain data, before any SQL."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.measured import (
    DAYS,
    aggregate,
    columns,
    dataset_id,
    fields,
    members,
)
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset, Field
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Call, Column, Member


class PlanError(ValueError):
    """A KPI that cannot be asked of data: a sentence that names KPI, input, dataset and field."""


class Measure(NamedTuple):
    """One aggregate: the input of a KPI that it is, and what it aggregates."""

    kpi: str
    input: str
    aggregate: Call

    @property
    def name(self) -> str:
        """The name of its column in a query; ids hold no `__`, so it is unique."""
        return f"{self.kpi.replace('-', '_')}__{self.input}"

    @property
    def where(self) -> str:
        """“‘won_deals’ of the KPI ‘close-rate’”."""
        return f"‘{self.input}’ of the KPI ‘{self.kpi}’"


@dataclass(frozen=True, slots=True)
class Query:
    """Aggregates over one dataset that are placed in time by one column; none is a snapshot.

    `groups` are the fields by which they are grouped besides the period.
    """

    dataset: Dataset
    date: str | None
    groups: tuple[str, ...]
    measures: tuple[Measure, ...]

    @property
    def day(self) -> str | None:
        """The column that says of which day a snapshot is: the latest in it."""
        field = self.fields.get(self.dataset.time_field or "")
        if self.date or field is None or field.type.casefold() not in DAYS:
            return None
        return field.name

    @property
    def median(self) -> Measure | None:
        """A measure that is a median."""
        return next((m for m in self.measures if m.aggregate.function == "median"), None)

    @property
    def moments(self) -> bool:
        """Whether days of moments are asked for, which depend on the time zone."""
        named = {name for name in (self.date, self.day) if name}
        for measure in self.measures:
            named.update(part.name for part in columns(measure.aggregate))
        types = {self.fields[name].type.casefold() for name in named if name in self.fields}
        return bool(types & {"timestamp", "datetime"})

    @property
    def fields(self) -> Mapping[str, Field]:
        """The dataset's fields by name."""
        return fields(self.dataset)


@dataclass(frozen=True, slots=True)
class Plan:
    """The KPIs in an order in which each stands behind those it is built on, and the queries."""

    kpis: tuple[Definition, ...]
    queries: tuple[Query, ...]
    sets: Mapping[str, tuple[Scalar, ...]]


def plan(handbook: Handbook, asked: Iterable[str], groups: tuple[str, ...] = ()) -> Plan:
    """Plan the KPIs that are asked for, and all they are built on.

    Raises PlanError for a KPI that is unknown, goes in a circle or cannot be read, and where a
    dataset lacks a field that a measure, a date or a group needs.
    """
    definitions = handbook.derived(Definitions)
    needed: dict[str, Definition] = {}
    for ident in asked:
        for below in (*_lineage(definitions, ident), ident):
            needed[below] = definitions.all[below]
    found: dict[tuple[str, str | None], list[Measure]] = {}
    datasets: dict[str, Dataset] = {}
    for definition in needed.values():
        for measure, dataset, date in _measures(handbook, definition, groups):
            datasets[dataset.id] = dataset
            found.setdefault((dataset.id, date), []).append(measure)
    queries = tuple(
        Query(datasets[ident], date, groups, tuple(measures))
        for (ident, date), measures in found.items()
    )
    return Plan(tuple(needed.values()), queries, _sets(handbook, queries))


def _lineage(definitions: Definitions, ident: str) -> tuple[str, ...]:
    if ident not in definitions.all:
        raise PlanError(f"there is no KPI ‘{ident}’")
    if ident in definitions.in_circles:
        raise PlanError(f"‘{ident}’ is built on itself: `sop lint` says how")
    return definitions.lineage(ident)


def _measures(
    handbook: Handbook, definition: Definition, groups: tuple[str, ...]
) -> Iterator[tuple[Measure, Dataset, str | None]]:
    kpi = definition.kpi
    if isinstance(definition.formula, FormulaError):
        raise PlanError(f"the formula of ‘{kpi.id}’ cannot be read: {definition.formula}")
    for name, read in definition.measures.items():
        where = f"‘{name}’ of the KPI ‘{kpi.id}’"
        if isinstance(read, FormulaError):
            raise PlanError(f"the measure of {where} cannot be read: {read}")
        call = aggregate(read)
        if call is None:
            raise PlanError(f"{where} is not measured by one aggregate such as count(leads)")
        dataset = _dataset(handbook, call, where)
        date = kpi.inputs[name].date
        declared = fields(dataset)
        named = [part.name for part in columns(call)]
        for column in [*named, *([date] if date else []), *groups]:
            if column not in declared:
                raise PlanError(
                    f"the dataset ‘{dataset.id}’ has no field ‘{column}’: {where} needs it"
                )
        if date and declared[date].type.casefold() not in DAYS:
            raise PlanError(
                f"‘{date}’ of the dataset ‘{dataset.id}’ is no date: {where} is placed by it"
            )
        for group in groups:
            if declared[group].personal:
                raise PlanError(
                    f"‘{group}’ of the dataset ‘{dataset.id}’ is personal data, which is never "
                    "printed: group by something else"
                )
        yield Measure(kpi.id, name, call), dataset, date


def _dataset(handbook: Handbook, call: Call, where: str) -> Dataset:
    """The one dataset that an aggregate is about."""
    ident = dataset_id(call)
    named = {part.dataset.replace("_", "-") for part in call.walk() if isinstance(part, Column)}
    if not ident or not named <= {ident}:
        raise PlanError(f"{where} must be about one dataset: write it as dataset.column")
    dataset = handbook.get(Dataset, ident)
    if dataset is None:
        raise PlanError(f"there is no dataset ‘{ident}’: {where} needs it")
    return dataset


def _sets(handbook: Handbook, queries: Iterable[Query]) -> dict[str, tuple[Scalar, ...]]:
    """The named value sets of all measures."""
    found: dict[str, tuple[Scalar, ...]] = {}
    for query in queries:
        for measure in query.measures:
            for part in measure.aggregate.walk():
                if isinstance(part, Member) and isinstance(part.members, str):
                    found[part.members] = set_of(handbook, part.members, measure.where)
    return found


def set_of(handbook: Handbook, name: str, where: str) -> tuple[Scalar, ...]:
    """A named set of values, which is a parameter; raises PlanError when there is none."""
    found = members(handbook, name)
    if found is None:
        raise PlanError(f"there is no list of values ‘{name}’ (a parameter): {where} needs it")
    return found


@dataclass(frozen=True, slots=True)
class Need:
    """A dataset that is read; `fields` are from its fields that are read to who needs each."""

    dataset: Dataset
    fields: Mapping[str, str]

    def why(self, field: str) -> str:
        """“ (‘won’ of the KPI ‘close-rate’ needs it)”, for the end of a sentence."""
        by = self.fields.get(field)
        return f" ({by} needs it)" if by else ""


def needs(queries: Iterable[Query]) -> dict[str, Need]:
    """What must be read to answer queries, by dataset."""
    read: dict[str, dict[str, str]] = {}
    found: dict[str, Dataset] = {}
    for query in queries:
        found[query.dataset.id] = query.dataset
        known = read.setdefault(query.dataset.id, {})
        for measure in query.measures:
            placed = query.date or query.day
            named = [*(part.name for part in columns(measure.aggregate)), *query.groups]
            for name in [*named, placed] if placed else named:
                known.setdefault(name, measure.where)
    return {ident: Need(dataset, read[ident]) for ident, dataset in found.items()}
