"""Approvers against the lines of reporting: every pair of cases of random tables is looked at."""

from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.decision.ranking import below, drops
from salesops_sop.analysis.decision.table import Table
from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.fields import Many
from salesops_sop.handbook.model.record import Approvers, Control

LINES = Lines({"rep": "manager", "manager": "vp", "vp": None, "cfo": None, "clerk": "cfo"})
ABOVE = {("vp", "manager"), ("vp", "rep"), ("manager", "rep"), ("cfo", "clerk")}
LARGEST = 3


def table(
    rows: list[tuple[dict[str, str], object]], policy: str = "first", name: str = ""
) -> Table:
    decision = Decision(
        id="sample",
        title="Sample",
        control=Control(owner="vp"),
        question="Who approves?",
        asked_by=Many(["manager"]),
        inputs=[
            Column(id=name or "discount", type="integer", min=0, max=LARGEST),
            Column(id="amount", type="integer", min=0, max=LARGEST),
        ],
        outputs=[Column(id="approver", type="roles")],
        rules=[
            DecisionRule(id=f"r{n}", when=dict(when), then={"approver": said})  # type: ignore[dict-item]
            for n, (when, said) in enumerate(rows)
        ],
        hit_policy=policy,  # type: ignore[arg-type]
    )
    return Table(decision, Dimensions({}))


class Row(NamedTuple):
    """A rule with the ends of both inputs."""

    discount: list[int]
    amount: list[int]
    role: str


ENDS = st.tuples(st.integers(0, LARGEST), st.integers(0, LARGEST)).map(sorted)
ROWS = st.builds(Row, ENDS, ENDS, st.sampled_from(["vp", "manager", "rep", "cfo"]))


@settings(max_examples=200, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_drops_are_the_larger_cases_with_a_lower_approver(
    rows: list[Row],
) -> None:
    cells: list[tuple[dict[str, str], object]] = [
        (
            {"discount": "[{}..{}]".format(*r.discount), "amount": "[{}..{}]".format(*r.amount)},
            r.role,
        )
        for r in rows
    ]
    first = {}
    for x, y in product(range(LARGEST + 1), repeat=2):
        holding = (n for n, r in enumerate(rows) if _in(x, r.discount) and _in(y, r.amount))
        first[x, y] = next(holding, None)
    wanted = set()
    for small, large in combinations(sorted(first), 2):
        a, b = first[small], first[large]
        differs = [k for k in (0, 1) if small[k] != large[k]]
        if a is None or b is None or len(differs) > 1:
            continue
        if (rows[a].role, rows[b].role) in ABOVE:
            wanted.add((differs[0], a, b))
    assert {(d.input, d.higher, d.lower) for d in drops(table(cells), 0, LINES)} == wanted


def _in(value: int, ends: list[int]) -> bool:
    return ends[0] <= value <= ends[1]


@pytest.mark.parametrize(
    ("small", "large", "drop"),
    [
        ("vp", "manager", True),
        ("vp", "cfo", False),
        ("vp", "clerk", False),
        ("vp", Approvers(any_of=Many(["vp", "rep"])), True),
        (Approvers(any_of=Many(["vp", "rep"])), "rep", False),
        (Approvers(any_of=Many(["vp", "manager"])), "rep", True),
        (Approvers(all_of=Many(["vp", "cfo"])), "vp", False),
        (Approvers(all_of=Many(["vp", "cfo"])), Approvers(all_of=Many(["manager", "cfo"])), True),
        ("manager", Approvers(all_of=Many(["rep", "vp"])), False),
    ],
)
def test_several_approvers(small: object, large: object, drop: bool) -> None:
    rows: list[tuple[dict[str, str], object]] = [
        ({"discount": "< 2"}, small),
        ({"discount": ">= 2"}, large),
    ]
    assert bool(list(drops(table(rows, "unique"), 0, LINES))) is drop


@pytest.mark.parametrize(
    ("name", "drop"), [("discount", True), ("margin", False), ("points", True)]
)
def test_more_of_a_margin_is_less_risk(name: str, drop: bool) -> None:
    rows: list[tuple[dict[str, str], object]] = [({name: "< 2"}, "vp"), ({name: ">= 2"}, "manager")]
    assert bool(list(drops(table(rows, "unique", name), 0, LINES))) is drop


def test_collect_has_no_one_answer() -> None:
    rows: list[tuple[dict[str, str], object]] = [
        ({"discount": "< 2"}, "vp"),
        ({"discount": ">= 2"}, "rep"),
    ]
    assert list(drops(table(rows, "collect"), 0, LINES)) == []


@pytest.mark.parametrize(
    ("said", "approving"),
    [
        ("rep", ("rep",)),
        ("manager", None),
        ("vp", None),
        ("clerk", None),
        (Approvers(any_of=Many(["vp", "rep"])), ("rep",)),
        (Approvers(all_of=Many(["cfo", "rep"])), None),
        (["rep"], ("rep",)),
    ],
)
def test_who_asks_is_above_who_approves(said: object, approving: tuple[str, ...] | None) -> None:
    found = [one.approving for one in below(table([({}, said)]), 0, LINES)]
    assert found == ([approving] if approving else [])
