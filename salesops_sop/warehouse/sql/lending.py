"""Parts of queries that we lend to other programs: measures, formulas and rules on one line."""

import re
from collections.abc import Callable, Mapping, Sequence

from sqlglot import exp

from salesops_sop.analysis.measures.measured import counts_rows
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.lang.formula.tree import Call, Expression
from salesops_sop.warehouse.plan import Query
from salesops_sop.warehouse.sql.compiling import Compiler
from salesops_sop.warehouse.sql.names import RESERVED, Sets, table
from salesops_sop.warehouse.sql.querying import row

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

    return _bottom_up(Compiler(None, {}).value(part), given)


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
