"""SQL for whichever engine a dbt project runs on: where engines differ, the project chooses."""

from collections.abc import Callable, Mapping

from salesops_sop.warehouse.sql.lending import portable
from salesops_sop.warehouse.sql.names import Tree

_ENGINES: Mapping[str, tuple[str, ...]] = {
    "bigquery": ("bigquery",),
    "spark": ("databricks", "spark"),
    "postgres": ("postgres", "redshift"),
    "snowflake": ("snowflake",),
}
"""From a dialect to the types of dbt targets that speak it; DuckDB's is for all others."""


def on_all(tree: Tree, column: Callable[[str], str | None]) -> str | None:
    """The text that all engines read alike; None where there is none."""
    texts = {portable(tree, dialect, column) for dialect in ("duckdb", *_ENGINES)}
    return texts.pop() if len(texts) == 1 else None


def on_any(tree: Tree, column: Callable[[str], str | None] = lambda name: None) -> str:
    """The text of a part of a query; one for all engines, or a choice by dbt's `target.type`."""
    usual = portable(tree, "duckdb", column)
    found: dict[str, list[str]] = {}
    for dialect, engines in _ENGINES.items():
        text = portable(tree, dialect, column)
        if text != usual:
            found.setdefault(text, []).extend(engines)
    if not found:
        return usual
    word, cases = "if", []
    for text, several in found.items():
        listed = ", ".join(f"'{engine}'" for engine in sorted(several))
        cases.append(f"{{% {word} target.type in [{listed}] %}}{text}")
        word = "elif"
    return f"{''.join(cases)}{{% else %}}{usual}{{% endif %}}"
