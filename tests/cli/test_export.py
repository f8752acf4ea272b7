"""`sop export`: files for other programs, whole or not at all."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

from salesops_sop import export as formats
from salesops_sop.export import FORMATS
from salesops_sop.export.format import Choice, OneForAll

TABLE = """\
kind: decision
id: sponsor
title: Sponsor & “guest”
control: {owner: vp-sales}
question: Who signs?
inputs:
  - {id: deal-value, type: integer, unit: USD, min: 0}
outputs:
  - {id: signer, type: roles}
rules:
  - {id: small, when: {deal-value: "< 1000"}, then: {signer: manager}, because: "The [](role:manager) knows."}
  - id: large
    when: {deal-value: ">= 1000"}
    then: {signer: {all_of: [manager, vp-sales]}}
"""
SEE = "(see `sop export --help`)"
FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:sop="urn:salesops-sop:dmn:1" id="definitions_sponsor" name="Sponsor &amp; “guest”" namespace="urn:salesops-sop:decision:sponsor">
  <inputData id="data_deal-value" label="Deal value (USD)" name="deal_value">
    <variable id="data_deal-value_variable" name="deal_value" typeRef="number" />
  </inputData>
  <decision id="decision_sponsor" label="Sponsor &amp; “guest”" name="Sponsor guest">
    <question>Who signs?</question>
    <variable id="decision_sponsor_variable" name="Sponsor guest" typeRef="string" />
    <informationRequirement id="needs_deal-value">
      <requiredInput href="#data_deal-value" />
    </informationRequirement>
    <decisionTable id="table_sponsor" hitPolicy="UNIQUE">
      <input id="input_deal-value" label="Deal value (USD)">
        <extensionElements>
          <sop:column type="integer" unit="USD" />
        </extensionElements>
        <inputExpression id="input_deal-value_expression" typeRef="number">
          <text>deal_value</text>
        </inputExpression>
        <inputValues id="input_deal-value_values">
          <text>&gt;= 0</text>
        </inputValues>
      </input>
      <output id="output_signer" label="Signer" typeRef="string">
        <extensionElements>
          <sop:column type="roles" />
        </extensionElements>
      </output>
      <annotation name="because" />
      <rule id="rule_small">
        <description>The Sales manager knows.</description>
        <inputEntry id="rule_small_input_deal-value">
          <text>&lt; 1000</text>
        </inputEntry>
        <outputEntry id="rule_small_output_signer">
          <text>"manager"</text>
        </outputEntry>
        <annotationEntry>
          <text>The Sales manager knows.</text>
        </annotationEntry>
      </rule>
      <rule id="rule_large">
        <inputEntry id="rule_large_input_deal-value">
          <text>&gt;= 1000</text>
        </inputEntry>
        <outputEntry id="rule_large_output_signer">
          <text>"all of manager, vp-sales"</text>
        </outputEntry>
        <annotationEntry>
          <text />
        </annotationEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="diagram">
      <dmndi:DMNShape id="shape_decision_sponsor" dmnElementRef="decision_sponsor">
        <dc:Bounds height="80" width="180" x="50" y="110" />
      </dmndi:DMNShape>
      <dmndi:DMNShape id="shape_data_deal-value" dmnElementRef="data_deal-value">
        <dc:Bounds height="45" width="160" x="60" y="305" />
      </dmndi:DMNShape>
      <dmndi:DMNEdge id="edge_needs_deal-value" dmnElementRef="needs_deal-value">
        <di:waypoint x="140" y="305" />
        <di:waypoint x="140" y="190" />
      </dmndi:DMNEdge>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
"""


@pytest.fixture
def tables(handbook):
    (handbook / "sponsor.yaml").write_text(TABLE)
    (handbook / "second.yaml").write_text(TABLE.replace("id: sponsor", "id: second"))
    return handbook


def test_every_format_is_listed():
    found = {
        module.name
        for module in pkgutil.walk_packages(formats.__path__, f"{formats.__name__}.")
        if hasattr(import_module(module.name), "write")
    }
    ways = [
        way
        for form in FORMATS.values()
        for way in (form.ways.values() if isinstance(form, Choice) else [form])
    ]
    assert found == {way.write.__module__ for way in ways}


def test_one_table_is_printed(sop, tables):
    assert sop("export", "dmn", "sponsor") == (0, FILE, "")


def test_a_file(sop, tables):
    written = (0, "", "1 document · written to table.dmn\n")
    assert sop("export", "dmn", "decision:sponsor", "--output", "table.dmn") == written
    assert Path("table.dmn").read_text(encoding="utf-8") == FILE


def test_a_file_in_a_folder_that_is_there(sop, tables):
    Path("out").mkdir()
    assert sop("export", "dmn", "sponsor", "--output", "out").code == 0
    assert Path("out/sponsor.dmn").read_text(encoding="utf-8") == FILE


def test_all_tables_need_a_folder(sop, tables):
    sentence = "sop: 2 documents are 2 files: name a folder with --output DIR, or one document\n"
    assert sop("export", "dmn") == (2, "", sentence)


def test_a_folder_is_made(sop, tables):
    assert sop("export", "dmn", "--output", "out/all") == (
        0,
        "",
        "2 documents · written to out/all\n",
    )
    assert sorted(path.name for path in Path("out/all").iterdir()) == ["second.dmn", "sponsor.dmn"]


@pytest.mark.parametrize("arguments", [["sponsor", "--output", "new/"], ["--output", "new"]])
def test_a_folder_for_the_only_table(sop, tables, arguments):
    """What `export` makes does not depend on how many tables there happen to be."""
    (tables / "second.yaml").unlink()
    assert sop("export", "dmn", *arguments).code == 0
    assert Path("new/sponsor.dmn").read_text(encoding="utf-8") == FILE


def test_a_table_that_cannot_be_read_is_told(sop, tables):
    (tables / "second.yaml").write_text("kind: decision\nid: second\ntitle: Second\n")
    assert sop("export", "dmn", "--output", "out") == (
        0,
        "",
        "1 document · written to out\n"
        "documents that cannot be read are left out: `sop lint` says which and why\n",
    )


def test_a_folder_that_is_a_file(sop, tables):
    Path("out").write_text("mine")
    sentence = "sop: ‘out’ is a file: name a folder\n"
    assert sop("export", "dmn", "--output", "out") == (2, "", sentence)
    assert Path("out").read_text() == "mine"


def test_one_table_that_cannot_be_written_leaves_nothing(sop, tables):
    file = tables / "second.yaml"
    file.write_text(file.read_text().replace("< 1000", "about 1000"))
    code, out, err = sop("export", "dmn", "--output", "out")
    assert (code, out) == (2, "")
    assert err.startswith("sop: cannot export ‘decision:second’: rule ‘small’, input ‘deal-value’")
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dmn", "role:manager"], "‘role:manager’ cannot be exported: dmn takes a decision"),
        (["dmn", "sponsr"], "there is no document ‘sponsr’, did you mean ‘sponsor’?"),
        ([], f"missing argument 'FORMAT': choose from {', '.join(FORMATS)} {SEE}"),
    ],
)
def test_what_cannot_be_exported(sop, tables, arguments, sentence):
    assert sop("export", *arguments) == (2, "", f"sop: {sentence}\n")


def test_a_format_that_is_none(sop, tables):
    code, out, err = sop("export", "dnm")
    assert (code, out) == (2, "")
    assert err.startswith("sop: invalid value for 'FORMAT': 'dnm' is not ")
    assert err.endswith(f" {SEE}\n")


def test_a_handbook_without_tables(sop, handbook):
    sentence = "there is nothing to export: dmn takes a decision, there is none"
    assert sop("export", "dmn") == (2, "", f"sop: {sentence}\n")


def test_an_id_that_several_kinds_have(sop, tables):
    (tables / "term.yaml").write_text(
        "kind: term\nid: sponsor\ntitle: Sponsor\ndefinition: Who pays.\n"
    )
    assert sop("export", "dmn", "sponsor") == (0, FILE, "")


def test_a_format_for_all_documents_is_one_file(sop, handbook, monkeypatch):
    listing = OneForAll(
        "Roles", ("role",), "roles.bin", lambda _, d: (f"{len(d)} roles".encode(), ())
    )
    monkeypatch.setitem(FORMATS, "dmn", listing)
    sentence = "sop: roles.bin is no text: name a file with --output roles.bin\n"
    assert sop("export", "dmn") == (2, "", sentence)
    assert sop("export", "dmn", "-q", "--output", "roles.bin") == (0, "", "")
    assert Path("roles.bin").read_bytes() == b"2 roles"


def test_help_teaches_by_example(sop):
    out = sop("export", "--help").out
    assert "Examples:\n  sop export bpmn lead-grading --output lead-grading.bpmn\n" in out
    assert "\n  REF is kind:id, or an id alone" in out
    assert all(f"\n    {name}  {form.title}\n" in out for name, form in FORMATS.items())
