"""The flowchart on a procedure's page: boxes lead to steps, conditions read as in the steps."""

import re
from collections.abc import Mapping

import pytest

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.swimlane.model import Diagram, Node, Shape
from salesops_sop.site.pages import Page
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.flowchart import diagram, flowchart
from salesops_sop.site.pages.writer import Writer

from .conftest import TODAY


@pytest.fixture(scope="module")
def drawn(small: Handbook) -> Diagram:
    procedure = small.get(Procedure, "lead-grading")
    assert procedure
    found = diagram(Writer.of(Book(small, TODAY), procedure), procedure)
    assert found
    return found


@pytest.fixture(scope="module")
def nodes(drawn: Diagram) -> Mapping[str, Node]:
    return {node.id: node for node in drawn.nodes}


def test_lanes_are_the_roles_by_department(drawn: Diagram) -> None:
    assert [(lane.title, lane.group) for lane in drawn.lanes] == [
        ("Sales analyst", "Sales"),
        ("Sales representative", "Sales"),
    ]
    assert drawn.lanes[0].href == "../roles/analyst.html"


def test_a_step_says_who_by_when_and_what_happens_when_it_is_late(
    nodes: Mapping[str, Node],
) -> None:
    check = nodes["check"]
    assert (check.title, check.href, check.number) == ("Check the lead", "#step-check", "1")
    assert [(note.kind, note.text) for note in check.notes] == [
        ("limit", "4 business hours"),
        ("late", "after 1 business day: VP of Sales"),
    ]
    assert check.said.startswith("Step 1: Check the lead")


def test_a_step_names_its_table_and_its_system(nodes: Mapping[str, Node]) -> None:
    notes = {note.kind: note for note in nodes["grade"].notes}
    assert (notes["table"].text, notes["table"].href) == (
        "Lead grade",
        "../decisions/lead-grade.html",
    )
    assert notes["system"].text == "CRM"


def test_conditions_read_as_in_the_steps(drawn: Diagram) -> None:
    assert [flow.label for flow in drawn.flows if flow.label] == [
        "the lead is invalid",
        "otherwise",
        "grade is A or B",
        "grade is C",
        "otherwise",
    ]


def test_ends_and_calls_lead_to_other_procedures(nodes: Mapping[str, Node]) -> None:
    ends = [node for node in nodes.values() if node.shape is Shape.END]
    assert {end.title: [note.text for note in end.notes] for end in ends} == {
        "The lead is invalid": [],
        "The lead is assigned": ["Lead nurturing"],
        "End": [],
    }
    (call,) = [node for node in nodes.values() if node.shape is Shape.CALL]
    assert (call.title, call.href) == ("Lead nurturing", "nurturing.html")


def test_every_box_leads_to_a_place_on_the_page(book: Mapping[str, Page]) -> None:
    text = book["procedures/lead-grading.md"].markdown
    picture = text[text.index("<svg") : text.index("</svg>")]
    anchors = re.findall(r'href="#([\w-]+)"', picture)
    assert {"step-check", "step-grade", "outcome-invalid"} <= set(anchors)
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_a_procedure_of_one_step_needs_no_picture(small: Handbook) -> None:
    procedure = small.get(Procedure, "nurturing")
    assert procedure
    assert flowchart(Writer.of(Book(small, TODAY), procedure), procedure) == ""
