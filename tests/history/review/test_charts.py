"""Flowcharts before and now: what is new, gone or changed, and who does it."""

import pytest

from salesops_sop.analysis.flow.graph import NodeKind
from salesops_sop.history.review.charts import Box, Picture
from tests.history.review.test_cases import reviewed

HEAD = """\
kind: procedure
id: signature
title: Signature
control: {owner: boss, version: 1.0.0, status: effective}
steps:
"""
CHECK = "  - {id: check, action: Check the contract, raci: {responsible: clerk}}\n"
SIGN = "  - {id: sign, action: Sign the contract, raci: {responsible: boss}}\n"
FILE = "  - {id: file, action: File the contract}\n"
ROLES = {
    "roles.yaml": "kind: role\nid: boss\ntitle: Boss\ndepartment: x\n---\n"
    "kind: role\nid: clerk\ntitle: Clerk\ndepartment: x\n"
}


def charts(before, after):
    one, other = ({**ROLES, "signature.yaml": HEAD + steps} for steps in (before, after))
    return reviewed(one, other).charts


def drawn(picture: Picture) -> list[str]:
    def called(place: int) -> str:
        return picture.boxes[place].text or picture.boxes[place].kind.value

    return [
        f"{called(way.source)} → {called(way.target)}{f' if {way.label}' if way.label else ''}"
        for way in picture.ways
    ]


def marks(picture: Picture) -> dict[str, str]:
    return {box.text: box.mark for box in picture.boxes if box.mark}


def test_a_step_that_is_new():
    (chart,) = charts(CHECK + SIGN, CHECK + FILE + SIGN)
    assert drawn(chart.before) == [
        "Start → Check the contract",
        "Check the contract → Sign the contract",
        "Sign the contract → End",
    ]
    assert drawn(chart.after) == [
        "Start → Check the contract",
        "Check the contract → File the contract",
        "File the contract → Sign the contract",
        "Sign the contract → End",
    ]
    assert (marks(chart.before), marks(chart.after)) == ({}, {"File the contract": "new"})
    back = charts(CHECK + FILE + SIGN, CHECK + SIGN)[0]
    assert (marks(back.before), marks(back.after)) == ({"File the contract": "gone"}, {})


def test_another_role_and_whoever_answers_where_nobody_is_named():
    (chart,) = charts(SIGN + FILE, SIGN.replace("boss", "clerk") + FILE)
    assert Box(NodeKind.STEP, "Sign the contract", "Clerk", "changed") in chart.after.boxes
    assert Box(NodeKind.STEP, "Sign the contract", "Boss", "changed") in chart.before.boxes
    assert Box(NodeKind.STEP, "File the contract", "Boss") in chart.after.boxes


def test_ways_with_conditions_and_ends():
    choice = CHECK.replace(
        "}}\n",
        "}, next: [{when: the sum is small, to: file}, {otherwise: sign}]}\n",
    )
    (chart,) = charts(CHECK + SIGN + FILE, choice + SIGN + FILE)
    assert "choice → File the contract if the sum is small" not in drawn(chart.before)
    assert [line for line in drawn(chart.after) if "if" in line] == [
        "choice → merge if the sum is small",
        "choice → Sign the contract if otherwise",
    ]
    assert marks(chart.after) == {"Check the contract": "changed"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CHECK + SIGN, CHECK + SIGN),
        (CHECK + SIGN, CHECK + SIGN.replace("Sign the contract", "Sign the contracts")),
        (
            CHECK + SIGN,
            CHECK.replace("responsible: clerk", "responsible: clerk, informed: boss") + SIGN,
        ),
        (CHECK + SIGN, CHECK + SIGN + "purpose: So that it is signed.\n"),
        ("  []\n", CHECK),
    ],
    ids=["nothing", "words", "who is told", "the purpose", "no steps before"],
)
def test_what_no_picture_would_show_has_none(before, after):
    assert charts(before, after) == ()
