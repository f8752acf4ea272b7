"""Cases that are answered differently, held to a look at each single case of random tables."""

from bisect import bisect_right
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.decision.axis import Line
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.records import convert
from salesops_sop.history.diff.outcomes import Outcomes
from salesops_sop.lang.condition import Condition, Range, parse

SCORES, SOURCES, GRADES = range(7), ("web", "fair", "call"), ("A", "B", "C")
CELLS = {
    "score": ["-", "<= 2", "> 3", "[2..5)", "4", "not(3)", "0, 6", ">= 6"],
    "source": ["-", '"web"', '"fair", "call"', 'not("web")', '"call"'],
    "new": ["-", "true", "false"],
}

rules = st.lists(
    st.tuples(*(st.sampled_from(cells) for cells in CELLS.values()), st.sampled_from(GRADES)),
    max_size=5,
)
policies = st.sampled_from(["unique", "any", "first", "priority", "collect"])
tops = st.sampled_from([6, 4])


def table(rows: list[tuple[str, ...]], policy: str, top: int) -> Decision:
    score = {"id": "score", "type": "integer", "min": 0, "max": top}
    source = {"id": "source", "type": "string", "values": list(SOURCES)}
    value: dict[str, Any] = {
        "kind": "decision",
        "id": "grade",
        "title": "Grade",
        "control": {"owner": "boss"},
        "question": "Which grade?",
        "hit_policy": policy,
        "inputs": [score, source, {"id": "new", "type": "boolean"}],
        "outputs": [{"id": "grade", "type": "string", "values": list(GRADES)}],
        "rules": [
            {"id": f"r{n}", "when": dict(zip(CELLS, row, strict=False)), "then": {"grade": row[-1]}}
            for n, row in enumerate(rows)
        ],
    }
    found = convert("decision", value)
    assert isinstance(found, Decision)
    found.__dict__["tree"] = None
    return found


def answered(rows: list[tuple[str, ...]], policy: str, case: tuple[Any, ...]) -> tuple[str, ...]:
    """What the hit policy makes of the rules that hold, one by one."""
    fit = [
        row[-1]
        for row in rows
        if all(parse(cell).holds(value) for cell, value in zip(row, case, strict=False))
    ]
    if policy == "first":
        return tuple(fit[:1])
    if policy == "priority":
        return tuple(sorted(fit)[:1])
    return tuple(sorted(set(fit)))


@settings(max_examples=300)
@given(rules, rules, policies, policies, tops, tops)
def test_the_cases_are_those_of_a_look_at_each(before, after, policy, other, top, other_top):
    outcomes = Outcomes(
        table(before, policy, top), table(after, other, other_top), Dimensions({}), {}
    )
    if not outcomes.comparable:
        return  # a cell that can never hold under a smaller top is a fault of its own
    shifts, whole = outcomes.shifts()
    assert whole
    for score, source, new in product(SCORES, SOURCES, (True, False)):
        case = (Decimal(score), source, new)
        was, now = answered(before, policy, case), answered(after, other, case)
        found = [shift for shift in shifts if any(_in(outcomes, case, box) for box in shift.where)]
        known = score <= min(top, other_top)
        assert len(found) == (known and was != now)
        for shift in found:
            assert _said(shift.before) == was
            assert _said(shift.after) == now
    if before == after and policy == other:
        assert shifts == []


def _said(outcome: Any) -> tuple[str, ...]:
    return tuple(sorted(answer[0][1][0] for answer in outcome))


def _in(outcomes: Outcomes, case: tuple[Any, ...], box: tuple[int, ...]) -> bool:
    slots = [_slot(axis, value) for axis, value in zip(outcomes.grid.axes, case, strict=True)]
    return all(slot & mask for slot, mask in zip(slots, box, strict=True))


def _slot(axis: Any, value: Any) -> int:
    if not isinstance(axis, Line):
        return int(axis.mask(Condition((Range(value, True, value, True),))))
    place = bisect_right(axis.cuts, (value, 0)) - 1
    return 1 << place if 0 <= place < axis.size else 0
