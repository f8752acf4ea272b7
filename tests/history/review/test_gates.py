"""Gates: which count, and what does not pass them."""

import pytest

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.settings import GATES, Gate
from salesops_sop.history.review.gates import Brought, gates, stopped
from salesops_sop.history.review.problems import NOT_RAISED, Problems
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES
from tests.history.review.test_cases import TODAY

EVERY: tuple[Gate, ...] = (
    "version-not-raised",
    "new-errors",
    "new-warnings",
    "new-overlaps",
    "unreadable",
)


def handbook(review: str = ""):
    return load({"handbook.yaml": f"kind: handbook\ntitle: Handbook\n{review}"})


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("", "", GATES),
        ("review: {gates: []}\n", "review: {gates: []}\n", ()),
        ("review: {gates: []}\n", "review: {gates: [new-errors]}\n", ("new-errors",)),
        ("review: {gates: [new-errors]}\n", "review: {gates: []}\n", ("new-errors",)),
        ("", "review: {gates: []}\n", GATES),
        ("review:\n", "review: {}\n", GATES),
        (
            "review: {gates: [new-overlaps, new-errors]}\n",
            "review: {gates: [new-warnings]}\n",
            ("new-errors", "new-warnings", "new-overlaps"),
        ),
    ],
)
def test_the_gates_of_before_and_of_now_count(before, after, counted):
    assert gates(handbook(before), handbook(after)) == counted


def problem(severity: Severity, rule: str = "a/b") -> Problem:
    return Problem(rule, severity, "x", Position("a.yaml", 1, 1))


def test_what_does_not_pass():
    new = (
        problem(Severity.ERROR),
        problem(Severity.ERROR, NOT_RAISED),
        problem(Severity.WARNING),
        problem(Severity.WARNING),
        problem(Severity.INFO),
    )
    found = stopped(EVERY, Brought(Problems(new=new), overlaps=3, lost=4))
    assert [tuple(one) for one in found] == [
        ("version-not-raised", 1),
        ("new-errors", 1),
        ("new-warnings", 2),
        ("new-overlaps", 3),
        ("unreadable", 4),
    ]
    assert stopped(EVERY, Brought(Problems(remaining=new, solved=new))) == ()
    assert stopped((), Brought(Problems(new=new))) == ()


def test_a_gate_that_is_none_is_a_problem():
    wrong = load({"handbook.yaml": "kind: handbook\ntitle: H\nreview: {gates: [new-eror]}\n"})
    (found,) = lint(wrong, RULES, TODAY).problems
    assert str(found.position) == "handbook.yaml:3:18"
    assert "new-errors" in found.message
