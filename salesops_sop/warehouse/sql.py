"""SQL for a query plan, in the dialect of the engine that is asked.

Expressions are built as trees and printed by sqlglot; no text of a handbook is ever pasted into
SQL. Groups are given as expressions, filters stand as CASE inside the aggregates and both sides of
a division are doubles: that is what all tested engines read alike.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlglot import Dialect, exp

from salesops_sop.analysis.measures.measured import DAYS, counts_rows
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Column,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Text,
    Truth,
)
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import PlanError, Query

DIALECTS = ("duckdb", "postgres", "spark", "snowflake", "bigquery")
PERIOD = "period"
DAY = "day"

Sets: TypeAlias = Mapping[str, tuple[Scalar, ...]]
"""From the name of a set of values to the values."""

Tree: TypeAlias = exp.Expr
"""A part of a query; `portable` gives its text."""

Select: TypeAlias = exp.Select
"""A query as a tree; `written` gives its text."""

RESERVED = frozenset[str].intersection(
    *(
        frozenset(w.upper() for w in Dialect.get_or_raise(d).generator_class.RESERVED_KEYWORDS)
        for d in ("duckdb", "redshift")
    )
)
"""Words that no engine takes for a name without quotes."""

_SAFE = re.compile("[a-z_][a-z0-9_]*")
_JINJA = re.compile(r"(?<=\{)(?=[{%#])")
_AGGREGATES: Mapping[str, type[exp.AggFunc]] = {
    "count": exp.Count,
    "avg": exp.Avg,
    "median": exp.Median,
    "min": exp.Min,
    "max": exp.Max,
}
_WHOLE = (exp.Column, exp.Paren, exp.AggFunc, exp.Coalesce, exp.Var)
_COMPARISONS: Mapping[str, type[exp.Binary]] = {
    "=": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


def select(query: Query, span: Span, sets: Sets) -> Select:
    """The one SELECT of a query: period, groups, and a column for each measure."""
    compiler = _Compiler(query.dataset, sets)
    keys: list[tuple[exp.Expr, str]] = []
    if query.date and span.unit:
        keys.append((compiler.period(query.date, span), PERIOD))
    keys += [(exp.column(name, quoted=True), name) for name in query.groups]
    chosen = [exp.alias_(key.copy(), name, quoted=True) for key, name in keys]
    chosen += [
        exp.alias_(compiler.aggregate(measure.aggregate), measure.name, quoted=True)
        for measure in query.measures
    ]
    if query.day:
        latest = exp.Max(this=compiler.day(query.day))
        chosen.append(exp.alias_(latest, DAY, quoted=True))
    made = exp.select(*chosen).from_(exp.table_(table(query.dataset.id), quoted=True))
    for condition in compiler.within(query.date, span) if query.date else ():
        made = made.where(condition)
    for key, _ in keys:
        made = made.group_by(key.copy())
    return made


def condition(dataset: Dataset, expression: Expression, sets: Sets) -> str:
    """A condition over the columns of a row, in DuckDB's SQL."""
    return str(row(expression, dataset, sets).sql(dialect="duckdb"))


def one_of(name: str, values: Iterable[Scalar], as_text: bool) -> str:
    """Whether a column has one of some values, in DuckDB's SQL."""
    listed = [exp.convert(str(value) if as_text else value) for value in values]
    return exp.In(this=exp.column(name, quoted=True), expressions=listed).sql(dialect="duckdb")


def row(part: Expression, dataset: Dataset, sets: Sets) -> exp.Expr:
    """The value of an expression over the columns of one row."""
    return _Compiler(dataset, sets).value(part)


def broken(part: Expression, dataset: Dataset, sets: Sets) -> exp.Expr:
    """How many rows do not meet a condition; a row for which it is NULL does not."""
    met = exp.Coalesce(this=row(part, dataset, sets), expressions=[exp.false()])
    counted = exp.select(exp.Count(this=exp.Star()))
    return counted.from_(exp.table_(table(dataset.id), quoted=True)).where(exp.not_(met))


def counts(call: Call, query: Query, sets: Sets) -> exp.Expr | None:
    """The condition of the rows that an aggregate is about; None where it is about all.

    What is placed in time needs a day.
    """
    conditions = [row(call.where, query.dataset, sets)] if call.where else []
    if query.date and not query.fields[query.date].required:
        conditions.append(exp.column(query.date, quoted=True).is_(exp.null()).not_())
    return exp.and_(*conditions) if conditions else None


def measured(call: Call, query: Query, sets: Sets, condition: exp.Expr | None = None) -> exp.Expr:
    """What an aggregate is made of, row by row; NULL where a condition does not hold."""
    if not counts_rows(call):
        value = row(call.arguments[0], query.dataset, sets)
    elif condition is None and (
        key := next((f for f in query.dataset.fields if f.key and f.required), None)
    ):
        value = exp.column(key.name, quoted=True)
    else:
        value = exp.Literal.number(1)
    return value if condition is None else exp.Case().when(condition, value)


def aggregated(call: Call, query: Query, sets: Sets) -> exp.Expr:
    """One aggregate, each column with the table of its dataset before it; a sum of nothing is 0."""
    value = measured(call, query, sets, counts(call, query, sets))
    for column in value.find_all(exp.Column):
        column.set("table", exp.to_identifier(table(query.dataset.id), quoted=True))
    match call.function:
        case "count_distinct":
            return exp.Count(this=exp.Distinct(expressions=[value]))
        case "sum":
            return exp.Coalesce(this=exp.Sum(this=value), expressions=[exp.Literal.number(0)])
    return _AGGREGATES[call.function](this=value)


def formula(part: Expression, inputs: Mapping[str, exp.Expr] | None = None) -> exp.Expr:
    """A formula over inputs, which stand for themselves where nothing is given for them.

    What is undefined is NULL, also where `if` cannot choose. Raises PlanError for what has no SQL.
    """

    def given(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column):
            return exp.paren(inputs[node.name]) if inputs is not None else node
        if isinstance(node, exp.Or | exp.And) and not node.find(exp.Is):
            return _in_order(node)
        if not isinstance(node, exp.Case):
            return node
        first = node.args["ifs"][0]
        if isinstance(first.args["true"], exp.Null):
            return node
        chosen = exp.Case().when(first.this, first.args["true"])
        return chosen.when(exp.not_(exp.paren(first.this)), node.args["default"])

    return _bottom_up(_Compiler(None, {}).value(part), given)


def _in_order(node: exp.Or | exp.And) -> exp.Expr:
    """The right side counts where the left one does not decide; a left side of NULL is NULL."""
    left, right = node.this, node.expression
    if isinstance(node, exp.Or):
        return exp.Case().when(left, exp.true()).when(exp.not_(exp.paren(left)), right)
    return exp.Case().when(exp.not_(exp.paren(left)), exp.false()).when(left, right)


def portable(
    tree: exp.Expr, dialect: str, column: Callable[[str], str | None] = lambda name: None
) -> str:
    """The text of a part of a query on one line, for files that other programs read.

    Names have quotes only where they need them; `column` gives the text that stands for a column.
    Text that a Jinja template would take for its own is put together from two.
    """

    def plain(node: exp.Expr) -> exp.Expr:
        match node:
            case exp.Column() if found := column(node.name):
                return exp.var(found)
            case exp.Identifier() if _SAFE.fullmatch(node.name):
                node.set("quoted", node.name.upper() in RESERVED)
            case exp.Paren() if isinstance(node.this, _WHOLE):
                return node.this
            case exp.Nullif() if isinstance(node.this, exp.Cast):
                node.set("this", node.this.this)
            case exp.Literal() if node.is_string and len(pieces := _JINJA.split(node.name)) > 1:
                return exp.paren(_joined(pieces))
        return node

    return _bottom_up(tree, plain).unnest().sql(dialect=dialect)


def _bottom_up(tree: exp.Expr, changed: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """A copy in which each part is changed after the parts inside it."""
    made = tree.copy()
    for node in reversed(list(made.walk())):
        new = changed(node)
        if new is not node:
            made = new if node is made else made
            node.replace(new)
    return made


def _joined(pieces: Sequence[str]) -> exp.Expr:
    made: exp.Expr = exp.Literal.string(pieces[0])
    for piece in pieces[1:]:
        made = exp.DPipe(this=made, expression=exp.Literal.string(piece))
    return made


def table(dataset: str) -> str:
    """The name of a dataset's table."""
    return dataset.replace("-", "_")


def written(tree: exp.Expr, dialect: str = "duckdb") -> str:
    """The text of a query; raises PlanError for a dialect that is not tested."""
    if dialect not in DIALECTS:
        raise PlanError(f"‘{dialect}’ is not tested: choose one of {', '.join(DIALECTS)}")
    if dialect == "snowflake":
        tree = tree.transform(_monday).transform(_capital)
    return tree.sql(dialect=dialect, pretty=True)


def _monday(node: exp.Expr) -> exp.Expr:
    """Snowflake's weeks begin where the session says, but its days of the week do not."""
    if isinstance(node, exp.DateTrunc) and isinstance(node.args["unit"], exp.WeekStart):
        since = exp.DayOfWeekIso(this=node.this.copy())
        days = exp.Sub(this=exp.Literal.number(1), expression=since)
        return exp.DateAdd(this=node.this, expression=days, unit=exp.var("DAY"))
    return node


def _capital(node: exp.Expr) -> exp.Expr:
    """Snowflake keeps names in capitals unless they were made in quotes."""
    if isinstance(node, exp.Identifier):
        return exp.to_identifier(node.name.upper(), quoted=True)
    return node


def too_large(dataset: str, field: str, most: float) -> Select:
    """How many rows hold more than `most` in a field."""
    above = exp.GT(this=exp.column(field, quoted=True), expression=exp.Literal.number(most))
    counted = exp.select(exp.Count(this=exp.Star()))
    return counted.from_(exp.table_(table(dataset), quoted=True)).where(above)


def identifier(name: str) -> str:
    """A name in DuckDB's SQL, in quotes."""
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")


def literal(text: str) -> str:
    """A text in DuckDB's SQL, in quotes."""
    return exp.Literal.string(text).sql(dialect="duckdb")


class _Compiler:
    def __init__(self, dataset: Dataset | None, sets: Sets) -> None:
        self.sets = sets
        fields = dataset.fields if dataset else ()
        self.types = {field.name: field.type.casefold() for field in fields}

    def period(self, column: str, span: Span) -> exp.Expr:
        """The first day of the period that a date lies in."""
        day: exp.Expr = self.day(column)
        unit = str(span.unit)
        if span.shift and unit in ("year", "quarter"):
            moved = exp.DateSub(
                this=day, expression=exp.Literal.number(span.shift), unit=exp.var("month")
            )
            cut = _cut(exp.cast(moved, "date"), unit)
            back = exp.DateAdd(
                this=exp.cast(cut, "date"),
                expression=exp.Literal.number(span.shift),
                unit=exp.var("month"),
            )
            return exp.cast(back, "date")
        return exp.cast(_cut(day, unit), "date")

    def day(self, column: str) -> exp.Expr:
        return exp.cast(exp.column(column, quoted=True), "date")

    def within(self, column: str, span: Span) -> list[exp.Expr]:
        """Rows with a date, in the span."""
        day = self.day(column)
        found: list[exp.Expr] = [exp.column(column, quoted=True).is_(exp.null()).not_()]
        if span.first:
            found.append(exp.GTE(this=day.copy(), expression=_day(span.first)))
        if span.last:
            found.append(exp.LTE(this=day.copy(), expression=_day(span.last)))
        return found

    def aggregate(self, call: Call) -> exp.Expr:
        """One aggregate with its filter inside: what does not pass is NULL, and does not count."""
        where = self.value(call.where) if call.where else None
        if counts_rows(call):
            value: exp.Expr = exp.Literal.number(1)
            if where is None:
                return exp.Count(this=exp.Star())
        else:
            value = self.value(call.arguments[0])
        if where is not None:
            value = exp.Case().when(where, value)
        match call.function:
            case "count":
                return exp.Count(this=value)
            case "count_distinct":
                return exp.Count(this=exp.Distinct(expressions=[value]))
            case "sum":
                return exp.Sum(this=exp.cast(value, "double"))
            case "avg":
                return exp.Avg(this=exp.cast(value, "double"))
            case "median":
                return exp.Median(this=exp.cast(value, "double"))
            case "min":
                return exp.Min(this=value)
        return exp.Max(this=value)

    def value(self, part: Expression) -> exp.Expr:
        match part:
            case Number():
                return exp.Literal.number(f"{part.value:f}")
            case Text():
                return exp.Literal.string(part.value)
            case Truth():
                return exp.true() if part.value else exp.false()
            case Name() | Column():
                return exp.column(part.name, quoted=True)
            case Negative():
                return exp.Neg(this=exp.paren(self.value(part.value)))
            case Binary():
                return self._binary(part)
            case Compared():
                left, right = self._sides(part.left, part.right)
                compared: exp.Expr = _COMPARISONS[part.sign](this=left, expression=right)
                return compared
            case Member():
                return self._member(part)
            case Logic():
                left, right = self.value(part.left), self.value(part.right)
                joined: exp.Expr = (exp.and_ if part.word == "and" else exp.or_)(left, right)
                return joined
            case Opposite():
                return exp.not_(exp.paren(self.value(part.value)))
            case Call():
                return self._call(part)
        raise PlanError(f"{type(part).__name__} has no SQL")

    def _binary(self, part: Binary) -> exp.Expr:
        if part.sign == "-" and self._is_day(part.left) and self._is_day(part.right):
            return self._days(part.right, part.left)
        left, right = self.value(part.left), self.value(part.right)
        if part.sign == "/":
            over = exp.func("NULLIF", exp.cast(right, "double"), exp.Literal.number(0))
            return exp.paren(exp.Div(this=exp.cast(left, "double"), expression=over, typed=True))
        made = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}[part.sign]
        return exp.paren(made(this=left, expression=right))

    def _days(self, first: Expression, last: Expression) -> exp.Expr:
        days = exp.DateDiff(
            this=exp.cast(self.value(last), "date"),
            expression=exp.cast(self.value(first), "date"),
            unit=exp.var("day"),
        )
        return exp.cast(days, "double")

    def _sides(self, left: Expression, right: Expression) -> tuple[exp.Expr, exp.Expr]:
        """A text beside a date is a date."""
        one, other = self.value(left), self.value(right)
        if self._is_day(left) and isinstance(right, Text):
            other = exp.cast(other, "date")
        if self._is_day(right) and isinstance(left, Text):
            one = exp.cast(one, "date")
        return one, other

    def _is_day(self, part: Expression) -> bool:
        return isinstance(part, Name | Column) and self.types.get(part.name, "") in DAYS

    def _member(self, part: Member) -> exp.Expr:
        listed = part.members
        if isinstance(listed, str):
            values = [exp.convert(value) for value in self.sets[listed]]
        else:
            values = [self.value(item) for item in listed]
        found = exp.In(this=self.value(part.value), expressions=values)
        return exp.not_(found) if part.negated else found

    def _call(self, part: Call) -> exp.Expr:
        arguments = [self.value(argument) for argument in part.arguments]
        match part.function, arguments:
            case "if", [condition, then, otherwise]:
                return exp.Case().when(condition, then).else_(otherwise)
            case "days", [_, _]:
                return self._days(part.arguments[0], part.arguments[1])
            case "abs", [value]:
                return exp.Abs(this=value)
            case "round", [value]:
                return exp.Round(this=value, decimals=exp.Literal.number(0))
            case "round", [value, digits]:
                return exp.Round(this=value, decimals=digits)
            case "coalesce", [first, *others]:
                return exp.Coalesce(this=first, expressions=others)
            case "min", [_, _, *_]:
                return _strict(exp.Least, arguments)
            case "max", [_, _, *_]:
                return _strict(exp.Greatest, arguments)
        raise PlanError(f"{part.function}(…) cannot be used inside an aggregate")


def _strict(function: type[exp.Least | exp.Greatest], arguments: Sequence[exp.Expr]) -> exp.Expr:
    """NULL where one of them is; engines differ, some would leave it out."""
    first, *others = arguments
    missing = exp.or_(*(argument.copy().is_(exp.null()) for argument in arguments))
    made = function(this=first, expressions=others, ignore_nulls=True)
    return exp.Case().when(missing, exp.null()).else_(made)


def _cut(day: exp.Expr, unit: str) -> exp.Expr:
    """The first day of the period; weeks begin on Monday, which BigQuery must be told.

    A day is left as it is: Spark knows no period of one day.
    """
    if unit == "day":
        return day
    cut = exp.WeekStart(this=exp.var("MONDAY")) if unit == "week" else exp.var(unit.upper())
    return exp.DateTrunc(this=day, unit=cut)  # type: ignore[no-untyped-call]  # in sqlglot


def _day(day: date) -> exp.Expr:
    return exp.cast(exp.Literal.string(day.isoformat()), "date")
