"""A table that is exported and read again is the same table."""

from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.decision.questions import Table
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.export.dmn import reading, writing
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.record import Approvers
from salesops_sop.handbook.yamltree import emit
from tests.export.dmn.tables import REGION, Made, made
from tests.node import running
from tests.node.running import run

MODELER = Path(running.__file__).with_name("resave.js")

COLUMN = ("id", "type", "title", "meaning", "unit", "dimension", "min", "max", "values")


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_random_tables(random: Random) -> None:
    before = made(random)
    after = _again(before)
    assert _columns(after) == _columns(before)
    assert _rules(after) == _rules(before)
    assert after.decision.question == before.decision.question
    assert after.decision.hit_policy == before.decision.hit_policy
    assert after.decision.title == before.decision.title


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_was_read_is_exported_as_the_same_file(random: Random) -> None:
    before = made(random)
    assert writing.write(before.handbook, _again(before).decision) == writing.write(*before)


def test_the_reference_handbook_word_for_word(decisions: list[Made]) -> None:
    for handbook, decision in decisions:
        found = reading.read(writing.write(handbook, decision).encode(), decision.id, handbook)
        stated = decision.tree.value
        assert found.notes == ()
        for name in ("title", "question", "inputs", "outputs"):
            assert found.fields[name] == stated[name]
        assert [_linkless(rule) for rule in found.fields["rules"]] == [
            _linkless(rule) for rule in stated["rules"]
        ]


def test_what_a_modeler_saves(decisions: list[Made]) -> None:
    """dmn-moddle, with which dmn-js and the Camunda Modeler read and write, loses nothing of it."""
    random = Random(8)
    tables = [*decisions, *(made(random) for _ in range(50))]
    written = [writing.write(*m) for m in tables]
    for m, before, after in zip(tables, written, run(MODELER, written), strict=True):
        read = [reading.read(text.encode(), m.decision.id, m.handbook) for text in (before, after)]
        assert read[0] == read[1]


def _linkless(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule without its reason, in which a link becomes its words."""
    return {name: value for name, value in rule.items() if name != "because"}


def _again(before: Made) -> Made:
    data = writing.write(before.handbook, before.decision).encode()
    found = reading.read(data, before.decision.id, before.handbook)
    assert found.notes == ()
    fields = {"kind": "decision", "id": before.decision.id, "control": {"owner": "boss"}}
    files = {"region.yaml": emit(REGION), "table.yaml": emit({**fields, **found.fields})}
    handbook = load(files)
    assert [f.message for f in handbook.flaws if f.rule != "document/file-name"] == []
    (decision,) = handbook.all(Decision)
    return Made(handbook, decision)


def _columns(m: Made) -> list[list[object]]:
    columns = [*m.decision.inputs, *m.decision.outputs]
    return [[getattr(column, name) for name in COLUMN] for column in columns]


def _rules(m: Made) -> list[object]:
    table: Table = m.table
    return [
        (
            row.rule.id,
            row.rule.because,
            [
                (c.condition.negated, _ranges(c.condition.ranges, q, m))
                if not c.condition.anything
                else "-"
                for c, q in zip(row.cells, table.questions, strict=True)
            ],
            {name: _said(value) for name, value in row.rule.then.items()},
        )
        for row in table.rows
    ]


def _ranges(ranges: Any, question: Any, m: Made) -> object:
    """The ranges of a cell; values of a dimension as the smallest values in them."""
    if question.column.type != "dimension":
        return ranges
    dimensions = Dimensions.of(m.handbook)
    return dimensions.leaves("region", [str(given.low) for given in ranges])


def _said(value: object) -> object:
    if isinstance(value, Approvers):
        return tuple(value.all_of), tuple(value.any_of)
    return value
