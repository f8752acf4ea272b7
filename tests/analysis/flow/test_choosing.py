"""Choices by table: which values are left over, against a look at every value."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.flow.choosing import Choice, choice
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.process import Procedure


def chosen(column: str, *conditions: str, then: str = "{}") -> Choice:
    branches = ", ".join(f"{{when: '{condition}', to: s}}" for condition in conditions)
    files = {
        "t.yaml": "kind: decision\nid: t\ntitle: T\ncontrol: {owner: o}\nquestion: Q?\n"
        f"inputs: [{{id: i, type: integer}}]\noutputs: [{{id: x, {column}}}]\n"
        f"rules: [{{id: r, then: {then}}}]\n",
        "p.yaml": "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: o}\nsteps:\n"
        f"  - {{id: s, action: Do, apply: t, next: [{branches}]}}\n",
    }
    handbook = load(files)
    assert [flaw.message for flaw in handbook.flaws] == []
    (step,) = handbook.all(Procedure)[0].steps
    return choice(step, handbook.get(Decision, "t"))


@pytest.mark.parametrize(
    ("column", "conditions", "left"),
    [
        ("type: string, values: [a, b, c]", ['x = "a"'], "x “b” or “c”"),
        ("type: boolean", ["x = true"], "x false"),
        ("type: integer, min: 0, max: 9", ["x < 3", "x > 6"], "x 3 to 6"),
        ("type: integer, min: 0, max: 9", ["x < 3", "x > 3"], "x 3"),
        ("type: integer", ["x >= 0", "x <= -2"], "x -1"),
        ("type: number, min: 0", ["x <= 3", "x >= 4"], "x over 3 to under 4"),
        ("type: number", ["x > 0"], "x up to 0"),
        ("type: integer", ["x > 0"], "x up to 0"),
        ("type: integer", ["x < 2.5"], "x 3 and more"),
        ("type: integer, min: 0", ["x < 2", "x > 4"], "x 2 to 4"),
        ("type: number, max: 50", ["x < 20"], "x 20 to 50"),
        ("type: number", ["x < 20"], "x 20 and more"),
    ],
)
def test_what_is_left_over_is_said(column: str, conditions: list[str], left: str) -> None:
    assert chosen(column, *conditions).left_over == (left,)


@pytest.mark.parametrize(
    ("column", "conditions"),
    [
        ("type: string, values: [a, b]", ['x in ("a")', 'x not in ("a")']),
        ("type: integer, min: 0", ["x <= 3", "x >= 4"]),
        ("type: number", ["x <= 3", "x > 3"]),
    ],
)
def test_a_complete_choice_leaves_nothing(column: str, conditions: list[str]) -> None:
    assert chosen(column, *conditions) == Choice((), True)


def test_answers_of_the_rules_are_the_values_of_a_column_without_a_domain() -> None:
    assert chosen("type: string", 'x = "a"', then="{x: a}") == Choice((), True)
    assert [f.message for f in chosen("type: string", 'x = "b"', then="{x: a}").faults] == [
        "“b” is no value of ‘x’: it can be “a”"
    ]


def test_prose_and_dates_are_not_decided() -> None:
    assert chosen("type: date", 'x = "2026-01-01"') == Choice()
    assert chosen("type: boolean", "it is so", "x = true") == Choice()


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(["<", "<=", "=", ">=", ">", "!="]), st.integers(-1, 6)),
        min_size=1,
        max_size=4,
    )
)
def test_whole_numbers_agree_with_a_look_at_each(tests: list[tuple[str, int]]) -> None:
    found = chosen("type: integer, min: 0, max: 5", *(f"x {sign} {n}" for sign, n in tests))
    compare = {
        "<": Decimal.__lt__,
        "<=": Decimal.__le__,
        "=": Decimal.__eq__,
        ">=": Decimal.__ge__,
        ">": Decimal.__gt__,
        "!=": Decimal.__ne__,
    }
    left = [
        value
        for value in map(Decimal, range(6))
        if not any(compare[sign](value, Decimal(number)) for sign, number in tests)
    ]
    assert found.decided
    assert bool(left) == bool(found.left_over)
    if len(left) == 1:
        assert found.left_over == (f"x {left[0]}",)
