"""DMN files of other tools become tables here as far as they go, and say where they do not."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.export.dmn import reading
from salesops_sop.export.dmn.tree import LARGEST, ReadError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.yamltree import emit

CAMUNDA = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" id="d" name="DRD"
    xmlns:camunda="http://camunda.org/schema/1.0/dmn" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="dish" name="Dish  of the
day">
    <decisionTable id="t" hitPolicy="RULE ORDER">
      <input id="i1" label="How many guests" camunda:inputVariable="guests">
        <inputExpression id="e1" typeRef="integer"><text>guestCount</text></inputExpression>
      </input>
      <input id="i2">
        <inputExpression id="e2" typeRef="string"><text>order.season</text></inputExpression>
        <inputValues id="v"><text>"Winter","Sum \\"mer\\""</text></inputValues>
      </input>
      <input id="i3"><inputExpression id="e3"><text>when</text></inputExpression></input>
      <output id="o1" label="Dish" name="desiredDish" typeRef="string" />
      <output id="o2" name="price" typeRef="double" />
      <rule id="row-950612891-1">
        <description>Save
        money</description>
        <inputEntry id="x1"><text><![CDATA[<= 8]]></text></inputEntry>
        <inputEntry id="x2"><text>not("Winter", "Sum \\"mer\\"")</text></inputEntry>
        <inputEntry id="x3"><text>&lt; date("2026-01-01")</text></inputEntry>
        <outputEntry id="y1"><text>"Sp\\u00e4tzle \\U01F600"</text></outputEntry>
        <outputEntry id="y2"><text>12.50</text></outputEntry>
      </rule>
      <rule id="row-2">
        <inputEntry id="x4"><text>]8..12]</text></inputEntry>
        <inputEntry id="x5"><text></text></inputEntry>
        <inputEntry id="x6"><text>[date("2026-01-01")..@"2026-02-01"]</text></inputEntry>
        <outputEntry id="y3"><text>["Stew", "Soup"]</text></outputEntry>
        <outputEntry id="y4"><text></text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
"""
KIE = """\
<dmn:definitions xmlns:dmn="http://www.omg.org/spec/DMN/20180521/MODEL/"
    xmlns:feel="http://www.omg.org/spec/DMN/20180521/FEEL/" name="loans" namespace="x"
    typeLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/">
  <dmn:itemDefinition name="tRating">
    <dmn:typeRef>feel:string</dmn:typeRef>
    <dmn:allowedValues><dmn:text>"Good","Bad"</dmn:text></dmn:allowedValues>
  </dmn:itemDefinition>
  <dmn:inputData name="Credit Rating" />
  <dmn:decision id="_A" name="Rate">
    <dmn:question>At what rate?</dmn:question>
    <dmn:decisionTable hitPolicy="FIRST">
      <dmn:input>
        <dmn:inputExpression typeRef="tRating"><dmn:text>Credit Rating</dmn:text></dmn:inputExpression>
      </dmn:input>
      <dmn:input>
        <dmn:inputExpression typeRef="feel:number"><dmn:text>Age</dmn:text></dmn:inputExpression>
        <dmn:inputValues><dmn:text>[18..120]</dmn:text></dmn:inputValues>
      </dmn:input>
      <dmn:input>
        <dmn:inputExpression typeRef="Any"><dmn:text>Age</dmn:text></dmn:inputExpression>
        <dmn:inputValues><dmn:text>&gt; 0</dmn:text></dmn:inputValues>
      </dmn:input>
      <dmn:output typeRef="boolean" />
      <dmn:annotation name="why" />
      <dmn:annotation name="law" />
      <dmn:rule>
        <dmn:inputEntry><dmn:text>"Good"</dmn:text></dmn:inputEntry>
        <dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry>
        <dmn:inputEntry><dmn:text>1, 2</dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>true</dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text>It pays.</dmn:text></dmn:annotationEntry>
        <dmn:annotationEntry><dmn:text>§ 5</dmn:text></dmn:annotationEntry>
      </dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
</dmn:definitions>
"""


def _read(text: str, ident: str = "new", handbook: Handbook | None = None) -> reading.Found:
    return reading.read(text.encode(), ident, handbook or load({}))


def test_a_table_of_camunda() -> None:
    assert _read(CAMUNDA) == reading.Found(
        {
            "title": "Dish of the day",
            "hit_policy": "collect",
            "inputs": [
                {"id": "guest-count", "title": "How many guests", "type": "integer"},
                {
                    "id": "order-season",
                    "title": "order.season",
                    "type": "string",
                    "values": ["Winter", 'Sum "mer"'],
                },
                {"id": "when", "title": "when", "type": "date"},
            ],
            "outputs": [
                {"id": "desired-dish", "title": "Dish", "type": "string"},
                {"id": "price", "title": "price", "type": "number"},
            ],
            "rules": [
                {
                    "id": "rule-1",
                    "when": {
                        "guest-count": "<= 8",
                        "order-season": 'not("Winter", "Sum \\"mer\\"")',
                        "when": "< 2026-01-01",
                    },
                    "then": {"desired-dish": "Spätzle 😀", "price": 12.5},
                    "because": "Save money",
                },
                {
                    "id": "rule-2",
                    "when": {"guest-count": "(8..12]", "when": "[2026-01-01..2026-02-01]"},
                    "then": {"desired-dish": ["Stew", "Soup"]},
                },
            ],
        },
        ("the hit policy RULE ORDER is read as collect",),
    )


def test_a_table_of_kogito() -> None:
    assert _read(KIE) == reading.Found(
        {
            "title": "Rate",
            "question": "At what rate?",
            "hit_policy": "first",
            "inputs": [
                {
                    "id": "credit-rating",
                    "title": "Credit Rating",
                    "type": "string",
                    "values": ["Good", "Bad"],
                },
                {"id": "age", "title": "Age", "type": "number", "min": 18, "max": 120},
                {"id": "age-2", "title": "Age", "type": "number"},
            ],
            "outputs": [{"id": "output", "type": "boolean"}],
            "rules": [
                {
                    "id": "rule-1",
                    "when": {"credit-rating": '"Good"', "age-2": "1, 2"},
                    "then": {"output": True},
                    "because": "It pays.; § 5",
                }
            ],
        },
        ("the values of input “Age” are left out: > 0",),
    )


def _one(cell: str = "-", answer: str = '"x"', **table: str) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in table.items())
    return f"""\
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"><decision name="Table">
<decisionTable{attributes}><input><inputExpression typeRef="number"><text>age</text></inputExpression>
</input><output name="who" typeRef="string"/><rule><inputEntry><text>{cell}</text></inputEntry>
<outputEntry><text>{answer}</text></outputEntry></rule></decisionTable></decision></definitions>"""


def test_an_input_that_is_calculated_says_so() -> None:
    text = _one().replace("<text>age</text>", "<text>year - birth</text>")
    column = {
        "id": "year-birth",
        "title": "year - birth",
        "type": "number",
        "meaning": "year - birth",
    }
    assert _read(text).fields["inputs"] == [column]


REFUSED = [
    ("", "the file is no XML: line 1: no element found"),
    ("<a/>", "the file is no DMN: it does not begin with its ‘definitions’"),
    ("<definitions/>", "the file is no DMN: it does not begin with its ‘definitions’"),
    (
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        "the file has a document type (DOCTYPE), and DMN needs none: remove it",
    ),
    (
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "the file has a document type (DOCTYPE), and DMN needs none: remove it",
    ),
    (
        '<?xml version="1.0" encoding="no-such"?><a/>',
        "the file is no XML: unknown encoding: no-such",
    ),
    ("<a>&undefined;</a>", "the file is no XML: line 1: undefined entity"),
    (" " * (LARGEST + 1), "the file is larger than 10 MB"),
    (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
        "the file has no decision table",
    ),
    (
        _one("? + 1 > 5"),
        'rule 1, input “age”: ‘? + 1 > 5’: ‘?’ does not belong here: write a value ("new"), a '
        "comparison (>= 20), a range ([10..20)), a list, not(…) or -",
    ),
    (
        _one("limit"),
        "rule 1, input “age”: ‘limit’ is a name in ‘limit’: only values can be read",
    ),
    (
        _one("1", "age * 2"),
        "rule 1, output “who”: ‘age’ is a name in ‘age * 2’: only values can be read",
    ),
    (
        _one("1", "&lt; 3"),
        "rule 1, output “who”: ‘< 3’ is no value: only values can be read, no calculations",
    ),
    (_one("1", "1, 2"), "rule 1, output “who”: ‘1, 2’ is not one value"),
    (
        _one(hitPolicy="OUTPUT ORDER"),
        "the hit policy OUTPUT ORDER is none that a table here can have",
    ),
    (
        _one(hitPolicy="COLLECT", aggregation="SUM"),
        "the table adds up its answers (SUM), which no table here does",
    ),
    (_one(expressionLanguage="juel"), "the table is written in juel: only FEEL can be read"),
    (
        _one().replace('"number"', '"time"'),
        "input “age” is of type time, which no column here can be",
    ),
    (
        _one().replace("<inputEntry><text>-</text></inputEntry>", ""),
        "rule 1 has not as many cells as the table has columns",
    ),
    (
        _one().replace('<output name="who" typeRef="string"/>', ""),
        "the table has no output",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read(text: str, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        _read(text)
    assert str(caught.value) == sentence


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever happened to a file: a table, or one sentence."""
    text = data.draw(st.sampled_from([CAMUNDA, KIE, OURS]))
    for _ in range(data.draw(st.integers(1, 3))):
        at, size = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + size :]
    with suppress(ReadError):
        found = _read(text, data.draw(st.sampled_from(["dish", "new"])))
        assert load({"new.yaml": emit({"kind": "decision", "id": "new", **found.fields})}).files


PIECES = [
    *("", '"', "<", ">", "</text>", "&lt;", "not(", ")", "..", "[", "]", ",", "-", "9" * 400),
    *("1e9", "null", "\\", "\\u12", "\\U110000", "\ud7ff", 'date("', "@", "?", "]]>", "<![CDATA["),
    *('typeRef="', 'label="', 'id="input_"', "dimension", "integer", "NaN", "\t\n", "<rule/>"),
]


def test_a_file_that_is_no_text() -> None:
    with pytest.raises(ReadError, match="the file is no XML"):
        reading.read(b"\x00\x01PK\x03\x04", "new", load({}))


def test_elements_in_elements_without_end() -> None:
    depth = 100_000
    text = _one().replace("<text>-</text>", "<text>" + "<a>" * depth + "</a>" * depth + "</text>")
    assert _read(text).fields["rules"] == [{"id": "rule-1", "then": {"who": "x"}}]


def test_several_tables_are_told_apart_by_name() -> None:
    two = CAMUNDA.replace("</definitions>", "").partition("<decision ")
    other = two[2].replace('id="dish"', 'id="wine"').replace("Dish  of the\nday", "Wine list")
    text = f"{two[0]}<decision {two[2]}<decision {other}</definitions>"
    assert _read(text, "wine-list").fields["title"] == "Wine list"
    assert _read(text, "dish").fields["title"] == "Dish of the day"
    with pytest.raises(ReadError) as caught:
        _read(text, "menu")
    assert str(caught.value) == (
        "the file has 2 tables: name the new one like one of dish-of-the-day, wine-list"
    )


REGION = "kind: dimension\nid: region\ntitle: Region\nvalues: {emea: [dach, nordics], apac: }\n"
OURS = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:sop="urn:salesops-sop:dmn:1">
<decision name="Table"><decisionTable><input id="input_region">
<extensionElements><sop:column type="dimension"/></extensionElements>
<inputExpression typeRef="string"><text>region</text></inputExpression>
<inputValues><text>{values}</text></inputValues></input>
<output name="who" typeRef="string"/><rule><inputEntry><text>{cell}</text></inputEntry>
<outputEntry><text>"x"</text></outputEntry></rule></decisionTable></decision></definitions>"""
ALL = '"dach", "nordics", "apac"'


@pytest.mark.parametrize(
    ("cell", "folded"),
    [
        ('"nordics", "dach"', '"emea"'),
        ('not("nordics", "dach")', 'not("emea")'),
        ('"apac", "dach"', '"dach", "apac"'),
        (ALL, '"emea", "apac"'),
        ('"dach", "mars"', '"dach", "mars"'),
    ],
)
def test_values_of_a_dimension_become_the_value_around_them(cell: str, folded: str) -> None:
    found = _read(OURS.format(values=ALL, cell=cell), handbook=load({"region.yaml": REGION}))
    assert found.notes == ()
    assert found.fields["inputs"] == [{"id": "region", "type": "dimension"}]
    assert found.fields["rules"][0]["when"] == {"region": folded}


def test_a_dimension_that_the_handbook_does_not_have() -> None:
    found = _read(OURS.format(values=ALL, cell='"nordics", "dach"'))
    assert found.notes == ("there is no dimension ‘region’: “region” holds texts",)
    column: dict[str, Any] = {
        "id": "region",
        "type": "string",
        "values": ["dach", "nordics", "apac"],
    }
    assert found.fields["inputs"] == [column]
    assert found.fields["rules"][0]["when"] == {"region": '"nordics", "dach"'}


def test_what_another_tool_changed_wins_over_what_we_wrote_beside_it() -> None:
    text = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:sop="urn:salesops-sop:dmn:1">
<decision label="Table: old" name="{name}"><decisionTable>
<input id="input_deal-value" label="{label}">
<extensionElements><sop:column type="integer" title="Deal value" unit="USD"/></extensionElements>
<inputExpression typeRef="{type}"><text>{variable}</text></inputExpression></input>
<output name="who" typeRef="string"/></decisionTable></decision></definitions>"""
    ours = {
        "name": "Table old",
        "label": "Deal value (USD)",
        "type": "number",
        "variable": "deal_value",
    }
    column = {"id": "deal-value", "title": "Deal value", "type": "integer", "unit": "USD"}
    for change, title, changed in [
        ({}, "Table: old", {}),
        ({"name": "New"}, "New", {}),
        ({"label": "Value (USD)"}, "Table: old", {"title": "Value"}),
        ({"type": "string"}, "Table: old", {"type": "string"}),
        ({"variable": "contractValue"}, "Table: old", {"id": "contract-value"}),
    ]:
        fields = _read(text.format(**{**ours, **change})).fields
        assert fields["title"] == title
        assert fields["inputs"] == [{**column, **changed}]


def test_a_list_that_is_longer_than_a_cell() -> None:
    """A parent of many values is written as all of them, and becomes the parent again."""
    many = [f"a-region-with-a-long-name-{n}" for n in range(200)]
    listed = ", ".join(f'"{name}"' for name in many)
    region = (
        f"kind: dimension\nid: region\ntitle: R\nvalues: {{emea: [{', '.join(many)}], apac: }}\n"
    )
    text = OURS.format(values=f'{listed}, "apac"', cell=listed)
    found = _read(text, handbook=load({"region.yaml": region}))
    assert found.fields["rules"][0]["when"] == {"region": '"emea"'}
