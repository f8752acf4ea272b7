"""The ownership page, what leads to it from the matrix, and the shared borders of a role."""

import json

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import Page, borders, carrying, ownership, pages, sharing

from .conftest import TODAY, Seen, see
from .test_hostile import BAD, foreign
from .test_pages import faults

HOUSE = """\
kind: department
id: sales
title: Sales
head: vp
---
kind: dimension
id: region
title: Region
values: [emea: [dach, nordics], apac: []]
---
kind: role
id: vp
title: VP of Sales
department: sales
---
kind: role
id: desk
title: Deal desk
department: sales
reports_to: vp
---
kind: role
id: rep
title: Representative
department: sales
reports_to: vp
---
kind: role
id: idle
title: Idle role
department: sales
reports_to: vp
---
kind: person
id: kim
title: Kim Example
holds: [desk]
"""
CHARTERS = """\
kind: responsibilities
id: one
title: First charter
activities:
  - id: approve
    activity: Approve the discount
    raci: {responsible: rep, accountable: vp}
    scope: {region: [emea]}
  - id: unowned
    activity: Maintain the price list
    raci: {responsible: rep}
  - id: request
    activity: Request the contract review
    raci: {responsible: rep, accountable: vp}
---
kind: responsibilities
id: two
title: Second charter
activities:
  - id: discount
    activity: Approval of discounts
    raci: {responsible: desk, accountable: desk, informed: vp}
    scope: {region: [dach]}
  - id: quota-dach
    activity: Set the quota
    raci: {responsible: rep, accountable: vp}
    scope: {region: [dach]}
  - id: quota-nordics
    activity: Set the quota
    raci: {responsible: rep, accountable: vp}
    scope: {region: [nordics]}
  - id: review
    activity: Approve the contract review
    raci: {responsible: rep, accountable: vp}
"""


def made() -> dict[str, Page]:
    """The pages of the house."""
    files = {"house.yaml": HOUSE, "charters.yaml": CHARTERS}
    handbook = load(files)
    assert {flaw.rule for flaw in handbook.flaws} <= {"document/file-name"}
    return {page.path: page for page in pages(handbook, TODAY)}


def house() -> dict[str, Seen]:
    return {path: see(page) for path, page in made().items()}


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return house()


def test_every_finding_names_both_sides_where_they_meet_and_the_cure(seen: dict[str, Seen]) -> None:
    page = seen["ownership.md"]
    for text in [
        "Overlaps 1 Gaps 2 Conflicts 1",
        "Approve the discount Two answer for it",
        "Accountable VP of Sales Approve the discount First charter Region : EMEA",
        "Accountable Deal desk Approval of discounts Second charter Region : DACH",
        "Where EMEA › DACH Why Same verb",
        "What to do Decide whether the VP of Sales or the Deal desk answers for it in EMEA › DACH",
        "Maintain the price list Nobody answers for it",
        "Not covered APAC",
        "One hand asks and approves",
    ]:
        assert text in page.text
    assert "responsibilities/one.html#activity-approve" in page.links
    assert "responsibilities/two.html#activity-discount" in page.links


def test_all_pages_are_whole(seen: dict[str, Seen]) -> None:
    assert faults(seen) == []


def test_the_heat_map_has_a_number_in_every_colored_cell(seen: dict[str, Seen]) -> None:
    text = seen["ownership.md"].text
    assert "Deal desk 1 owned twice VP of Sales 1 owned twice" in text
    cells = [
        given["class"]
        for tag, given in seen["ownership.md"].elements
        if tag == "td" and "sop-heat" in given.get("class", "")
    ]
    assert cells.count("sop-heat__cell sop-heat--1") == 2


def test_the_load_is_told_in_numbers(seen: dict[str, Seen]) -> None:
    text = seen["ownership.md"].text
    assert "7 in all" in text
    assert "VP of Sales 0 5 0 1 71%" in text
    assert "1 role without any row Idle role" in text


def test_rows_of_the_matrix_lead_to_what_is_wrong_with_them(seen: dict[str, Seen]) -> None:
    links = seen["raci.md"].links
    assert "ownership.html#overlap-1" in links
    assert "ownership.html#gap-1" in links
    assert "Approval of discounts Second charter Overlap" in seen["raci.md"].text


def test_a_role_sees_its_borders_and_who_is_on_the_other_side(seen: dict[str, Seen]) -> None:
    assert "Shared borders" in seen["roles/vp.md"].text
    assert "Deal desk Kim Example EMEA › DACH" in seen["roles/vp.md"].text
    assert "../ownership.html#overlap-1" in seen["roles/vp.md"].links
    assert "Shared borders" not in seen["roles/idle.md"].text


def test_a_handbook_without_findings_is_told_so() -> None:
    clean = CHARTERS.partition("\n  - id: unowned")[0]
    files = {"house.yaml": HOUSE, "charters.yaml": clean.replace("scope: {region: [emea]}", "")}
    page = {page.path: see(page) for page in pages(load(files), TODAY)}["ownership.md"]
    for text in (*ownership.NONE.values(), sharing.NONE):
        assert text in page.text


def test_without_duties_there_is_no_page() -> None:
    assert "ownership.md" not in {page.path for page in pages(load({"h.yaml": HOUSE}), TODAY)}


def test_hostile_texts_do_nothing() -> None:
    bad = BAD.replace("\x1a", "")
    handbook = load(
        {
            "house.yaml": HOUSE.replace("Deal desk", json.dumps(f"Desk {bad}")).replace(
                "Kim Example", json.dumps(f"Kim {bad}")
            ),
            "charters.yaml": CHARTERS.replace(
                "Maintain the price list", json.dumps(f"Maintain the price list {bad}")
            ),
        }
    )
    shown = {page.path: see(page) for page in pages(handbook, TODAY)}
    assert "<script>alert(1)</script>" in shown["ownership.md"].text
    assert "<script>alert(1)</script>" in shown["roles/vp.md"].text
    assert faults(shown) == []
    for path, page in shown.items():
        assert list(foreign(page)) == [], path


def test_many_findings_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (borders, ownership):
        monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr(sharing, "MOST", 2)
    monkeypatch.setattr(carrying, "MOST", 1)
    cut = house()
    assert "And 1 more: sop overlaps lists them all." in cut["ownership.md"].text
    assert faults(cut) == []


def test_rows_of_the_matrix_say_where_they_do_not_hold(seen: dict[str, Seen]) -> None:
    found = [given.get("data-outside") for tag, given in seen["raci.md"].elements if tag == "tr"]
    assert "region:apac" in found
    assert "region:nordics region:apac" in found  # in DACH alone
    assert found.count(None) >= 3
    assert ("optgroup", {"label": "Region"}) in seen["raci.md"].elements
