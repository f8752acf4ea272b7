"""Checks data against what its dataset declares: types, values, keys and rules of quality."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset, Field, QualityRule
from salesops_sop.lang.formula.reading import FormulaError, parse
from salesops_sop.lang.formula.tree import Column, Expression, Member, Name
from salesops_sop.warehouse.duck import locked
from salesops_sop.warehouse.files import Missing
from salesops_sop.warehouse.loading import (
    LONGEST_VALUE,
    MOST_SHARE,
    ROW,
    Run,
    Source,
    columns,
    doubtful,
    is_share,
    type_of,
    typed,
    wrong,
)
from salesops_sop.warehouse.plan import Need, PlanError, set_of
from salesops_sop.warehouse.sql.names import identifier
from salesops_sop.warehouse.sql.querying import condition, one_of

MOST_ROWS = 5
"""Row numbers that are given of each flaw."""


class Flaw(NamedTuple):
    """What is wrong in some rows: a sentence without its subject, and the first row numbers.

    `field` is None for a rule of quality; rows are counted from 1, the first below the head.
    `value` is that of the first row; None where it is personal or there is nothing to show.
    """

    field: str | None
    rule: str
    message: str
    total: int
    rows: tuple[int, ...]
    value: str | None = None


@dataclass(frozen=True)
class Checked:
    """A dataset, where its data was, and what is wrong there.

    `words` are the rules of quality that are sentences only: nobody checked them.
    """

    dataset: Dataset
    shown: str
    rows: int
    flaws: tuple[Flaw, ...]
    notes: tuple[str, ...]
    words: tuple[str, ...]


class _Test(NamedTuple):
    """A condition, in SQL, of rows in which something is wrong; `shows` is a column to show."""

    field: str | None
    rule: str
    message: str
    bad: str
    shows: str | None = None


class _Rule(NamedTuple):
    """A rule of quality that was read, with the fields it is about."""

    name: str
    said: str
    sql: str
    fields: tuple[str, ...]


def check(handbook: Handbook, data: Path, dataset: Dataset) -> Checked:
    """Check the data of a dataset in a folder or a DuckDB file.

    Raises Missing where there is none, PlanError where it cannot be read or a rule of quality is no
    condition over the fields.
    """
    rules, words = _rules(handbook, dataset)
    timezone = handbook.settings.timezone or "UTC"
    with locked(data, {dataset.id: Need(dataset, {})}, timezone) as (duck, sources):
        return _checked(duck.run, sources[dataset.id], dataset, rules, words)


def checks(
    handbook: Handbook, data: Path, asked: Sequence[Dataset]
) -> tuple[list[Checked], list[str]]:
    """Check several datasets, or all; of all those without data are told of, and left out."""
    found, notes = [], []
    for dataset in asked or handbook.all(Dataset):
        try:
            found.append(check(handbook, data, dataset))
        except Missing as error:
            if asked:
                raise
            notes.append(str(error))
    if not found:
        raise PlanError(notes[0] if notes else "the handbook has no dataset")
    return found, notes


def _checked(
    run: Run, source: Source, dataset: Dataset, rules: Sequence[_Rule], words: Sequence[str]
) -> Checked:
    there = columns(run, source)
    fields = [field for field in dataset.fields if field.name.casefold() in there]
    types = {field.name: there[field.name.casefold()] for field in fields}
    _lay(run, source, dataset, types)
    flaws, notes = _absent(dataset, types)
    tests = [test for field in fields for test in _of_field(field, types[field.name], dataset)]
    tests += _of_key(fields)
    lacking = [rule.name for rule in rules if not set(rule.fields) <= set(types)]
    tests += [_of_rule(rule) for rule in rules if rule.name not in lacking]
    if lacking:
        notes.append(f"not checked, for a column is not there: {', '.join(lacking)}")
    ((rows,),) = run("SELECT count(*) FROM laid")
    flaws += _found(run, tests)
    return Checked(dataset, source.shown, rows, tuple(flaws), tuple(notes), tuple(words))


def _lay(run: Run, source: Source, dataset: Dataset, types: Mapping[str, str]) -> None:
    """Make the table `laid`: row numbers, typed columns, texts as they are, and what is wrong."""
    declared = {field.name: field for field in dataset.fields}
    parts = [f"row_number() OVER () AS {identifier(ROW)}"]
    for name, there in types.items():
        field = declared[name]
        parts.append(f"{typed(field, there, dataset)} AS {identifier(name)}")
        if doubtful(field, there, dataset):
            parts.append(f"{identifier(name)} AS {identifier(_raw(name))}")
            parts.append(f"({wrong(field, there, dataset)}) AS {identifier(_wrong(name))}")
        else:
            parts.append(f"false AS {identifier(_wrong(name))}")
    what = "VIEW" if source.stays else "TABLE"
    try:
        run(f"CREATE {what} laid AS SELECT {', '.join(parts)} FROM {source.sql}")
    except PlanError as error:
        raise PlanError(f"{source.shown} cannot be read: {error}") from None


def _raw(name: str) -> str:
    return f"{name} as it is"


def _wrong(name: str) -> str:
    return f"{name} is wrong"


def _absent(dataset: Dataset, types: Mapping[str, str]) -> tuple[list[Flaw], list[str]]:
    absent = [field for field in dataset.fields if field.name not in types]
    needed = [field for field in absent if field.required or field.key]
    others = ", ".join(field.name for field in absent if field not in needed)
    flaws = [Flaw(field.name, "column", "is not there", 0, ()) for field in needed]
    return flaws, [f"no column for {others}"] if others else []


def _of_field(field: Field, there: str, dataset: Dataset) -> Iterator[_Test]:
    name, shows = identifier(field.name), None if field.personal else field.name
    if doubtful(field, there, dataset):
        raw = None if field.personal else _raw(field.name)
        yield _Test(field.name, "type", f"is no {field.type}", identifier(_wrong(field.name)), raw)
    if field.required:
        empty = f"{name} IS NULL AND NOT {identifier(_wrong(field.name))}"
        yield _Test(field.name, "required", "is empty", empty)
    if field.allowed:
        as_text = type_of(field, dataset) == "VARCHAR"
        other = f"NOT {one_of(field.name, field.allowed, as_text)}"
        yield _Test(field.name, "allowed", "is none of the allowed values", other, shows)
    if is_share(field):
        more = f"{name} > {MOST_SHARE}"
        yield _Test(field.name, "share", f"is a share above {MOST_SHARE}", more, shows)


def _of_key(fields: Sequence[Field]) -> Iterator[_Test]:
    keys = [field.name for field in fields if field.key]
    if keys:
        listed = ", ".join(identifier(name) for name in keys)
        row = identifier(ROW)
        there = " AND ".join(f"{identifier(name)} IS NOT NULL" for name in keys)
        repeated = (
            f"{row} IN (SELECT {row} FROM (SELECT {row}, row_number() OVER (PARTITION BY {listed} "
            f"ORDER BY {row}) AS nth FROM laid WHERE {there}) WHERE nth > 1)"
        )
        yield _Test(" and ".join(keys), "key", "repeats that of an earlier row", repeated)


def _of_rule(rule: _Rule) -> _Test:
    """A rule is broken where its condition is not true; values of a wrong type are told of once."""
    sound = [f"NOT {identifier(_wrong(name))}" for name in rule.fields]
    broken = " AND ".join([f"(({rule.sql}) IS NOT TRUE)", *sound])
    return _Test(None, rule.name, rule.said, broken)


def _found(run: Run, tests: Sequence[_Test]) -> Iterator[Flaw]:
    if not tests:
        return
    counts = run(f"SELECT {', '.join(f'count(*) FILTER ({t.bad})' for t in tests)} FROM laid")[0]
    for test, count in zip(tests, counts, strict=True):
        if count:
            shown = f"CAST({identifier(test.shows)} AS VARCHAR)" if test.shows else "NULL"
            rows = run(
                f"SELECT {identifier(ROW)}, {shown} FROM laid WHERE {test.bad} "
                f"ORDER BY 1 LIMIT {MOST_ROWS}"
            )
            value = rows[0][1][:LONGEST_VALUE] if rows[0][1] is not None else None
            numbers = tuple(number for number, _ in rows)
            yield Flaw(test.field, test.rule, test.message, count, numbers, value)


def _rules(handbook: Handbook, dataset: Dataset) -> tuple[list[_Rule], list[str]]:
    """The rules of quality that are conditions, and the sentences of the others."""
    rules, words = [], []
    for number, item in enumerate(dataset.quality, 1):
        if not isinstance(item, QualityRule) or item.condition is None:
            words.append(item.check if isinstance(item, QualityRule) else item)
            continue
        read, sets = condition_of(handbook, dataset, item.condition, item.id or number)
        names = tuple(dict.fromkeys(_names(read)))
        sql = condition(dataset, read, sets)
        rules.append(_Rule(item.id or f"rule {number}", item.check, sql, names))
    return rules, words


def condition_of(
    handbook: Handbook, dataset: Dataset, text: str, rule: str | int
) -> tuple[Expression, Mapping[str, tuple[Scalar, ...]]]:
    """The condition of a rule of quality, and the named sets of values in it.

    Raises PlanError for one that cannot be read, or names a field or a set that is not there.
    """
    where = f"‘{rule}’ of the dataset ‘{dataset.id}’"
    try:
        read = parse(text)
    except FormulaError as error:
        raise PlanError(f"the condition of {where} cannot be read: {error}") from None
    _refuse_unknown(tuple(_names(read)), dataset, where)
    return read, _sets(handbook, read, where)


def _names(read: Expression) -> Iterator[str]:
    for part in read.walk():
        if isinstance(part, Name | Column):
            yield part.name


def _refuse_unknown(names: Sequence[str], dataset: Dataset, where: str) -> None:
    declared = {field.name for field in dataset.fields}
    for name in names:
        if name not in declared:
            raise PlanError(f"the dataset ‘{dataset.id}’ has no field ‘{name}’: {where} needs it")


def _sets(handbook: Handbook, read: Expression, where: str) -> Mapping[str, tuple[Scalar, ...]]:
    return {
        part.members: set_of(handbook, part.members, where)
        for part in read.walk()
        if isinstance(part, Member) and isinstance(part.members, str)
    }
