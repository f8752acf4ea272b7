"""Who must agree to a document: the policy of its kind, its own approvers, or the default."""

import pytest

from salesops_sop.analysis.governance import Requirement, requirement
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure

SETTINGS = """\
kind: handbook
title: Handbook
governance:
  default: {approvers: boss, minimum: 1, signature: required}
  kinds: {kpi: {approvers: boss}, %s}
"""
PROCEDURE = """\
kind: procedure
id: p
title: P
control: {owner: boss, %s}
steps: [{id: s, action: Do it}]
"""


def asked(kinds: str = "", control: str = "") -> Requirement:
    found = load({"handbook.yaml": SETTINGS % kinds, "p.yaml": PROCEDURE % control})
    assert not found.flaws
    (procedure,) = found.all(Procedure)
    answer = requirement(found, procedure, procedure.control)
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("kinds", "control", "missing"),
    [
        ("", "", ["‘boss’ has not approved it"]),
        ("", "approvers: head", ["‘head’ has not approved it"]),
        ("procedure: {minimum: 2}", "approvers: head", ["‘head’ has not approved it"]),
        (
            "procedure: {approvers: {any_of: [a, b]}}",
            "approvers: {all_of: [head, boss]}",
            [
                "‘head’ has not approved it",
                "‘boss’ has not approved it",
                "none of ‘a’ and ‘b’ has approved it",
            ],
        ),
        (
            "procedure: {approvers: {any_of: [a, b, c]}}",
            "",
            ["none of ‘a’, ‘b’ and ‘c’ has approved it"],
        ),
        (
            "procedure: {approvers: {all_of: [head, boss]}}",
            "approvers: head",
            ["‘head’ has not approved it", "‘boss’ has not approved it"],
        ),
    ],
)
def test_what_is_missing_is_told_once(kinds: str, control: str, missing: list[str]) -> None:
    assert asked(kinds, control).missing({}) == missing


def test_one_person_with_two_roles_is_one() -> None:
    two = asked("procedure: {approvers: {all_of: [head, boss]}, minimum: 2}")
    assert two.missing({"head": ["v"], "boss": ["v"]}) == ["1 of 2 persons have approved it"]
    assert two.missing({"head": ["v"], "boss": ["f"]}) == []


def test_a_policy_that_leaves_something_open_takes_it_from_the_default() -> None:
    assert asked("procedure: {minimum: 2}").signed
    assert not asked("procedure: {signature: optional}").signed
