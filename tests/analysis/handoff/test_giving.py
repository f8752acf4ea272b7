"""Who gives what to whom: through choices, parallel work, loops, calls and starts."""

import pytest

from salesops_sop.analysis.handoff.giving import Way
from salesops_sop.analysis.handoff.handoffs import Handoffs
from tests.analysis.handoff.houses import handoffs


def undeclared(found: Handoffs) -> list[str]:
    return [f"{g.step.id}>{t.step.id}" for g in found.givings for t in g.undeclared]


def takers(found: Handoffs) -> list[str]:
    return [
        f"{g.step.id}>{t.step.id} {t.way} {'+'.join(sorted(t.departments))}"
        for g in found.givings
        for t in g.takers
    ]


NESTED = """
    open, campaigner > {0}: {{next: {{all: [call, check]}}}}
    call, rep > {1}: {{next: [{{when: it is large, to: sign}}, {{otherwise: meet}}]}}
    sign, vp > {2}: {{next: meet}}
    check, controller > {3}: {{next: [{{when: it is risky, to: clear}}, {{otherwise: meet}}]}}
    clear, counsel > {4}: {{next: meet}}
    meet, rep > {5}: {{wait_for: all, next: [{{when: no, to: open}}, {{otherwise: {{end: done}}}}]}}
"""
DONE = "[{id: done, title: Done}]"
SOUND = ("rep, controller", "vp", "field", "counsel, rep", "rep", "marketing")


def test_every_change_is_found_in_a_nested_looping_parallel_procedure() -> None:
    found = handoffs(NESTED.format(*[""] * 6), DONE)
    assert undeclared(found) == [
        *("open>call", "open>check", "call>sign", "sign>meet"),
        *("check>clear", "check>meet", "clear>meet", "meet>open"),
    ]


def test_nothing_is_found_in_its_sound_twin() -> None:
    found = handoffs(NESTED.format(*SOUND), DONE)
    assert undeclared(found) == []
    assert all(giving.leaves for giving in found.givings)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (0, ["open>call", "open>check"]),
        (1, ["call>sign"]),
        (2, ["sign>meet"]),
        (3, ["check>clear", "check>meet"]),
        (4, ["clear>meet"]),
        (5, ["meet>open"]),
    ],
)
def test_each_one_that_is_taken_away_is_found_alone(missing: int, said: list[str]) -> None:
    parts = ["" if number == missing else to for number, to in enumerate(SOUND)]
    assert undeclared(handoffs(NESTED.format(*parts), DONE)) == said


def test_departments_that_stay_are_no_change() -> None:
    assert takers(handoffs("a, rep, counsel\nb, lead\nc, lead, controller\nd, controller")) == []


def test_a_hand_off_may_bring_in_a_department_beside_one_that_stays() -> None:
    found = handoffs("a, rep > counsel\nb, lead, counsel")
    assert takers(found) == ["a>b next legal"]
    (giving,) = found.givings
    assert not giving.takers[0].changes
    assert giving.leaves


@pytest.mark.parametrize("to", ["rep", "field", "sales", "vp", "counsel, rep"])
def test_whoever_does_it_or_answers_for_it_or_its_department_receives(to: str) -> None:
    assert undeclared(handoffs(f"a, campaigner > {to}\nb, rep")) == []  # vp owns the procedure


@pytest.mark.parametrize("to", ["lead", "counsel", "marketing", "finance"])
def test_nobody_else_does(to: str) -> None:
    assert undeclared(handoffs(f"a, campaigner > {to}\nb, rep")) == ["a>b"]


def test_who_receives_and_does_nothing_is_aside() -> None:
    (giving,) = handoffs("a, rep > counsel, finance, lead\nb, rep").givings
    assert giving.aside == ("counsel", "finance")
    assert giving.takers == ()


@pytest.mark.parametrize("steps", ["a\nb, rep", "a, rep\nb\nc, counsel", "a, rep\nb, nobody"])
def test_a_step_of_a_system_or_of_nobody_gives_and_takes_nothing(steps: str) -> None:
    assert handoffs(steps).givings == ()


def test_what_a_system_hands_over_is_the_owner_s() -> None:
    (giving,) = handoffs("a > rep\nb, rep").givings
    assert giving.givers == ("vp",)
    assert [taker.declared for taker in giving.takers] == [True]


def test_a_receiver_that_does_not_exist_may_be_the_one_who_is_meant() -> None:
    found = handoffs("a, campaigner > repp\nb, rep")
    assert undeclared(found) == []
    assert [giving.unsure for giving in found.givings] == [True]


OTHER = (
    "kind: procedure\nid: q\ntitle: Q\ncontrol: {owner: counsel%s}\nsteps:\n"
    "  - {id: first, action: Do it, raci: {responsible: counsel}}\n"
)


def test_another_procedure_takes_up_what_an_end_starts_or_a_step_calls() -> None:
    steps = "a, rep: {next: [{when: x, to: {end: done}}, {otherwise: {call: q, then: b}}]}\nb, rep"
    found = handoffs(steps, "[{id: done, title: Done, start: q}]", q=OTHER % "")
    assert [(t.way, t.procedure.id, t.step.id) for g in found.givings for t in g.takers] == [
        (Way.CALL, "q", "first"),
        (Way.START, "q", "first"),
    ]
    assert undeclared(found) == []


def test_a_retired_procedure_takes_up_nothing_and_gives_nothing() -> None:
    retired = OTHER % ", status: retired" + "  - {id: b, action: B, raci: {responsible: rep}}\n"
    found = handoffs("a, rep: {next: {end: done}}", "[{id: done, title: D, start: q}]", q=retired)
    assert found.givings == ()


def test_steps_that_nothing_leads_to_give_nothing() -> None:
    assert takers(handoffs("a, rep: {next: c}\nb, counsel\nc, lead")) == []


def test_without_any_role_every_hand_off_goes_to_somebody_else() -> None:
    found = handoffs(
        "a, rep > counsel\nb, counsel", house="kind: term\nid: t\ntitle: T\ndefinition: D"
    )
    assert [(leaving.step.id, found.givings) for leaving in found.leaving] == [("a", ())]
