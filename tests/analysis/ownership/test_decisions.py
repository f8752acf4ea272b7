"""Split decisions: one question, two tables, other roles where their cases meet."""

import pytest

from tests.analysis.ownership.small import own, table

ONE = 'when: {discount: ">= 20"}, then: {approver: vp}'


def split(
    first: str, second: str, question: str = "Who approves a discount?"
) -> list[tuple[str, str]]:
    a = table("a", "Who approves this discount?", first)
    found = own(a=a, b=table("b", question, second)).split_decisions
    return [(f"{f.first.id}.{f.first_rule.id}", f"{f.second.id}.{f.second_rule.id}") for f in found]


@pytest.mark.parametrize(
    "other",
    [
        "then: {approver: cfo}",
        'when: {discount: "[10..20]"}, then: {approver: cfo}',
        'when: {discount: "> 19.5"}, then: {approver: cfo}',
        'when: {discount: "> 90", region: dach}, then: {approver: cfo}',
        'when: {discount: "> 90"}, then: {approver: {all_of: [vp, cfo]}}',
    ],
)
def test_cases_that_meet(other: str) -> None:
    assert split(ONE, other) == [("a.r0", "b.r0")]


@pytest.mark.parametrize(
    "other",
    [
        'when: {discount: "< 20"}, then: {approver: cfo}',
        'when: {discount: "[10..20)"}, then: {approver: cfo}',
        'when: {discount: "> 90"}, then: {approver: vp}',
        'when: {discount: "not a test ("}, then: {approver: cfo}',
    ],
)
def test_cases_that_do_not_meet_and_roles_that_agree(other: str) -> None:
    assert split(ONE, other) == []


def test_cases_that_one_table_cannot_have_do_not_meet() -> None:
    a = table("a", "Who approves this discount?", "then: {approver: vp}")
    high = table("b", "Who approves a discount?", 'when: {discount: "> 40"}, then: {approver: cfo}')
    assert own(a=a, b=high).split_decisions
    bounded = a.replace("{id: discount, type: number}", "{id: discount, type: number, max: 40}")
    assert own(a=bounded, b=high).split_decisions == []
    assert own(a=bounded, b=high).split_decisions == own(b=bounded, a=high).split_decisions


def test_whole_numbers_meet_only_in_whole_numbers() -> None:
    between = 'when: {discount: "(19..20)"}, then: {approver: cfo}'
    a, b = (
        table("a", "Who approves it?", "then: {approver: vp}"),
        table("b", "Who approves it?", between),
    )
    assert own(a=a, b=b).split_decisions
    whole = [text.replace("type: number", "type: integer") for text in (a, b)]
    assert own(a=whole[0], b=whole[1]).split_decisions == []


def test_values_of_a_dimension_are_sets() -> None:
    there = "when: {region: '\"emea\"'}, then: {approver: vp}"
    assert split(there, 'when: {region: \'"dach", "apac"\'}, then: {approver: cfo}')
    assert split(there, "when: {region: 'not(\"emea\")'}, then: {approver: cfo}") == []


def test_another_question_is_another_decision() -> None:
    assert split(ONE, "then: {approver: cfo}", "Who approves the payment term?") == []


def test_tables_that_do_not_hold_together() -> None:
    a = table("a", "Who approves it?", ONE, more="scope: {region: emea}\n")
    for more, control in (
        ("scope: {region: apac}\n", ""),
        ("", ", status: retired"),
        ("", ", supersedes: [a]"),
    ):
        b = table("b", "Who approves it?", "then: {approver: cfo}", more=more, control=control)
        assert own(a=a, b=b).split_decisions == []
