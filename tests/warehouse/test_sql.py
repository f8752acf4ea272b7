"""SQL for each engine: compared whole, read again by sqlglot, and run by DuckDB."""

from datetime import date
from pathlib import Path

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Call
from salesops_sop.warehouse.duck import fresh
from salesops_sop.warehouse.periods import UNITS, Span, beginning
from salesops_sop.warehouse.plan import Measure, PlanError, Query, plan
from salesops_sop.warehouse.running import Question, texts
from salesops_sop.warehouse.sql.names import DIALECTS, literal
from salesops_sop.warehouse.sql.querying import select, written
from tests.warehouse.small import handbook_of, of_measure

HANDBOOK = handbook_of()
DATASET = plan(HANDBOOK, ["win-rate"]).queries[0].dataset
GOLDEN = Path(__file__).parent / "golden"
ASKED = Question(
    ("win-rate", "open-value", "snapshot-share"),
    ("region",),
    Span(date(2026, 1, 1), date(2026, 12, 31), "quarter", 3),
)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_queries_for_each_engine(dialect: str) -> None:
    found = "\n".join(texts(HANDBOOK, ASKED, dialect))
    assert found == (GOLDEN / f"{dialect}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("unit", [None, *UNITS])
def test_sqlglot_reads_them_again(dialect: str, unit: str | None) -> None:
    span = Span(date(2026, 1, 1), None, unit, 3)
    for text in texts(HANDBOOK, Question(span=span, groups=("region",)), dialect):
        (tree,) = sqlglot.parse(text, dialect=dialect)
        assert isinstance(tree, exp.Select)
        (again,) = sqlglot.parse(tree.sql(dialect=dialect), dialect=dialect)
        assert again == tree


def test_weeks_begin_on_monday_in_every_engine() -> None:
    asked = Question(("win-rate",), span=Span(unit="week"))
    (text,) = texts(HANDBOOK, asked, "bigquery")
    assert "DATE_TRUNC(CAST(`closed_on` AS DATE), WEEK(MONDAY))" in text


def test_weeks_of_snowflake_do_not_depend_on_the_session() -> None:
    (text,) = texts(HANDBOOK, Question(("win-rate",), span=Span(unit="week")), "snowflake")
    day = 'CAST("CLOSED_ON" AS DATE)'
    assert f"DATEADD(DAY, 1 - DAYOFWEEKISO({day}), {day})" in text
    assert "DATE_TRUNC" not in text


@pytest.mark.parametrize(
    ("dialect", "said"),
    [
        ("duckdb", "SET TimeZone = 'America/New_York'"),
        ("postgres", "SET TIME ZONE 'America/New_York'"),
        ("spark", "SET TIME ZONE 'America/New_York'"),
        ("snowflake", "ALTER SESSION SET TIMEZONE = 'America/New_York'"),
        ("bigquery", "SET @@time_zone = 'America/New_York'"),
    ],
)
def test_the_time_zone_is_named_where_there_are_moments(dialect: str, said: str) -> None:
    handbook = handbook_of({"x": of_measure("count(big_deals where stamped_at > closed_on)")})
    (text,) = texts(handbook, Question(), dialect)
    assert text.splitlines()[1] == f"-- first: {said}"
    assert not any("first:" in text for text in texts(HANDBOOK, ASKED, dialect))


def test_a_median_is_not_asked_of_bigquery() -> None:
    handbook = handbook_of({"x": of_measure("median(big_deals.amount)")})
    with pytest.raises(PlanError, match=r"^‘x’ of the KPI ‘x’ is a median, and BigQuery has no"):
        texts(handbook, Question(), "bigquery")
    assert "PERCENTILE_CONT(0.5) WITHIN GROUP" in texts(handbook, Question(), "postgres")[0]


def test_another_dialect_is_refused() -> None:
    query = plan(HANDBOOK, ["win-rate"]).queries[0]
    with pytest.raises(PlanError, match="‘oracle’ is not tested: choose one of duckdb, postgres"):
        written(select(query, Span(), {"closed_stages": ("won",)}), "oracle")


def measured(measure: str) -> str:
    """The expression of a measure in DuckDB's SQL, on one line."""
    call = parse(measure)
    assert isinstance(call, Call)
    query = Query(DATASET, "closed_on", (), (Measure("k", "i", call),))
    tree = select(query, Span(), {"closed_stages": ("won", "it's", 3, True)})
    return str(tree.expressions[0].this.sql(dialect="duckdb"))


@pytest.mark.parametrize(
    ("measure", "sql"),
    [
        ("count(big_deals)", "COUNT(*)"),
        ("count(opportunities.amount)", 'COUNT("amount")'),
        ("count_distinct(region)", 'COUNT(DISTINCT "region")'),
        ("sum(amount where urgent)", 'SUM(CAST(CASE WHEN "urgent" THEN "amount" END AS DOUBLE))'),
        ("avg(amount / rank)", 'AVG(CAST((CAST("amount" AS DOUBLE) / NULLIF(CAST("rank" AS DOUBLE), 0)) AS DOUBLE))'),
        ("median(amount)", 'MEDIAN(CAST("amount" AS DOUBLE))'),
        ("min(amount)", 'MIN("amount")'),
        ("max(-amount)", 'MAX(-("amount"))'),
        ("avg(closed_on - opened_on)", 'AVG(CAST(DATE_DIFF(\'DAY\', CAST("opened_on" AS DATE), CAST("closed_on" AS DATE)) AS DOUBLE))'),
        ("avg(days(opened_on, closed_on))", 'AVG(CAST(DATE_DIFF(\'DAY\', CAST("opened_on" AS DATE), CAST("closed_on" AS DATE)) AS DOUBLE))'),
        ('count(big_deals where opened_on >= "2026-01-01")', "COUNT(CASE WHEN \"opened_on\" >= CAST('2026-01-01' AS DATE) THEN 1 END)"),
        ("count(big_deals where stage in closed_stages)", "COUNT(CASE WHEN \"stage\" IN ('won', 'it''s', 3, TRUE) THEN 1 END)"),
        ('count(big_deals where stage not in ("won"))', "COUNT(CASE WHEN NOT \"stage\" IN ('won') THEN 1 END)"),
        ('count(big_deals where not (urgent = true or rank < 3) and stage != "won")', "COUNT(CASE WHEN NOT (\"urgent\" = TRUE OR \"rank\" < 3) AND \"stage\" <> 'won' THEN 1 END)"),
        ("sum(coalesce(amount, 0))", 'SUM(CAST(COALESCE("amount", 0) AS DOUBLE))'),
        ("sum(if(urgent, amount, 0))", 'SUM(CAST(CASE WHEN "urgent" THEN "amount" ELSE 0 END AS DOUBLE))'),
        ("sum(min(amount, rank))", 'SUM(CAST(CASE WHEN "amount" IS NULL OR "rank" IS NULL THEN NULL ELSE LEAST("amount", "rank") END AS DOUBLE))'),
        ("sum(max(amount, 0) - abs(rank))", 'SUM(CAST((CASE WHEN "amount" IS NULL OR 0 IS NULL THEN NULL ELSE GREATEST("amount", 0) END - ABS("rank")) AS DOUBLE))'),
        ("sum(round(amount, 2))", 'SUM(CAST(ROUND("amount", 2) AS DOUBLE))'),
    ],
)  # fmt: skip
def test_the_sql_of_a_measure(measure: str, sql: str) -> None:
    assert measured(measure) == sql


def test_a_function_without_sql() -> None:
    with pytest.raises(PlanError, match=r"months\(…\) cannot be used inside an aggregate"):
        measured("sum(months(opened_on, closed_on))")


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=st.text(st.characters(exclude_characters="\0")))
def test_no_text_leaves_its_quotes(dialect: str, text: str) -> None:
    wrapped = exp.select(exp.Literal.string(text)).sql(dialect=dialect)
    (tree,) = sqlglot.parse(wrapped, dialect=dialect)
    assert isinstance(tree, exp.Select)
    (found,) = tree.expressions
    assert isinstance(found, exp.Literal)
    assert found.is_string
    assert found.this == text


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_duckdb_reads_a_text_as_it_is(text: str) -> None:
    with fresh() as connection:
        assert connection.execute(f"SELECT {literal(text)}").fetchall() == [(text,)]


@settings(max_examples=20, deadline=None)
@given(
    days=st.lists(st.dates(date(1970, 1, 1), date(2199, 12, 31)), min_size=1, max_size=30),
    unit=st.sampled_from(UNITS),
    months=st.integers(0, 11),
)
def test_sql_cuts_time_as_we_do(days: list[date], unit: str, months: int) -> None:
    call = parse("count(big_deals)")
    assert isinstance(call, Call)
    query = Query(DATASET, "closed_on", (), (Measure("k", "i", call),))
    with fresh() as connection:
        connection.execute("CREATE TABLE big_deals (closed_on DATE)")
        connection.executemany("INSERT INTO big_deals VALUES (?)", [[day] for day in days])
        found = connection.execute(written(select(query, Span(unit=unit, shift=months), {})))
        assert {row[0] for row in found.fetchall()} == {
            beginning(day, unit, months) for day in days
        }
