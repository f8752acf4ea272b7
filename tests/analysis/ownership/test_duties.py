"""Duties: everything that gives work to somebody, once each, where and when it holds."""

from datetime import date

from salesops_sop.analysis.ownership.duties import Claim, Duty, Letter, Source
from salesops_sop.handbook.model.record import Period
from tests.analysis.ownership.small import charter, own, procedure, service, table


def of(source: Source, **files: str) -> list[Duty]:
    return [duty for duty in own(**files).duties if duty.source is source]


def test_a_row_of_a_charter() -> None:
    (duty,) = of(
        Source.CHARTER, a=charter("a", "Grade the lead | R analyst | A manager | C x | I y")
    )
    assert duty.activity == "Grade the lead"
    assert duty.roles == {
        Letter.RESPONSIBLE: ("analyst",),
        Letter.ACCOUNTABLE: ("manager",),
        Letter.CONSULTED: ("x",),
        Letter.INFORMED: ("y",),
    }
    assert str(duty.place.position) == "a.yaml:5:5"
    assert (duty.scope, duty.effective, duty.key) == ({}, None, "")


def test_a_step_falls_to_the_owner_and_is_known_by_what_it_refers_to() -> None:
    apply, move = of(
        Source.STEP,
        a=procedure(
            "a",
            "action: Grade it, apply: grading",
            "action: Pass it, moves: {pipeline: lead, from: new, to: old}, raci: {accountable: x}",
        ),
    )
    assert (apply.accountable, apply.responsible, apply.key) == (("vp-sales",), (), "apply:grading")
    assert (move.accountable, move.key) == (("x",), "move:lead:new>old")


def test_a_scope_lies_within_that_of_its_document() -> None:
    rows = ("Grade the lead | A x | region: emea", "Pass it | A x", "Close it | A x | region: apac")
    found = of(Source.CHARTER, a=charter("a", *rows, more="scope: {region: [dach, americas]}\n"))
    assert [duty.scope for duty in found] == [
        {"region": ("dach",)},
        {"region": ("dach", "americas")},
    ]


def test_a_document_holds_until_it_is_replaced() -> None:
    old = procedure("old", "action: Grade it", control=", effective: 2025-01-01")
    new = procedure("new", "action: Grade it", control=", effective: 2026-01-01, supersedes: [old]")
    first, second = of(Source.STEP, a=old, b=new)
    assert isinstance(first.effective, Period)
    assert (first.effective.start, first.effective.until) == (date(2025, 1, 1), date(2025, 12, 31))
    assert second.effective == date(2026, 1, 1)


def test_retired_documents_give_nothing() -> None:
    assert own(a=procedure("a", "action: Grade it", control=", status: retired")).duties == ()


def test_a_service_is_answered_for_by_its_owner_or_provider() -> None:
    legal = "kind: department\nid: legal\ntitle: Legal\nhead: counsel\n"
    first, second = of(
        Source.SERVICE,
        a=service("a", "Review a contract"),
        b=service("b", "Sign a contract", more="owner: chief\n"),
        c=legal,
    )
    assert first.roles == {Letter.PROVIDER: ("counsel",), Letter.ACCOUNTABLE: ("counsel",)}
    assert second.roles == {Letter.PROVIDER: ("counsel",), Letter.ACCOUNTABLE: ("chief",)}


def test_roles_decide_by_table_and_by_authority() -> None:
    rules = ("then: {approver: [a, b]}", "then: {approver: {any_of: [b, c]}}")
    role = "kind: role\nid: a\ntitle: A\ndepartment: d\nauthority: {limit: 20%}\n"
    limit = "kind: parameter\nid: limit\ntitle: Largest discount\nvalue: 20%\n"
    files = {"a": table("t", "Who approves it?", *rules), "b": role, "c": limit}
    (decision,) = of(Source.DECISION, **files)
    assert decision.roles == {Letter.APPROVER: ("a", "b", "c")}
    (authority,) = of(Source.AUTHORITY, **files)
    assert authority.activity == "Largest discount: 20%"
    assert authority.roles == {Letter.APPROVER: ("a",)}


def test_owners_and_approvers_of_documents_and_things() -> None:
    system = "kind: system\nid: crm\ntitle: CRM\nowner: admin\n"
    control = ", approvers: {all_of: [x, y]}"
    found = own(a=procedure("a", control=control).replace("steps:\n", "steps: []\n"), b=system)
    assert [(claim.role, claim.letter) for claim in found.claims] == [
        ("vp-sales", Letter.OWNER),
        ("x", Letter.APPROVER),
        ("y", Letter.APPROVER),
        ("admin", Letter.OWNER),
    ]


def test_claims_by_role_in_the_order_of_the_handbook() -> None:
    found = own(a=charter("a", "Grade the lead | R x | A x", "Pass it | R y | A x"))
    first, second = found.duties
    assert found.claims_of["x"] == [
        Claim("x", Letter.RESPONSIBLE, first),
        Claim("x", Letter.ACCOUNTABLE, first),
        Claim("x", Letter.ACCOUNTABLE, second),
    ]


def test_whom_the_work_is_shared_with() -> None:
    text = charter("a", "Grade the lead | R x | A x")
    (duty,) = own(a=text + "    shared_with: {with: [y, z], reason: It is.}\n").duties
    assert duty.shared_with == ("y", "z")
