"""Soundness: folding keeps states few, a bound is told, and causes have names."""

from random import Random

import pytest

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.deadlock import Cause
from salesops_sop.analysis.flow.effort import STEPS, Effort
from salesops_sop.analysis.flow.mending import mended
from salesops_sop.analysis.flow.soundness import MARKINGS, Soundness, soundness
from tests.analysis.flow.procedures import procedure


def proved(steps: str, cap: int = 1000) -> Soundness:
    return soundness(mended(drawn(procedure(steps, "[{id: done, title: Done}]"))), cap)


def branches(number: int, inside: str) -> str:
    names = [f"b{n}" for n in range(number)]
    lines = [f"s: {{next: {{all: [{', '.join(names)}]}}}}"]
    for name in names:
        lines += [line.replace("B", name) for line in inside.strip().splitlines()]
    return "\n".join([*lines, "j: {wait_for: all, next: {end: done}}"])


TANGLED = """
B: {next: [{when: x, to: Bx}, {when: y, to: By}, {otherwise: Bz}]}
Bx: {next: By}
By: {next: [{when: p, to: Bz}, {otherwise: Bx}]}
Bz: {next: j}
"""


def test_harmless_branches_are_folded() -> None:
    optional = "B: {next: [{when: x, to: Bx}, {otherwise: By}]}\nBx: {next: By}\nBy: {next: j}"
    loops = "B: {next: [{when: x, to: B}, {otherwise: By}]}\nBy: {next: j}"
    for inside in (optional, loops):
        assert proved(branches(20, inside)) == Soundness()


def test_a_search_that_is_given_up_says_so() -> None:
    assert proved(branches(3, TANGLED)).proved
    found = proved(branches(3, TANGLED), cap=100)
    assert not found.proved
    assert found.markings == 100


def test_a_hopeless_tangle_costs_no_more_than_its_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []
    monkeypatch.setattr(Effort, "spend", lambda own, steps=1: _spent(own, steps, spent))
    graph = mended(drawn(procedure(tangle(400), "[{id: done, title: Done}]")))
    found = soundness(graph)
    assert not found.proved
    assert found.markings < MARKINGS
    assert found.deadlocks or found.missing_joins
    assert 0.5 * STEPS < sum(spent) < 2.5 * STEPS


def _spent(effort: Effort, steps: int, spent: list[int]) -> None:
    spent.append(steps)
    effort.left -= steps


def tangle(number: int) -> str:
    random = Random(number)
    lines = []
    for step in range(number):
        one, other = (f"s{random.randrange(number)}" for _ in "ab")
        choice = f"[{{when: w{step}, to: {one}}}, {{otherwise: {other}}}]"
        ways = (choice, f"{{all: [{one}, {other}]}}", one, "{end: done}", f"s{(step + 1) % number}")
        (way,) = random.choices(ways, (30, 30, 10, 5, 25))
        wait = "wait_for: all, " if random.random() < 0.3 else ""
        lines.append(f"s{step}: {{{wait}next: {way}}}")
    return "\n".join(lines)


def test_nothing_parallel_needs_no_search() -> None:
    assert proved("a: {next: [{when: x, to: a}, {otherwise: b}]}\nb: {next: {end: done}}") == (
        Soundness()
    )


def test_causes_of_deadlocks() -> None:
    ends = branches(2, "B: {next: [{when: x, to: {end: done}}, {otherwise: j}]}")
    assert [found.cause for found in proved(ends).deadlocks] == [Cause.ENDS, Cause.ENDS]
    one_of = "a: {next: [{when: x, to: b}, {otherwise: c}]}\nb: {next: d}\nc:\nd: {wait_for: all}"
    (found,) = proved(one_of).deadlocks
    assert (found.cause, found.waits_for_all) == (Cause.ONE_OF, True)
    assert [step.id for step in found.missing] == ["b", "c"]
    behind = "a:\nb: {wait_for: all}\nc: {next: [{when: x, to: b}, {otherwise: d}]}\nd:"
    assert [found.cause for found in proved(behind).deadlocks] == [Cause.BEHIND]
    again = "a: {next: {all: [b, c]}}\nb: {next: d}\nc:\nd: {wait_for: all, next: [{when: x, to: b}, {otherwise: {end: done}}]}"
    assert [found.cause for found in proved(again).deadlocks] == [Cause.AGAIN]


def test_a_missing_join_names_the_nearest_split() -> None:
    text = "a: {next: {all: [b, x]}}\nb: {next: {all: [c, d]}}\nc: {next: e}\nd: {next: e}\n"
    (found,) = proved(text + "e: {next: f}\nx: {next: f}\nf: {wait_for: all}").missing_joins
    assert found.split
    assert found.split.step
    assert found.again
    assert (found.split.step.id, found.again.id) == ("b", "e")
    assert [step.id for step in found.paths] == ["c", "d"]


def test_a_lost_way_is_mended_by_the_step_that_is_meant() -> None:
    graph = mended(drawn(procedure("a: {next: chekc}\nb: {next: []}\ncheck: {next: b}")))
    assert graph.reached == {"start:", "a", "check", "b", "lost:b"}
