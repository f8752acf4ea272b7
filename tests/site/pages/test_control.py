"""What warns a reader of a document that does not simply hold, on the day of the build or later."""

from datetime import date

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import pages

from .conftest import Seen, see

ROLE = "kind: role\nid: boss\ntitle: Boss\ndepartment: sales\n"
CONTROL = "kind: kpi\nid: {id}\ntitle: {id}\nformula: a\nunit: USD\ninputs: {{}}\n" + (
    "definition: A number.\ncontrol: {{owner: boss, {control}}}\n"
)


def page(today: date, *documents: tuple[str, str]) -> Seen:
    """The page of the first of some KPIs, each an id and its document control."""
    files = {f"{i}.yaml": CONTROL.format(id=i, control=control) for i, control in documents}
    found = pages(load({"boss.yaml": ROLE, **files}), today)
    return see(next(page for page in found if page.path == f"kpis/{documents[0][0]}.md"))


def timed(seen: Seen) -> list[tuple[str, str, bool]]:
    """Every banner that depends on the day: from when, until when, and whether it is hidden."""
    return [
        (given.get("data-shown-from", ""), given.get("data-shown-until", ""), "hidden" in given)
        for _, given in seen.elements
        if "sop-banner" in given.get("class", "") and "data-shown" in "".join(given)
    ]


@pytest.mark.parametrize(
    ("control", "banner"),
    [
        ("status: draft", "Draft: it does not hold yet."),
        ("status: review", "In review: it does not hold yet."),
        ("status: retired", "Retired: it no longer holds."),
        (
            "status: effective, effective: 2027-01-01",
            "Not yet in force: it holds from 1 January 2027 on.",
        ),
        (
            "status: effective, reviewed: 2025-01-01, review_every: 12 months",
            "Review overdue since 1 January 2026 : ask Boss whether it still holds.",
        ),
    ],
)
def test_a_document_that_does_not_simply_hold_says_so(control: str, banner: str) -> None:
    assert banner in page(date(2026, 11, 23), ("one", control)).text


def test_a_review_becomes_overdue_after_the_build() -> None:
    control = "status: effective, reviewed: 2026-01-01, review_every: 12 months"
    seen = page(date(2026, 11, 23), ("one", control))
    assert timed(seen) == [("2027-01-02", "", True)]
    assert "overdue" not in seen.text
    assert timed(page(date(2027, 1, 2), ("one", control))) == []


def test_a_document_comes_into_force_after_the_build() -> None:
    seen = page(date(2026, 11, 23), ("one", "status: effective, effective: 2027-01-01"))
    assert timed(seen) == [("", "2027-01-01", False)]


def test_a_document_is_replaced_on_the_day_on_which_the_new_one_holds() -> None:
    old = ("old", "status: effective")
    new = ("new", "status: effective, effective: 2027-01-01, supersedes: old")
    seen = page(date(2026, 11, 23), old, new)
    assert timed(seen) == [("", "2027-01-01", False), ("2027-01-01", "", True)]
    assert "To be replaced by new ." in seen.text
    later = page(date(2027, 1, 1), old, new)
    assert timed(later) == []
    assert "Replaced: use new ." in later.text
    draft = page(date(2026, 11, 23), old, ("new", "status: draft, supersedes: old"))
    assert "To be replaced by new ." in draft.text
    retired = page(date(2026, 11, 23), ("old", "status: retired"), new)
    assert "Retired: it no longer holds. Use new ." in retired.text
