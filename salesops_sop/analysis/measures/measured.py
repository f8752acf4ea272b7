"""Measures against the datasets they are about: what they name that is not there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset, Field
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import AGGREGATES, Call, Column, Expression, Member, Name
from salesops_sop.lang.formula.writing import written

DAYS = frozenset({"date", "timestamp", "datetime"})
"""Types of fields that place a row in time."""


class Stranger(NamedTuple):
    """Something that a measured input names and that is not there.

    `field` is `measure` or `date`, `at` the column in it, from 1.
    """

    input: str
    field: str
    at: int
    message: str


def aggregate(read: Expression | FormulaError) -> Call | None:
    """A measure that is one aggregate; None for anything else."""
    if isinstance(read, Call) and read.function in AGGREGATES and len(read.arguments) == 1:
        return read
    return None


def dataset_id(call: Call) -> str:
    """The id of the dataset that an aggregate is about: of its first column, or alone.

    `count(calendar_time)` and `sum(calendar_time.hours)` are both about `calendar-time`; empty
    where no dataset is named.
    """
    first = call.arguments[0]
    named = [part.dataset for part in call.walk() if isinstance(part, Column)]
    if not named and call.function == "count" and isinstance(first, Name):
        named = [first.name]
    return named[0].replace("_", "-") if named else ""


def counts_rows(call: Call) -> bool:
    """Whether it is `count(leads)`: rows are counted, and no column."""
    first = call.arguments[0]
    rows = call.function == "count" and isinstance(first, Name)
    return rows and written(first).replace("_", "-") == dataset_id(call)


def columns(call: Call) -> Iterator[Name | Column]:
    """Where an aggregate names columns, in the order of the text."""
    skipped = call.arguments[0] if counts_rows(call) else None
    for part in call.walk():
        if isinstance(part, Name | Column) and part is not skipped:
            yield part


def members(handbook: Handbook, name: str) -> tuple[Scalar, ...] | None:
    """The values of a named set (a parameter that is a list); None where there is none."""
    parameter = handbook.get(Parameter, name.replace("_", "-"))
    if parameter is None or not isinstance(parameter.value, list):
        return None
    return tuple(parameter.value)


def fields(dataset: Dataset) -> Mapping[str, Field]:
    """The fields of a dataset by name."""
    return {field.name: field for field in dataset.fields}


def strangers(handbook: Handbook, definition: Definition) -> Iterator[Stranger]:
    """Everything that the measures and dates of a KPI name and that is not there.

    A measure whose dataset is unknown says only that.
    """
    for name, read in definition.measures.items():
        if isinstance(read, FormulaError):
            continue
        call = aggregate(read)
        if call is None:
            known = ", ".join(sorted(AGGREGATES))
            message = f"a measure is one aggregate over a dataset: write one of {known}"
            yield Stranger(name, "measure", read.at, message)
            continue
        dataset = handbook.get(Dataset, dataset_id(call))
        if dataset is None:
            yield _no_dataset(handbook, name, call)
            continue
        for stranger in _inside(handbook, definition, call, dataset):
            yield stranger._replace(input=name)
        yield from _date(definition, name, dataset)


def _no_dataset(handbook: Handbook, name: str, call: Call) -> Stranger:
    ident = dataset_id(call)
    if not ident:
        example = "sum(opportunities.amount)"
        message = f"the measure names no dataset: write it before the column, as in {example}"
        return Stranger(name, "measure", call.at, message)
    hint = did_you_mean(ident, handbook.ids("dataset")) or ": describe it, or name one that exists"
    at = next((part.at for part in call.walk() if isinstance(part, Column)), call.arguments[0].at)
    return Stranger(name, "measure", at, f"there is no dataset ‘{ident}’{hint}")


def _inside(
    handbook: Handbook, definition: Definition, call: Call, dataset: Dataset
) -> Iterator[Stranger]:
    known = fields(dataset)
    told: set[str] = set()
    for part in columns(call):
        if isinstance(part, Column) and part.dataset.replace("_", "-") != dataset.id:
            message = f"‘{part.dataset}’ is another dataset: a measure is about one"
            yield Stranger("", "measure", part.at, message)
        elif part.name not in known and part.name not in told:
            told.add(part.name)
            yield Stranger("", "measure", part.at, _no_column(part.name, definition, dataset))
    for inner in call.walk():
        if isinstance(inner, Call) and inner is not call and aggregate(inner):
            message = f"{inner.function}(…) inside {call.function}(…): a measure is one aggregate"
            yield Stranger("", "measure", inner.at, message)
        if isinstance(inner, Member) and isinstance(inner.members, str):
            yield from _no_set(handbook, inner, inner.members)


def _no_set(handbook: Handbook, part: Member, name: str) -> Iterator[Stranger]:
    if members(handbook, name) is None:
        ident = name.replace("_", "-")
        hint = did_you_mean(ident, handbook.ids("parameter"))
        message = f"there is no parameter ‘{ident}’ with a list of values{hint}"
        yield Stranger("", "measure", part.at, message)


def _no_column(name: str, definition: Definition, dataset: Dataset) -> str:
    if name in definition.kpi.inputs:
        return (
            f"‘{name}’ is an input of the formula: inside an aggregate names are columns of "
            f"‘{dataset.id}’"
        )
    hint = did_you_mean(name, fields(dataset)) or ": add the field, or name one it has"
    return f"the dataset ‘{dataset.id}’ has no field ‘{name}’{hint}"


def _date(definition: Definition, name: str, dataset: Dataset) -> Iterator[Stranger]:
    date = definition.kpi.inputs[name].date
    if date is None:
        return
    known = fields(dataset)
    if date not in known:
        hint = did_you_mean(date, known) or ": add the field, or name one it has"
        yield Stranger(name, "date", 1, f"the dataset ‘{dataset.id}’ has no field ‘{date}’{hint}")
    elif known[date].type.casefold() not in DAYS:
        message = f"‘{date}’ is no date but {known[date].type}: name the day on which a row counts"
        yield Stranger(name, "date", 1, message)
