"""The page of interfaces, and what departments and roles show of them."""

import json

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import Page, interfaces, pages

from .conftest import TODAY, Seen, see
from .test_hostile import BAD, foreign
from .test_pages import faults

HOUSE = """\
{kind: department, id: field, title: Field sales}
---
{kind: department, id: finance, title: Finance}
---
{kind: department, id: legal, title: Legal}
---
{kind: role, id: rep, title: Representative, department: field}
---
{kind: role, id: controller, title: Controller, department: finance}
---
{kind: role, id: counsel, title: Counsel, department: legal}
---
{kind: parameter, id: soon, title: Time to book, value: 4 business hours}
---
kind: service
id: booking
title: Order booking
provider: finance
consumers: [field]
request: Book the order.
channel: the won deal queue
resolve_within: soon
---
kind: procedure
id: closing
title: Closing
control: {owner: rep}
outcomes: [{id: won, title: Won, start: handover}]
steps:
  - id: sign
    action: Sign the contract
    raci: {responsible: rep}
    handoff:
      to: finance
      payload: [signed contract]
      within: soon
      accepted_when: the order has a number
      service: booking
    next: [{when: it is long, to: check}, {otherwise: book}]
  - {id: check, action: Check the contract, raci: {responsible: counsel}}
  - id: book
    action: Book the order
    raci: {responsible: controller}
    handoff: {to: counsel, payload: [order], within: soon, accepted_when: it is filed}
    next: {end: won}
---
kind: procedure
id: handover
title: Handover
control: {owner: counsel}
steps: [{id: file, action: File the order, raci: {responsible: counsel}}]
"""


def made(text: str = HOUSE) -> dict[str, Page]:
    return {page.path: page for page in pages(load({"h.yaml": text}), TODAY)}


def shown(text: str = HOUSE) -> dict[str, Seen]:
    return {path: see(page) for path, page in made(text).items()}


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return shown()


def test_pages_are_whole(seen: dict[str, Seen]) -> None:
    assert faults(seen) == []


def test_the_matrix_counts_and_leads_to_the_lists(seen: dict[str, Seen]) -> None:
    page = seen["interfaces.md"]
    assert "Steps that hand over 3 Not declared 2" in page.text
    assert "for those that are open no hand-off says so" in page.text
    assert "From Field sales Finance Legal" in page.text
    assert "Field sales 1 hand-off +1 service 1 hand-off 1 open" in page.text
    for link in ("#gives-field--finance", "#asks-field--finance", "#gives-field--legal"):
        assert link in page.links
        assert link[1:] in page.ids


def test_a_row_says_what_goes_from_whom_to_whom(seen: dict[str, Seen]) -> None:
    page = seen["interfaces.md"]
    assert (
        "To Finance Signed contract (as Order booking ) Representative Controller "
        "4 business hours The order has a number Closing, step 1"
    ) in page.text
    assert "To Legal Not declared Representative Counsel Closing, step 1" in page.text
    assert "Order Controller Counsel (starts Handover )" in page.text
    assert "Of Finance Order booking Book the order. The won deal queue" in page.text
    assert "procedures/closing.html#step-sign" in page.links


def test_departments_show_both_directions(seen: dict[str, Seen]) -> None:
    text = seen["departments/finance.md"].text
    assert "What it hands over What From To Within Taken over when Where To Legal Order" in text
    assert "What others hand over to it" in text
    assert "From Field sales Signed contract" in text


def test_roles_show_what_they_give_and_what_reaches_them_without_their_name(
    seen: dict[str, Seen],
) -> None:
    assert "What I hand over What To Within" in seen["roles/rep.md"].text
    assert "Signed contract Finance 4 business hours" in seen["roles/rep.md"].text
    assert (
        "What comes to me What From Within Taken over when Where "
        "Signed contract (as Order booking ) Representative"
    ) in seen["roles/controller.md"].text
    assert "Not declared Representative Closing, step 1" in seen["roles/counsel.md"].text


def test_all_declared_is_said() -> None:
    text = shown(
        HOUSE.replace("to: finance", "to: [finance, counsel]").replace(
            "{responsible: counsel}}\n  - id: book",
            "{responsible: counsel}, handoff: {to: controller}}\n  - id: book",
        )
    )["interfaces.md"].text
    assert interfaces.NONE in text
    assert "Not declared None" in text
    assert "open" not in text


def test_without_anything_between_departments_there_is_no_page() -> None:
    assert "interfaces.md" not in shown("kind: role\nid: rep\ntitle: R\ndepartment: d\n")


def test_too_much_for_a_page_gets_one_for_each_department(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interfaces, "MOST", 1)
    found = shown()
    assert "interfaces/of-field.html#gives-field--finance" in found["interfaces.md"].links
    assert "Signed contract" not in found["interfaces.md"].text
    assert "Signed contract" in found["interfaces/of-field.md"].text
    assert faults(found) == []


def test_too_many_departments_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interfaces, "MOST_DEPARTMENTS", 2)
    page = shown()["interfaces.md"]
    assert "The 2 departments that share the most." in page.text
    assert faults(shown()) == []


def test_hostile_words_stay_words() -> None:
    text = HOUSE
    for word in ("signed contract", "the order has a number", "Order booking", "Field sales"):
        text = text.replace(word, json.dumps(f"{word} {BAD}".replace("\x1a", "")))
    found = shown(text)
    assert "Signed contract </p></td></script><script>alert(1)" in found["interfaces.md"].text
    assert faults(found) == []
    for path, page in found.items():
        assert list(foreign(page)) == [], path
