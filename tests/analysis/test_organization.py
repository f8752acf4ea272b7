"""The organization: lines against brute force on random forests, and every answer on a small house."""

import time
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.base.quantity import Percent
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.organization import Role

TODAY = date(2026, 11, 23)

HOUSE = """\
{kind: department, id: company, title: Company, head: chief}
---
{kind: department, id: sales, title: Sales, parent: company, head: vp-sales}
---
{kind: department, id: field, title: Field sales, parent: sales}
---
{kind: department, id: legal, title: Legal, parent: company, head: nobody-knows}
---
{kind: role, id: chief, title: Chief, department: company}
---
{kind: role, id: vp-sales, title: VP of Sales, department: sales, reports_to: chief, authority: {discount: 30%}}
---
{kind: role, id: manager, title: Manager, department: field, reports_to: vp-sales, authority: {discount: discount-of-managers}}
---
{kind: role, id: seller, title: Seller, department: field, reports_to: manager, authority: {discount: 20%}}
---
{kind: role, id: caller, title: Caller, department: field, reports_to: manager, advises: [seller, legal, nobody-knows]}
---
{kind: role, id: counsel, title: Counsel, department: legal, reports_to: chief}
---
{kind: role, id: stray, title: Stray, department: legal, reports_to: nobody-knows}
---
{kind: parameter, id: discount, title: Largest discount, value: 40%}
---
{kind: parameter, id: discount-of-managers, title: Discount of managers, value: 15, unit: percent}
---
{kind: person, id: robin-roe, title: Robin Roe, holds: [seller, {role: caller, until: 2026-06-30}]}
---
{kind: person, id: kim-doe, title: Kim Doe, holds: [{role: seller, until: 2026-05-31}, {role: manager, from: 2026-06-01}]}
---
{kind: procedure, id: selling, title: Selling, control: {owner: manager}, steps: [
  {id: call, action: Call, raci: {responsible: [caller, seller]}, escalate: [{after: 1 day, to: manager}, {after: 2 days, to: nobody-knows}]},
  {id: sign, action: Sign, escalate: [{after: 3 days, to: vp-sales}],
   automation: {system: crm, trigger: a form, if_it_fails: {do: sign by hand, by: seller}}}]}
---
{kind: procedure, id: old, title: Old, control: {owner: manager, status: retired}, steps: [
  {id: call, action: Call, escalate: [{after: 1 day, to: chief}]}]}
"""


@pytest.fixture(scope="module")
def house() -> Organization:
    return load({"house.yaml": HOUSE}).derived(Organization)


@st.composite
def written(draw: st.DrawFn) -> dict[str, str | None]:
    """Any graph in which each role has one manager at most: trees, circles, unknown managers."""
    names = [f"r{number}" for number in range(draw(st.integers(1, 12)))]
    managers = st.none() | st.sampled_from([*names, "unknown"])
    return {name: draw(managers) for name in names}


def walked(written: Mapping[str, str | None], role: str) -> list[str]:
    """The managers of a role, step by step, each once."""
    found = [role]
    above = written[role]
    while above is not None and above in written and above not in found:
        found.append(above)
        above = written[above]
    return found[1:]


def in_circle(written: Mapping[str, str | None], role: str) -> bool:
    return any(written[one] == role for one in [role, *walked(written, role)])


@given(written())
def test_paths_and_who_is_above_whom(written: dict[str, str | None]) -> None:
    lines = Lines(written)
    for b in written:
        assert list(lines.path(b)) == walked(written, b)
        assert [a for a in written if lines.is_above(a, b)] == [
            a for a in written if a in walked(written, b)
        ]


@given(written())
def test_layers_count_from_a_role_that_reports_to_nobody(written: dict[str, str | None]) -> None:
    lines = Lines(written)
    for role in written:
        line = [role, *walked(written, role)]
        assert lines.layer(role) == (len(line) if written[line[-1]] is None else None)


@given(written())
def test_the_common_manager_is_the_lowest_in_both_lines(written: dict[str, str | None]) -> None:
    lines = Lines(written)
    for a in written:
        for b in written:
            shared = [r for r in (a, *walked(written, a)) if r in (b, *walked(written, b))]
            if not any(in_circle(written, role) for role in shared[:1]):
                assert lines.common(a, b) == (shared[0] if shared else None)
            assert lines.common(a, b) == lines.common(b, a)


@given(written())
def test_the_roles_below_are_those_who_have_it_above(written: dict[str, str | None]) -> None:
    lines = Lines(written)
    for role in written:
        below = [r for r in lines.downwards if role in tree_above(written, r)]
        assert list(lines.below(role)) == below
        assert lines.count_below(role) == len(below)


def tree_above(written: dict[str, str | None], role: str) -> list[str]:
    """The managers of a role up to the first that is in a circle; none for a role in one."""
    line = [role, *walked(written, role)]
    ends = [number for number, one in enumerate(line) if in_circle(written, one)]
    return line[1 : ends[0] + 1] if ends else line[1:]


@given(written())
def test_circles_are_the_roles_that_come_back_to_themselves(written: dict[str, str | None]) -> None:
    assert set(Lines(written).circle_of) == {role for role in written if in_circle(written, role)}


@given(written(), st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order(written: dict[str, str | None], random: Random) -> None:
    names = list(written)
    random.shuffle(names)
    lines, other = Lines(written), Lines({name: written[name] for name in names})
    assert sorted(lines.circles) == sorted(other.circles)
    for role in written:
        assert lines.path(role) == other.path(role)
        assert lines.layer(role) == other.layer(role)
        assert sorted(lines.below(role)) == sorted(other.below(role))


def test_unknown_roles_are_above_nobody_and_below_nobody() -> None:
    lines = Lines({"a": None, "b": "a"})
    assert not lines.is_above("a", "unknown")
    assert not lines.is_above("unknown", "b")
    assert not lines.is_above("a", "a")
    assert lines.common("a", "unknown") is None
    assert lines.layer("unknown") is None
    assert lines.path("unknown") == ()


def test_no_roles_are_no_organization() -> None:
    organization = load({}).derived(Organization)
    assert organization.tops == (None, (), ())
    assert organization.lines.downwards == ()
    assert organization.excesses == ()


def test_the_lines_of_a_house(house: Organization) -> None:
    lines = house.lines
    assert house.tops.root == "chief"
    assert lines.path("seller") == ("manager", "vp-sales", "chief")
    assert lines.reports["manager"] == ("caller", "seller")
    assert lines.common("seller", "counsel") == "chief"
    assert lines.common("seller", "vp-sales") == "vp-sales"
    assert lines.common("seller", "stray") is None
    assert lines.below("vp-sales") == ("manager", "caller", "seller")
    assert (lines.layer("seller"), lines.layer("stray")) == (4, None)


def test_the_heads_of_a_department_and_of_those_around_it(house: Organization) -> None:
    departments = house.departments
    assert departments.heads("field") == ("vp-sales", "chief")
    assert departments.heads("legal") == ("chief",)
    assert departments.heads("unknown") == ()
    assert (departments.head("sales"), departments.head("field")) == ("vp-sales", None)
    assert departments.head("legal") is None
    assert departments.roles["field"] == ("caller", "manager", "seller")
    assert departments.led_by["vp-sales"] == ("sales",)
    assert [department.id for department in departments.headless] == ["field"]


def test_dotted_lines_lead_to_roles_and_departments(house: Organization) -> None:
    assert [(line.adviser.id, line.to.ref) for line in house.dotted] == [
        ("caller", "role:seller"),
        ("caller", "department:legal"),
    ]


def test_who_calls_in_whom(house: Organization) -> None:
    told = [(e.sources, e.to, e.after, e.system) for e in house.escalations]
    assert told == [
        (("caller", "seller"), "manager", "1 day", ""),
        (("manager",), "vp-sales", "3 days", ""),
        ((), "seller", None, "crm"),
    ]
    assert [e.to for e in house.escalations_from["seller"]] == ["manager"]
    assert [e.sources for e in house.escalations_to["vp-sales"]] == [("manager",)]
    assert house.escalations[0].place.position == (
        "house.yaml", HOUSE[: HOUSE.index("to: manager}")].count("\n") + 1,
        len(HOUSE[: HOUSE.index("to: manager}")].rpartition("\n")[2]) + 5,
    )  # fmt: skip


def test_a_role_that_may_more_than_its_manager(house: Organization) -> None:
    (excess,) = house.excesses
    assert (excess.role.id, excess.manager.id, excess.parameter.id) == (
        "seller",
        "manager",
        "discount",
    )
    assert excess.limit.value == Percent.parse("20%")
    assert excess.managers is not None
    assert excess.managers.value == Percent.parse("15%")


def test_people_who_hold_several_roles_at_a_time(house: Organization) -> None:
    (hats,) = house.people.several
    assert hats.person.id == "robin-roe"
    assert [held.role for held in hats.held] == ["seller", "caller"]


def test_people_hold_a_role_for_a_time(house: Organization) -> None:
    def holders(role: str, day: date) -> list[str]:
        return [person.id for person in house.people.holders(role, day)]

    assert holders("seller", date(2026, 5, 31)) == ["kim-doe", "robin-roe"]
    assert holders("seller", TODAY) == ["robin-roe"]
    assert holders("manager", date(2026, 5, 31)) == []


def test_spans_count_people_where_they_are_known(house: Organization) -> None:
    assert house.span("manager", TODAY) == 2
    assert house.span("manager", date(2026, 5, 31)) == 3
    assert house.span("seller", TODAY) == 0
    assert house.is_span_known("chief", TODAY) is False
    assert house.is_span_known("vp-sales", TODAY) is True


def test_roles_without_backup(house: Organization) -> None:
    alone = [alone.role.id for alone in house.without_backup(TODAY)]
    assert alone == ["caller", "chief", "manager", "seller", "vp-sales"]


def large(roles: int, fan: int) -> Handbook:
    """A house in which each manager has `fan` reports and each role a limit."""
    documents = [
        Role(
            id=f"r{number:06}",
            title=f"Role {number}",
            department=f"d{number // 20}",
            reports_to=f"r{(number - 1) // fan:06}" if number else None,
            authority={"discount": Quantity.read("20%")},
        )
        for number in range(roles)
    ]
    return Handbook(documents=tuple(documents))


def seconds(roles: int, fan: int) -> float:
    handbook = large(roles, fan)
    begin = time.process_time()
    organization = handbook.derived(Organization)
    ids = list(organization.lines.written)
    assert organization.tops.root == "r000000"
    assert organization.excesses == ()
    assert organization.departments.headless == ()
    assert all(organization.lines.is_above(ids[0], role) for role in ids[1:])
    assert sum(organization.span(role, TODAY) for role in ids) == roles - 1
    assert all(organization.lines.layer(role) for role in ids)
    return time.process_time() - begin


@pytest.mark.parametrize("fan", [1, 6])
def test_a_hundred_thousand_roles_cost_what_their_number_says(fan: int) -> None:
    assert seconds(2_000, fan) < 1
    assert seconds(100_000, fan) < 20
