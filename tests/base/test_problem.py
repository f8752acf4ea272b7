from dataclasses import FrozenInstanceError

import pytest

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Severity


def problem(line: int, rule: str = "ownership/unowned", message: str = "nobody") -> Problem:
    return Problem(rule, Severity.ERROR, message, Position("a.yaml", line, 1))


def test_problems_sort_by_place_then_rule_then_message() -> None:
    problems = [
        problem(2),
        problem(1, "wording/vague"),
        problem(1, message="two"),
        problem(1, message="one"),
    ]
    assert sorted(problems) == [problems[3], problems[2], problems[1], problems[0]]


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        problem(1).message = "another"  # type: ignore[misc]


def test_a_severity_is_its_word() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "info"]
