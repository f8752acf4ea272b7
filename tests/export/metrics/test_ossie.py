"""KPIs as an Apache Ossie model: its schema, the facts in it, and the numbers it gives."""

import json
from fractions import Fraction

import duckdb
import pytest
import sqlglot

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook.model.measurement import Dataset, Kpi
from salesops_sop.warehouse.running import Question, compute
from tests.export.metrics.judging import invalid
from tests.export.metrics.small import exported, kpi, read, shop
from tests.export.metrics.test_metricflow import HOSTILE, PAID

CRM = reference_handbook().parent / "examples" / "crm"


def said(item):
    """What our extension holds."""
    [extension] = item["custom_extensions"]
    assert extension["vendor_name"] == "SALESOPS_SOP"
    return json.loads(extension["data"])


def texts(metric):
    return {d["dialect"]: d["expression"] for d in metric["expression"]["dialects"]}


def test_the_schema_has_nothing_against_the_reference_kpis(reference):
    assert invalid(read(reference, "ossie")) == []
    assert exported(reference, "ossie") == exported(reference, "ossie")


def test_the_schema_sees_what_is_wrong(reference):
    model = read(reference, "ossie")
    model["datasets"][0]["primary_key"] = ["nothing"]
    assert invalid(model) == ["accounts: its key has no field nothing"]
    model["metrics"][0]["unit"] = "percent"
    assert len(invalid(model)) == 1


def test_facts_read_back_as_they_are(reference):
    model = read(reference, "ossie")
    metrics = {said(metric)["kpi"]: metric for metric in model["metrics"]}
    for ident, metric in metrics.items():
        found = reference.get(Kpi, ident)
        facts = said(metric)
        assert found is not None
        assert (facts["unit"], facts.get("better"), facts["owner"]) == (
            found.unit,
            found.better,
            found.owner,
        )
        assert {item["name"]: item.get("date") for item in facts["inputs"]} == {
            name: item.date for name, item in found.inputs.items()
        }
    assert {*reference.ids("kpi")} - metrics.keys() == {"pipeline-coverage"}
    assert "pipeline-coverage" in said(model)["left_out"][0]
    for dataset in model["datasets"]:
        known = reference.get(Dataset, said(dataset)["dataset"])
        assert known is not None
        assert [field["name"] for field in dataset["fields"]] == [f.name for f in known.fields]
        assert dataset["primary_key"] == [f.name for f in known.fields if f.key]
        assert said(dataset)["owner"] == known.owner


def test_every_expression_is_sql_of_its_dialect(reference):
    for metric in read(reference, "ossie")["metrics"]:
        for dialect, text in texts(metric).items():
            sqlglot.parse_one(text, dialect=dialect.removeprefix("ANSI_SQL").lower() or None)


@pytest.mark.parametrize(
    "ident",
    [
        "close-rate",
        "sales-cycle-length",
        "stage-conversion-rate",
        "weighted-pipeline",
        "forecast-accuracy",
        "lead-response-time",
        "time-spent-selling",
    ],
)
def test_expressions_give_the_numbers_of_the_handbook(reference, ident):
    """Of KPIs over one dataset: DuckDB computes the expression, `sop kpi run` the formula."""
    [metric] = [m for m in read(reference, "ossie")["metrics"] if said(m)["kpi"] == ident]
    [dataset] = _tables(texts(metric)["ANSI_SQL"])
    path = CRM / f"{dataset.replace('_', '-')}.csv"
    sql = sqlglot.transpile(texts(metric)["ANSI_SQL"], read="snowflake", write="duckdb")[0]
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT {sql} FROM read_csv('{path}') AS {dataset}").fetchall()
    [answer] = compute(reference, Question((ident,)), CRM).answers
    assert isinstance(answer.result, Fraction)
    assert float(answer.result) == pytest.approx(rows[0][0], rel=1e-12)


def _tables(sql):
    return {c.table for c in sqlglot.parse_one(sql, read="snowflake").find_all(sqlglot.exp.Column)}


def test_a_kpi_that_is_built_on_others_holds_them():
    below = kpi("below", "a / b", a=PAID, b="count(web_orders)")
    above = kpi("above", "x * 2 - y", x={"kpi": "below"}, y={"kpi": "below"})
    model = read(shop(below, above), "ossie")
    one, two = (texts(metric)["ANSI_SQL"] for metric in model["metrics"])
    assert one == (
        "CAST(COUNT(CASE WHEN web_orders.state = 'paid' AND NOT web_orders.paid_on IS NULL "
        "THEN 1 END) AS DOUBLE) / NULLIF(COUNT(web_orders.order_id), 0)"
    )
    assert two == f"(({one}) * 2) - ({one})"


def test_personal_data_is_marked():
    model = read(shop(kpi("cards", "n", n="count_distinct(web_orders.card)")), "ossie")
    [card] = [f for f in model["datasets"][0]["fields"] if f["name"] == "card"]
    assert said(card) == {"personal": True}
    assert card["ai_context"]["instructions"].startswith("Personal data: never group by it")


def test_datasets_are_linked_by_their_keys():
    handbook = shop(
        kpi("per-buyer", "a / b", a="count(web_orders)", b={"measure": "count(buyers)"})
    )
    assert read(handbook, "ossie")["relationships"] == [
        {
            "name": "web_orders_to_buyers",
            "from": "web_orders",
            "to": "buyers",
            "from_columns": ["buyer_id"],
            "to_columns": ["buyer_id"],
        }
    ]


def test_hostile_titles_stay_what_they_are():
    kpis = [kpi(f"k{number}", "a", text, a=PAID) for number, text in enumerate(HOSTILE)]
    model = read(shop(*kpis), "ossie")
    assert invalid(model) == []
    assert [m["ai_context"]["synonyms"] for m in model["metrics"]] == [[text] for text in HOSTILE]
