"""The queries that we run ourselves."""

from collections.abc import Iterable

from sqlglot import exp

from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.lang.formula.tree import Expression
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import PlanError, Query
from salesops_sop.warehouse.sql.compiling import Compiler
from salesops_sop.warehouse.sql.names import DIALECTS, Select, Sets, table

PERIOD = "period"

DAY = "day"


def select(query: Query, span: Span, sets: Sets) -> Select:
    """The one SELECT of a query: period, groups, and a column for each measure."""
    compiler = Compiler(query.dataset, sets)
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
    return Compiler(dataset, sets).value(part)


def too_large(dataset: str, field: str, most: float) -> Select:
    """How many rows hold more than `most` in a field."""
    above = exp.GT(this=exp.column(field, quoted=True), expression=exp.Literal.number(most))
    counted = exp.select(exp.Count(this=exp.Star()))
    return counted.from_(exp.table_(table(dataset), quoted=True)).where(above)


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
