"""Prohibitions: who must not do what, and whose duty it is all the same."""

import pytest

from tests.analysis.ownership.small import charter, own, procedure

REP = "kind: role\nid: rep\ntitle: Sales representative\ndepartment: sales\n"
ROW = charter("a", "Approve the discount | R rep | A boss")


def forbidding(sentence: str, more: str = "", control: str = "") -> str:
    return procedure(
        "p", "action: Do it", more=f'prohibited: "{sentence}"\n{more}', control=control
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The sales representative must not approve discounts.",
        "Sales representatives never approve a discount",
        "No representative approves a discount.",
        "Nobody approves discounts.",
        "Do not approve discounts.",
        "Approving discounts is forbidden.",
        "Approve a discount.",
    ],
)
def test_forbidden_yet_assigned(sentence: str) -> None:
    (found,) = own(a=ROW, p=forbidding(sentence), r=REP).prohibited
    assert (found.text, found.duty.activity) == (sentence, "Approve the discount")
    assert found.match.similarity >= 0.8


@pytest.mark.parametrize(
    "sentence",
    [
        "The sales manager must not approve discounts.",
        "Nobody approves a discount without a request.",
        "Nobody approves the own discount.",
        "Approve a discount that the same role asked for.",
        "Nobody requests discounts.",
        "Whoever enters prices processes no orders.",
        "No hurry.",
    ],
)
def test_not_forbidden(sentence: str) -> None:
    assert own(a=ROW, p=forbidding(sentence), r=REP).prohibited == []


def test_elsewhere_or_no_more() -> None:
    row = charter("a", "Approve the discount | R rep | A boss | region: emea")
    there = forbidding("Nobody approves discounts.", "scope: {region: apac}\n")
    assert own(a=row, p=there).prohibited == []
    retired = forbidding("Nobody approves discounts.", control=", status: retired")
    assert own(a=ROW, p=retired).prohibited == []
