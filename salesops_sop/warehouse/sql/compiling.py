"""Expressions over the columns of a dataset as trees of SQL."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlglot import exp

from salesops_sop.analysis.measures.measured import DAYS, counts_rows
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
from salesops_sop.warehouse.plan import PlanError
from salesops_sop.warehouse.sql.names import Sets

_COMPARISONS: Mapping[str, type[exp.Binary]] = {
    "=": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


class Compiler:
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
