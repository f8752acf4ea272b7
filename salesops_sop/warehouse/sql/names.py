"""Names and texts in SQL, and the dialects that are tested."""

from collections.abc import Mapping
from typing import TypeAlias

from sqlglot import Dialect, exp

from salesops_sop.handbook.model.fields import Scalar

DIALECTS = ("duckdb", "postgres", "spark", "snowflake", "bigquery")

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


def table(dataset: str) -> str:
    """The name of a dataset's table."""
    return dataset.replace("-", "_")


def identifier(name: str) -> str:
    """A name in DuckDB's SQL, in quotes."""
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")


def literal(text: str) -> str:
    """A text in DuckDB's SQL, in quotes."""
    return exp.Literal.string(text).sql(dialect="duckdb")
