"""Conflicts: one hand that asks and approves, or has two duties to be kept apart."""

import pytest

from salesops_sop.analysis.ownership.conflicts import Conflict
from tests.analysis.ownership.small import charter, own, procedure, table

ASK, APPROVE = "Request a discount | R rep | A boss", "Approve the discount | R {} | A boss"
PERSON = "kind: person\nid: p\ntitle: Robin Roe\nholds: [{role: rep, until: 2026-06-30}, {role: boss, from: %s}]\n"
BOSS = "kind: role\nid: boss\ntitle: Boss\ndepartment: d\nbackup: rep\n"


def told(conflicts: list[Conflict]) -> list[tuple[str, str, str, str]]:
    return [(c.first_role, c.second_role, c.person, c.stands_in) for c in conflicts]


def test_one_role() -> None:
    (conflict,) = own(a=charter("a", ASK, APPROVE.format("rep"))).self_approvals
    assert (conflict.first.activity, conflict.second.activity) == (
        "Request a discount",
        "Approve the discount",
    )
    assert told([conflict]) == [("rep", "rep", "", "")]


def test_one_person_on_one_day() -> None:
    rows = charter("a", ASK, APPROVE.format("boss"))
    assert told(own(a=rows, p=PERSON % "2026-06-30").self_approvals) == [
        ("rep", "boss", "Robin Roe", "")
    ]
    assert own(a=rows, p=PERSON % "2026-07-01").self_approvals == []


def test_who_stands_in() -> None:
    found = own(a=charter("a", ASK, APPROVE.format("boss")), r=BOSS)
    assert told(found.self_approvals) == [("rep", "boss", "", "rep")]
    assert found.incompatible([("request a discount", "approve a discount")]) == []


@pytest.mark.parametrize(
    "rows",
    [
        (ASK, "Approve the contract | R rep | A boss"),
        (ASK, "Reject the discount | R rep | A boss"),
        (f"{ASK} | region: emea", f"{APPROVE.format('rep')} | region: apac"),
        (
            "Request discounts above 20% | R rep | A boss",
            "Approve discounts up to 20% | R rep | A boss",
        ),
        (
            "Request internal discounts | R rep | A boss",
            "Approve external discounts | R rep | A x",
        ),
        (ASK, APPROVE.format("boss")),
    ],
)
def test_no_conflict(rows: tuple[str, ...]) -> None:
    assert own(a=charter("a", *rows)).self_approvals == []


def test_pairs_of_statements() -> None:
    rows = (
        "Own the forecast | R x | A x",
        "Set the annual quota | R x | A x",
        "Set quotas | R y | A y",
    )
    found = own(a=charter("a", *rows)).incompatible([("own the forecast", "set the quota")])
    assert [(c.first.activity, c.second.activity) for c in found] == [
        ("Own the forecast", "Set the annual quota")
    ]


def test_tables_that_let_one_who_asks_approve_alone() -> None:
    rules = (
        "then: {approver: rep}",
        "then: {approver: {any_of: [x, rep]}}",
        "then: {approver: {all_of: [x, rep]}}",
        "then: {approver: [x, rep]}",
        "then: {approver: x}",
    )
    text = table("t", "Who approves it?", *rules, more="asked_by: [rep]\n")
    found = own(a=text).own_approvals
    assert [(f.place.path[1], f.asking, f.approving) for f in found] == [
        (0, "rep", "rep"),
        (1, "rep", "rep"),
    ]
    routing = text.replace("approver", "taker").replace("Who approves it?", "Who takes it?")
    assert own(a=routing).own_approvals == []
    retired = text.replace("owner: vp-sales", "owner: vp-sales, status: retired")
    assert own(a=retired).own_approvals == []


def test_exceptions_that_begin_with_the_role_that_approves_them() -> None:
    exceptions = "".join(
        f"  - {{when: W{n}, do: '{do}', approver: {approver}}}\n"
        for n, (do, approver) in enumerate(
            [
                ("The boss books by hand.", "boss"),
                ("[](role:boss) books by hand.", "boss"),
                ("The bossy one books by hand.", "boss"),
                ("Tell the boss.", "boss"),
                ("The boss books by hand.", "rep"),
            ]
        )
    )
    text = procedure("p", "action: Book it", more=f"exceptions:\n{exceptions}")
    assert [found.when for found in own(a=text, r=BOSS).own_exceptions] == ["W0", "W1"]
