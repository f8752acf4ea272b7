"""DMN files are what the standard says they are, whatever the handbook's words."""

from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
import SpiffWorkflow
from lxml import etree

from salesops_sop.export.dmn import reading, writing
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.record import Control
from salesops_sop.handbook.yamltree import emit
from tests.export.dmn.tables import Made, made

SCHEMA = Path(SpiffWorkflow.__file__).parent / "dmn/parser/schema/DMN13.xsd"
MODEL = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


@pytest.fixture(scope="module")
def faults() -> Any:
    """What the schema of the OMG says against a file."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    def found(text: str) -> list[str]:
        schema.validate(etree.fromstring(text.encode()))
        return [entry.message for entry in schema.error_log]

    return found


def test_the_tables_of_the_reference_handbook(faults: Any, decisions: list[Made]) -> None:
    assert len(decisions) >= 6
    assert [faults(writing.write(*m)) for m in decisions] == [[] for _ in decisions]


def test_random_tables(faults: Any) -> None:
    random = Random(6)
    assert [f for _ in range(200) for f in faults(writing.write(*made(random)))] == []


def test_the_schema_finds_a_fault(faults: Any, decisions: list[Made]) -> None:
    text = writing.write(*decisions[0])
    assert faults(text.replace("<question>", "<answer>").replace("</question>", "</answer>"))


def test_the_same_table_gives_the_same_bytes() -> None:
    assert writing.write(*made(Random(7))) == writing.write(*made(Random(7)))


KNOWN = {
    *("annotation", "annotationEntry", "column", "decisionTable", "description"),
    *("extensionElements", "input", "inputEntry", "inputExpression", "inputValues", "output"),
    *("outputEntry", "outputValues", "rule", "text"),
}
HOSTILE = [
    "]]> <!DOCTYPE x> & \"quoted\" 'too'",
    "<script>alert(1)</script>",
    "nul \x00 bell \x07 escape \x1b[31m",
    "lone \ud800 surrogate \uffff",
    "&amp; &#0; &lt;",
    "\u202eturned around",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(faults: Any, words: str) -> None:
    """Whatever an importing program is handed: texts no loader lets through, too."""
    column = Column(id="a", type="string", title=words, meaning=words, unit=words, values=[words])
    decision = Decision(
        id="odd",
        title=words,
        control=Control(owner="boss"),
        question=words,
        purpose=words,
        inputs=[column],
        outputs=[Column(id="b", type="string", values=[words])],
        rules=[DecisionRule(id="r", when={}, then={"b": words}, because=words)],
    )
    text = writing.write(load({}), decision)
    assert faults(text) == []
    table = ElementTree.fromstring(text).find(f".//{MODEL}decisionTable")
    assert table is not None
    assert len(table.findall(f"{MODEL}rule")) == 1
    assert {e.tag.rpartition("}")[2] for e in table.iter()} <= KNOWN
    found = reading.read(text.encode(), "odd", load({}))
    assert found.fields["outputs"][0]["values"] == [words]
    assert found.fields["rules"][0]["then"] == {"b": words}


def _decision(**fields: Any) -> Made:
    data = {
        "kind": "decision",
        "id": "table",
        "title": "Table",
        "control": {"owner": "boss"},
        "question": "Who?",
        "inputs": [{"id": "amount", "type": "number"}],
        "outputs": [{"id": "who", "type": "string"}],
        "rules": [{"id": "all", "then": {"who": "boss"}}],
        **fields,
    }
    handbook = load({"table.yaml": emit(data)})
    (decision,) = handbook.all(Decision)
    return Made(handbook, decision)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outputs": []}, "the table has no output, and DMN wants one"),
        (
            {"inputs": [{"id": "a", "type": "number"}] * 2, "rules": []},
            "2 inputs are named ‘a’: give each an id of its own",
        ),
        (
            {"rules": [{"id": "all", "when": {"amount": "many"}, "then": {}}]},
            "rule ‘all’, input ‘amount’: it is a number, and ‘many’ is none",
        ),
        (
            {"rules": [{"id": "all", "when": {"price": "1"}, "then": {}}]},
            "rule ‘all’ asks for ‘price’, which is no input",
        ),
        (
            {"outputs": [{"id": "who", "type": "number"}]},
            "rule ‘all’, output ‘who’: ‘boss’ is no number",
        ),
        (
            {"outputs": [{"id": "who", "type": "date"}]},
            "rule ‘all’, output ‘who’: ‘boss’ is no date",
        ),
        (
            {"outputs": [{"id": "who", "type": "boolean"}]},
            "rule ‘all’, output ‘who’: ‘boss’ is neither true nor false",
        ),
        (
            {"inputs": [{"id": "amount", "type": "number", "min": "low"}]},
            "column ‘amount’: ‘low’ is no number",
        ),
    ],
)
def test_what_dmn_cannot_say(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ExportError) as caught:
        writing.write(*_decision(**fields))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("ident", "name"),
    [("deal-value", "deal_value"), ("date", "_date"), ("3-way", "_3_way"), ("if", "_if")],
)
def test_names_that_engines_take(ident: str, name: str) -> None:
    made_of = _decision(inputs=[{"id": ident, "type": "number"}])
    assert f"<text>{name}</text>" in writing.write(*made_of)
