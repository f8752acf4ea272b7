"""SQL for files that other programs read: plain names, no templates, undefined as NULL."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.lang.formula.evaluating import Undefined, evaluate
from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Text
from salesops_sop.warehouse.sql.lending import formula, portable
from salesops_sop.warehouse.sql.names import DIALECTS

FORMULAS = [
    "a / b",
    "(a + b) / (a - b)",
    "if(a > b, a, b / a)",
    "if(a > 1 or b > 1, 1, 0)",
    "if(a > 1 and not b > 1, 1, 0)",
    "max(a, 2) - min(a, b)",
    "coalesce(a, b, 7)",
    "1 - abs(a - b) / b",
    "if(not a = b, round(a / b, 2), 3)",
]
VALUES = st.none() | st.integers(-3, 3)


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=40, deadline=None)
@given(a=VALUES, b=VALUES)
def test_sql_computes_what_the_language_computes(text, a, b):
    """What is undefined in the language is NULL in SQL, and nothing else is."""
    sql = portable(formula(parse(text)), "duckdb")
    with duckdb.connect() as connection:
        [[found]] = connection.execute(
            f"SELECT {sql} FROM (SELECT ?::BIGINT AS a, ?::BIGINT AS b)", [a, b]
        ).fetchall()
    expected = evaluate(parse(text), {"a": a, "b": b})
    if isinstance(expected, Undefined):
        assert found is None
    else:
        assert found == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize("text", ["a{{b}}", "{% raw %}", "{#", "{{{{", "it's {{", "{ {"])
def test_a_text_starts_no_template_and_stays_the_same(text):
    sql = portable(formula(Text(text)), "duckdb")
    assert not any(start in sql for start in ("{{", "{%", "{#"))
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {sql}").fetchall() == [(text,)]


def test_names_have_quotes_only_where_they_need_them():
    tree = formula(parse("plain + Mixed + order"))
    assert portable(tree, "duckdb") == '(plain + "Mixed") + "order"'
    assert {portable(formula(parse("plain")), dialect) for dialect in DIALECTS} == {"plain"}
