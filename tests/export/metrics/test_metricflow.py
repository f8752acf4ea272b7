"""KPIs for MetricFlow: what its own validator says, what stands where, and what is named instead."""

import re

import jinja2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.export.format import ExportError
from salesops_sop.export.metrics.naming import Names, named
from salesops_sop.export.metrics.words import safe
from tests.export.metrics.small import exported, kpi, read, shop
from tests.judges.running import complaints

PAID = {"measure": 'count(web_orders where state = "paid")', "date": "paid_on"}
HOSTILE = [
    "{{ env_var('SECRET') }}",
    "{% for x in y %}",
    "{# gone",
    "'; DROP TABLE x; --",
    'a: "b" # c',
    "2026-01-01",
    "no",
    "x\u2028y",
    "🦄 {{{{",
    "- &a [*a, !!python/object:x y]",
]


def by_name(items):
    return {item["name"]: item for item in items}


def test_metricflow_has_nothing_against_the_reference_kpis(reference):
    text = str(exported(reference, "metricflow").content)
    assert complaints("metricflow", {"kpis.yml": text}) == []
    assert text == str(exported(reference, "metricflow").content)


def test_the_judge_sees_what_is_wrong(reference):
    data = read(reference, "metricflow")
    ratio = by_name(data["metrics"])["close_rate"]
    ratio["type_params"]["numerator"]["name"] = "nothing"
    assert complaints("metricflow", {"kpis.yml": yaml.safe_dump(data)}) != []


def test_every_reference_kpi_is_a_metric_or_told(reference):
    file = exported(reference, "metricflow")
    metas = [m["config"]["meta"] for m in yaml.safe_load(file.content)["metrics"] if "config" in m]
    told = {sentence.split("’")[0].removeprefix("‘kpi:") for sentence in file.left_out}
    assert {meta["kpi"] for meta in metas if "formula" in meta} | told == {*reference.ids("kpi")}
    assert told == {"pipeline-coverage"}
    assert str(file.content).startswith(f"# left out: {file.left_out[0]}\nversion: 2\n")


def test_a_quotient_is_a_ratio_of_what_is_measured():
    handbook = shop(kpi("paid-share", "paid / (paid + open)", "Share", paid=PAID, open=PAID))
    metrics = by_name(read(handbook, "metricflow")["metrics"])
    assert list(metrics) == [
        "paid_share_paid",
        "paid_share_open",
        "paid_share_denominator",
        "paid_share",
    ]
    assert metrics["paid_share"]["type_params"] == {
        "numerator": {"name": "paid_share_paid"},
        "denominator": {"name": "paid_share_denominator"},
    }
    assert metrics["paid_share_denominator"]["type_params"] == {
        "expr": "paid + open",
        "metrics": [
            {"name": "paid_share_paid", "alias": "paid"},
            {"name": "paid_share_open", "alias": "open"},
        ],
    }


def test_a_condition_is_a_filter_and_what_is_placed_in_time_needs_a_day():
    metrics = read(shop(kpi("paid", "n", n=PAID)), "metricflow")["metrics"]
    assert metrics[0]["type_params"] == {"measure": {"name": "paid", "fill_nulls_with": 0}}
    assert metrics[0]["filter"] == (
        "{{ Dimension('order_id__state') }} = 'paid' "
        "AND NOT {{ TimeDimension('order_id__paid_on', 'day') }} IS NULL"
    )


def test_a_condition_that_engines_read_unlike_stands_in_the_measure():
    handbook = shop(kpi("quick", "n", n='count(web_orders where state != "it\'s")'))
    data = read(handbook, "metricflow")
    assert "filter" not in data["metrics"][0]
    [measure] = data["semantic_models"][0]["measures"]
    template = jinja2.Template(measure["expr"])
    assert template.render(target={"type": "duckdb"}).endswith("<> 'it''s' THEN 1 END")
    assert template.render(target={"type": "bigquery"}).endswith(r"<> 'it\'s' THEN 1 END")


def test_a_condition_on_what_is_no_dimension_stands_in_the_measure():
    handbook = shop(kpi("large", "n", n="count(web_orders where amount > 1000)"))
    data = read(handbook, "metricflow")
    assert "filter" not in data["metrics"][0]
    [measure] = data["semantic_models"][0]["measures"]
    assert measure["expr"] == "CASE WHEN amount > 1000 THEN 1 END"


def test_nobody_can_group_by_personal_data():
    handbook = shop(kpi("cards", "n", n="count_distinct(web_orders.card)"))
    [model] = read(handbook, "metricflow")["semantic_models"]
    assert [d["name"] for d in model["dimensions"]] == ["ordered_on", "paid_on", "state"]
    assert model["config"]["meta"]["personal"] == ["card"]
    assert model["measures"][0]["expr"] == "card"


def test_keys_join_datasets():
    buyers = {"measure": "count(buyers)", "snapshot": True}
    orders = "count(web_orders)"
    data = read(shop(kpi("per-buyer", "a / b", a=orders, b=buyers)), "metricflow")
    models = by_name(data["semantic_models"])
    assert models["web_orders"]["entities"] == [
        {"name": "order_id", "type": "primary", "expr": "order_id"},
        {"name": "buyer", "type": "foreign", "expr": "buyer_id"},
    ]
    assert models["buyers"]["measures"][0]["agg_time_dimension"] == "reported_on"
    assert models["buyers"]["dimensions"][-1]["expr"] == "CURRENT_DATE"
    # a snapshot is 0 on no other day: it has no value there
    assert by_name(data["metrics"])["per_buyer_b"]["type_params"] == {
        "measure": {"name": "per_buyer_b"}
    }


def test_where_engines_differ_the_project_chooses():
    handbook = shop(kpi("wait", "n", n="avg(days(web_orders.ordered_on, paid_on))"))
    [model] = read(handbook, "metricflow")["semantic_models"]
    template = jinja2.Template(model["measures"][0]["expr"])
    for engine, text in {
        "duckdb": "DATE_DIFF('DAY', CAST(ordered_on AS DATE), CAST(paid_on AS DATE))",
        "bigquery": "DATE_DIFF(CAST(paid_on AS DATE), CAST(ordered_on AS DATE), DAY)",
        "snowflake": "DATEDIFF(DAY, CAST(ordered_on AS DATE), CAST(paid_on AS DATE))",
        "databricks": "DATEDIFF(DAY, CAST(ordered_on AS DATE), CAST(paid_on AS DATE))",
    }.items():
        assert text in template.render(target={"type": engine})


def test_facts_without_a_field_stand_in_meta(reference):
    metrics = by_name(read(reference, "metricflow")["metrics"])
    meta = metrics["churn_rate"]["config"]["meta"]
    assert meta["unit"] == "percent"
    assert meta["better"] == "lower"
    assert meta["owner"] == "account-management-lead"
    assert meta["target"] == "10%"
    assert [band["title"] for band in meta["bands"]] == ["On target", "Watch", "Act"]
    assert meta["snapshots"] == ["remaining_customers"]


def test_texts_are_no_templates():
    """dbt renders labels, meta and expressions as Jinja: none of ours may start one."""
    kpis = [
        kpi(f"k{number}", "a - b", text, a=f'count(web_orders where state = "{q}")', b=PAID)
        for number, text in enumerate(HOSTILE)
        if (q := text.replace('"', "”").replace("\u2028", ""))
    ]
    handbook = shop(*kpis)
    data = read(handbook, "metricflow")
    for metric in data["metrics"]:
        for text in _texts({key: value for key, value in metric.items() if key != "filter"}):
            assert jinja2.Template(text).render() == text
    labels = {metric["label"] for metric in data["metrics"]}
    assert {safe(text) for text in HOSTILE} <= labels
    assert safe("{{{ x {% y {# z { a") == "{ { { x { % y { # z { a"
    text = str(exported(handbook, "metricflow").content)
    assert complaints("metricflow", {"kpis.yml": text}) == []


def _texts(value):
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            kpi("k", "a / b", a=PAID, b={"entered_by": "clerk"}),
            "its input ‘b’ is entered by hand, and no dataset holds it",
        ),
        (
            kpi("k", "a", a="count(nothing)"),
            "there is no dataset ‘nothing’: ‘a’ of the KPI ‘k’ needs it",
        ),
        (
            kpi("k", "a +", a=PAID),
            "the formula of ‘k’ cannot be read: ",
        ),
        (kpi("k", "1 + 2"), "the formula has no input, so there is nothing to measure"),
        (kpi("k", "a + b", a=PAID), "the formula names an input ‘b’ that is not there"),
        (
            kpi("k", "a", a={"kpi": "gone"}),
            "its input ‘a’ is the KPI ‘gone’, which is not there",
        ),
        (kpi("k", "a", a={"kpi": "k"}), "‘k’ is built on itself: `sop lint` says how"),
        (
            kpi("k", "a", a=PAID)
            .replace("owner: clerk", "{owner: clerk, status: retired}", 1)
            .replace("control:\n  {", "control: {"),
            "it is retired",
        ),
        (
            kpi("k", "if(a in some, 1, 2)", a=PAID),
            "the formula names the set of values ‘some’, which needs data",
        ),
    ],
)
def test_what_metric_layers_cannot_compute_is_told(text, sentence):
    for way in ("metricflow", "ossie"):
        with pytest.raises(ExportError) as caught:
            exported(shop(text), way)
        assert str(caught.value).startswith(f"‘kpi:k’: {sentence}")
        file = exported(shop(text, kpi("sound", "n", n=PAID)), way)
        assert [s for s in file.left_out if s.startswith(f"‘kpi:k’: {sentence}")]


def test_a_kpi_on_one_that_is_entered_says_whose_input_it_is():
    below = kpi("below", "a", a={"entered_by": "clerk"})
    with pytest.raises(ExportError, match="its input ‘a’ of the KPI ‘below’ is entered by hand"):
        exported(shop(below, kpi("above", "b", b={"kpi": "below"})), "metricflow")


NAME = r"\A[a-z]((?!__)[a-z0-9_])*[a-z0-9]\Z"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=8))
def test_names_are_valid_and_given_once(texts):
    names = Names()
    given_ones = [names.given(text) for text in texts]
    assert len(set(given_ones)) == len(given_ones)
    assert all(re.match(NAME, name) for name in given_ones)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("close-rate", "close_rate"),
        ("Order", "order_value"),
        ("day", "day_value"),
        ("a__b_", "a_b"),
        ("7days", "the_7days"),
        ("é", "the"),
        ("x", "x_value"),
    ],
)
def test_a_name_is_near_to_the_word(text, name):
    assert named(text) == name
