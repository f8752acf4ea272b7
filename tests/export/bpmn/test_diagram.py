"""The diagram: everything is drawn, nothing overlaps, and lines dock where shapes are."""

import re

import pytest

from tests.export.bpmn.drawn import Drawn, misplaced
from tests.export.bpmn.judging import invalid
from tests.export.bpmn.test_process import file


def test_nothing_is_misplaced(files: dict[str, str]) -> None:
    found = {name: misplaced(text) for name, text in files.items()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("ident", "attribute", "by", "complaint"),
    [
        ("step_score", "y", -100, "choice_check-validity overlaps step_score"),
        ("step_score", "x", 500, "step_score sticks out of lane_role_sales-operations-analyst"),
        ("step_score", "x", 7, "flow_step_score_to_step_grade does not begin at step_score"),
        (
            "late_grade_sales-operations-manager",
            "y",
            40,
            "late_grade_sales-operations-manager does not sit on the border of step_grade",
        ),
    ],
)
def test_what_is_misplaced_is_found(
    files: dict[str, str], ident: str, attribute: str, by: int, complaint: str
) -> None:
    pattern = rf'(bpmnElement="{ident}">\s*<dc:Bounds [^>]*\b{attribute}=")(\d+)'
    moved = re.sub(pattern, lambda m: f"{m[1]}{int(m[2]) + by}", files["lead-grading"])
    assert moved != files["lead-grading"]
    assert complaint in misplaced(moved)


def test_what_is_not_drawn_is_found(files: dict[str, str]) -> None:
    gone = files["lead-grading"].replace('bpmnElement="step_score"', 'bpmnElement="step_grade"')
    assert "step_score is not drawn, or drawn for nothing" in misplaced(gone)


def test_pool_and_lanes_stand_upright(files: dict[str, str]) -> None:
    for text in files.values():
        upright = re.findall(r'bpmnElement="(participant|lane_[^"]*)" isHorizontal="false"', text)
        drawn = Drawn(text)
        assert set(upright) == {i for i in drawn.shapes if i.startswith(("participant", "lane_"))}


def test_lanes_of_roles_fill_those_of_departments(files: dict[str, str]) -> None:
    drawn = Drawn(files["deal-structuring"])
    pool = drawn.shapes["participant"]
    departments = [box for i, box in drawn.shapes.items() if i.startswith("lane_department_")]
    roles = [box for i, box in drawn.shapes.items() if i.startswith("lane_role_")]
    for lanes in (departments, roles):
        assert [lane.left for lane in lanes] == [pool.left, *(lane.right for lane in lanes[:-1])]
        assert lanes[-1].right == pool.right
        assert {lane.bottom for lane in lanes} == {pool.bottom}
    assert {box.top for box in departments} == {pool.top + 30}
    assert {box.top for box in roles} == {pool.top + 60}


def test_long_texts_get_room() -> None:
    words = "and this is a long way to say that it depends " * 8
    ways = f"[{{when: {words}, to: b}}, {{otherwise: a}}]"
    text = file(f"a: {{escalate: [{{after: 1 hour, to: boss}}], next: {ways}}}\nb:")
    assert misplaced(text) == []
    assert invalid({"p": text}) == []
    question = Drawn(text).labels["choice_a"]
    assert question.bottom - question.top > 300
