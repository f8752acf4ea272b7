"""`sop export metrics` and `sop export contract`: whole files, tools, and what is left out."""

from pathlib import Path

import pytest

DATA = """\
kind: dataset
id: orders
title: Orders
system: shop
owner: manager
time_field: ordered_on
fields:
  - {name: order_id, type: text, key: true, required: true}
  - {name: ordered_on, type: date, required: true}
  - {name: state, type: text, allowed: [open, paid]}
---
kind: kpi
id: paid-share
title: Paid & “done”
control: {owner: manager, version: 1.0.0}
definition: Of all orders, those that are [paid](term:paid).
formula: paid / all_orders
unit: percent
better: higher
owner: manager
target: 80%
inputs:
  paid: {title: paid orders, unit: order, measure: 'count(orders where state = "paid")', date: ordered_on}
  all_orders: {title: all orders, unit: order, measure: count(orders), date: ordered_on}
---
kind: kpi
id: coverage
title: Coverage
control: {owner: manager}
formula: paid / quota
unit: ratio
owner: manager
inputs:
  paid: {title: paid orders, unit: order, measure: 'count(orders where state = "paid")', date: ordered_on}
  quota: {title: quota, unit: order, entered_by: manager}
"""
LEFT_OUT = "‘kpi:coverage’: its input ‘quota’ is entered by hand, and no dataset holds it"
METRICFLOW = (
    f"# left out: {LEFT_OUT}\n"
    + """\
version: 2
semantic_models:
  - name: orders
    label: Orders
    model: ref('orders')
    defaults:
      agg_time_dimension: ordered_on
    entities:
      - name: order_id
        type: primary
        expr: order_id
    dimensions:
      - name: ordered_on
        type: time
        expr: ordered_on
        type_params:
          time_granularity: day
      - name: state
        type: categorical
        expr: state
        config:
          meta:
            allowed:
              - open
              - paid
    measures:
      - name: paid_share_paid
        description: paid orders
        agg: count
        expr: order_id
        agg_time_dimension: ordered_on
      - name: paid_share_all_orders
        description: all orders
        agg: count
        expr: order_id
        agg_time_dimension: ordered_on
    config:
      meta:
        dataset: orders
        system: shop
        owner: manager
        owner_title: Sales manager
metrics:
  - name: paid_share_paid
    label: 'Paid & “done”: paid orders'
    description: paid orders
    type: simple
    type_params:
      measure:
        name: paid_share_paid
        fill_nulls_with: 0
    filter: '{{ Dimension(''order_id__state'') }} = ''paid'''
    config:
      meta:
        kpi: paid-share
        input: paid
        unit: order
        measure: count(orders where state = "paid")
  - name: paid_share_all_orders
    label: 'Paid & “done”: all orders'
    description: all orders
    type: simple
    type_params:
      measure:
        name: paid_share_all_orders
        fill_nulls_with: 0
    config:
      meta:
        kpi: paid-share
        input: all_orders
        unit: order
        measure: count(orders)
  - name: paid_share
    label: Paid & “done”
    description: Of all orders, those that are paid.
    type: ratio
    type_params:
      numerator:
        name: paid_share_paid
      denominator:
        name: paid_share_all_orders
    config:
      meta:
        kpi: paid-share
        version: 1.0.0
        status: draft
        unit: percent
        better: higher
        owner: manager
        owner_title: Sales manager
        formula: paid / all_orders
        target: 80%
"""
)
OSSIE = """\
version: 0.2.0.dev0
name: kpis
description: KPIs of Handbook
datasets:
  - name: orders
    source: orders
    primary_key:
      - order_id
    description: Orders
    fields:
      - name: order_id
        expression:
          dialects:
            - dialect: ANSI_SQL
              expression: order_id
        dimension:
          is_time: false
        datatype: String
        custom_extensions:
          - vendor_name: SALESOPS_SOP
            data: '{"required": true}'
      - name: ordered_on
        expression:
          dialects:
            - dialect: ANSI_SQL
              expression: ordered_on
        dimension:
          is_time: true
        datatype: Date
        custom_extensions:
          - vendor_name: SALESOPS_SOP
            data: '{"required": true}'
      - name: state
        expression:
          dialects:
            - dialect: ANSI_SQL
              expression: state
        dimension:
          is_time: false
        datatype: String
        custom_extensions:
          - vendor_name: SALESOPS_SOP
            data: '{"allowed": ["open", "paid"]}'
    custom_extensions:
      - vendor_name: SALESOPS_SOP
        data: >-
          {"dataset": "orders", "system": "shop", "owner": "manager", "owner_title": "Sales
          manager", "time_field": "ordered_on"}
metrics:
  - name: paid_share
    expression:
      dialects:
        - dialect: ANSI_SQL
          expression: >-
            CAST(COUNT(CASE WHEN orders.state = 'paid' THEN 1 END) AS DOUBLE) / NULLIF(COUNT(orders.order_id),
            0)
        - dialect: BIGQUERY
          expression: >-
            CAST(COUNT(CASE WHEN orders.state = 'paid' THEN 1 END) AS FLOAT64) / NULLIF(COUNT(orders.order_id),
            0)
    description: Of all orders, those that are paid.
    ai_context:
      synonyms:
        - Paid & “done”
    custom_extensions:
      - vendor_name: SALESOPS_SOP
        data: >-
          {"kpi": "paid-share", "version": "1.0.0", "status": "draft", "unit": "percent", "better":
          "higher", "owner": "manager", "owner_title": "Sales manager", "formula": "paid / all_orders",
          "target": "80%", "inputs": [{"name": "paid", "title": "paid orders", "unit": "order",
          "measure": "count(orders where state = \\"paid\\")", "date": "ordered_on"}, {"name":
          "all_orders", "title": "all orders", "unit": "order", "measure": "count(orders)",
          "date": "ordered_on"}]}
"""
CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 0.0.0
status: draft
servers:
  - server: shop
    type: custom
schema:
  - name: orders
    businessName: Orders
    logicalType: object
    physicalType: table
    properties:
      - name: order_id
        logicalType: string
        physicalType: VARCHAR
        required: true
        primaryKey: true
        primaryKeyPosition: 1
        unique: true
      - name: ordered_on
        logicalType: date
        physicalType: DATE
        required: true
      - name: state
        logicalType: string
        physicalType: VARCHAR
        required: false
        quality:
          - id: allowed_values
            type: library
            metric: invalidValues
            arguments:
              validValues:
                - open
                - paid
            mustBe: 0
            dimension: conformity
            description: Only the values that are listed.
    customProperties:
      - property: timeField
        value: ordered_on
team:
  members:
    - username: manager
      name: Sales manager
      role: owner
"""


@pytest.fixture
def data(handbook: Path) -> Path:
    (handbook / "data.yaml").write_text(DATA, encoding="utf-8")
    return handbook


def test_metricflow(sop, data):
    assert sop("export", "metrics") == (0, METRICFLOW, f"left out: {LEFT_OUT}\n")


def test_ossie(sop, data):
    assert sop("export", "metrics", "paid-share", "--to", "ossie") == (0, OSSIE, "")


def test_contract(sop, data):
    assert sop("export", "contract", "orders") == (0, CONTRACT, "")


def test_a_file_for_all_and_what_it_leaves_out(sop, data):
    ran = sop("export", "metrics", "--output", "kpis.yml")
    told = f"1 document · written to kpis.yml\nleft out: {LEFT_OUT}\n"
    assert ran == (0, "", told)
    assert Path("kpis.yml").read_text(encoding="utf-8") == METRICFLOW


def test_a_folder_names_the_file(sop, data):
    assert sop("export", "metrics", "-q", "--to", "ossie", "--output", "out/").code == 0
    assert sop("export", "contract", "-q", "--output", "out/").code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "kpis.ossie.yaml",
        "orders.odcs.yaml",
    ]


def test_a_kpi_that_is_asked_for_and_cannot_be_written_is_an_error(sop, data):
    Path("kpis.yml").write_text("mine")
    said = sop("export", "metrics", "paid-share", "coverage", "--output", "kpis.yml")
    sentence = f"sop: cannot export {LEFT_OUT}: name the others, or none\n"
    assert said == (2, "", sentence)
    assert Path("kpis.yml").read_text() == "mine"
    alone = sop("export", "metrics", "coverage")
    assert alone == (2, "", f"sop: cannot export {LEFT_OUT}: `sop lint` says more\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["metrics", "--to", "osi"],
            "metrics is not written for ‘osi’: choose metricflow or ossie with --to",
        ),
        (["contract", "--to", "ossie"], "contract is written in one way: leave --to out"),
        (
            ["metrics", "dataset:orders"],
            "‘dataset:orders’ cannot be exported: metrics takes a kpi",
        ),
        (["contract", "orderz"], "there is no document ‘orderz’, did you mean ‘orders’?"),
    ],
)
def test_what_cannot_be_exported(sop, data, arguments, sentence):
    assert sop("export", *arguments) == (2, "", f"sop: {sentence}\n")


BROKEN = {
    "a dataset that is missing": ("count(orders)", "count(nothing)"),
    "a formula that cannot be read": ("formula: paid / all_orders", "formula: paid /"),
    "a measure that cannot be read": ("measure: count(orders)", "measure: 'count('"),
    "a field that is missing": (
        "{name: ordered_on, type: date, required: true}",
        "{name: day, type: date}",
    ),
    "a condition that cannot be read": (
        "owner: manager\ntime_field",
        "owner: manager\nquality: [{check: c, condition: 'a ='}]\ntime_field",
    ),
    "a document that is none": ("formula: paid / all_orders\n", ""),
}


@pytest.mark.parametrize("change", BROKEN)
@pytest.mark.parametrize("arguments", [["metrics"], ["metrics", "--to", "ossie"], ["contract"]])
def test_a_broken_handbook_gives_a_sentence_or_whole_files(sop, data, change, arguments):
    """Nothing is half written, and nothing ends in a defect."""
    before, after = BROKEN[change]
    assert before in DATA
    (data / "data.yaml").write_text(DATA.replace(before, after), encoding="utf-8")
    code, out, err = sop("export", *arguments, "--output", "out/")
    assert (code, out) in [(0, ""), (2, "")]
    assert "internal error" not in err
    assert Path("out").exists() is (code == 0)
    if code:
        assert err.startswith("sop: ")
        assert err.count("\n") == 1
