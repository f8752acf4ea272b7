"""A new document loads as it is, and says what is still to come."""

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.scaffold.draft import Draft, way_of

PROCEDURE = """\
---
kind: procedure
id: lead-recycling
title: Lead recycling
control:
  owner: tbd  # The role that answers for the document.
  version: 0.1.0
  status: draft
steps:
  - id: tbd  # The step’s name in references, unique in the procedure.
    action: TBD  # What is done, verb first.
    raci:
      responsible: TBD  # Who does it: one role or several.
purpose: TBD  # Why it is done.
trigger: TBD  # What starts it.
# Other fields: within, scope, inputs, outputs, outcomes, exceptions, prohibited, out_of_scope, \
records, references, kpis
---
"""


def test_a_procedure():
    draft = Draft("procedure", "lead-recycling", "Lead recycling")
    assert draft.text() == PROCEDURE
    assert [".".join(map(str, way)) for way in draft.to_come()] == [
        "control.owner",
        "steps.0.id",
        "steps.0.action",
        "steps.0.raci.responsible",
        "purpose",
        "trigger",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_loads_from_the_start(kind):
    draft = Draft(kind, "new-one", "A new one")
    assert draft.fault() == ""
    handbook = load({draft.file: draft.text()})
    assert handbook.flaws == ()
    assert [document.ref for document in handbook.documents] == [f"{kind}:new-one"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_to_come_can_be_given(kind):
    draft = Draft(kind, "new-one", "A new one")
    for way in draft.to_come():
        draft.choose(
            way, "20% " if way == ("value",) else "EUR" if way == ("currency",) else "given"
        )
    assert draft.fault() == ""
    assert draft.to_come() == []
    assert "TBD" not in draft.text()


def test_choices_are_written_as_they_were_meant():
    draft = Draft("procedure", "x", "Pay: now")
    for field, value in {
        "purpose": "Because: it must be",
        "steps.0.id": "first",
        "steps.1.id": "second",
        "steps.1.action": "Do # it",
        "steps.1.raci.responsible": "[manager, clerk]",
        "steps.1.within": "4 business hours",
        "outcomes.0.id": "done",
        "kpis": "[close-rate]",
    }.items():
        draft.choose(way_of(field), value)
    (document,) = load({"x.md": draft.text()}).documents
    value = document.tree.value
    assert value["title"] == "Pay: now"
    assert value["purpose"] == "Because: it must be"
    assert value["steps"][1] == {
        "id": "second",
        "action": "Do # it",
        "raci": {"responsible": ["manager", "clerk"]},
        "within": "4 business hours",
    }
    assert value["outcomes"] == [{"id": "done", "title": "TBD"}]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (
            "steps.2.id",
            "‘steps.2’ leads nowhere: items of a list are counted from 0, without gaps: "
            "steps.0.action",
        ),
        ("steps.x.id", "a procedure has no field ‘x’ in ‘steps’: it holds one value"),
        ("kind", "‘kind’ is not set but named: `sop new KIND ID`"),
        ("id", "‘id’ is not set but named: `sop new KIND ID`"),
    ],
)
def test_a_way_that_leads_nowhere(field, sentence):
    with pytest.raises(UsageError) as caught:
        Draft("procedure", "x", "X").choose(way_of(field), "x")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("kind", "field", "value", "fault"),
    [
        (
            "role",
            "department",
            "Sales",
            "‘department: Sales’: ‘Sales’ is not an id: use lower-case letters, digits and single "
            "hyphens, such as ‘lead-grading’",
        ),
        (
            "role",
            "purpose",
            "  ",
            "‘purpose: '  '’: the text is empty: write something, or leave the field out",
        ),
    ],
)
def test_a_choice_that_cannot_be(kind, field, value, fault):
    draft = Draft(kind, "x", "X")
    draft.choose(way_of(field), value)
    assert draft.fault() == fault
