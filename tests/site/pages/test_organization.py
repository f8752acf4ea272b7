"""The organization page, for a small house and for one of two thousand roles."""

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.site.pages import organization
from salesops_sop.site.pages.book import Book

from .conftest import TODAY, Seen, see
from .large import organization as large


def page(handbook: Handbook) -> tuple[int, Seen]:
    (made,) = organization.pages(Book(handbook, TODAY))
    return len(made.markdown), see(made)


def test_a_small_house_is_drawn_whole_and_stands_open(small: Handbook) -> None:
    _, seen = page(small)
    assert sum(tag == "rect" for tag, _ in seen.elements) == 4
    details = [given for tag, given in seen.elements if tag == "details"]
    assert details
    assert all("open" in given for given in details)


def test_two_thousand_roles_are_one_page_that_opens_branch_by_branch() -> None:
    size, seen = page(large(2000))
    assert size < 1_500_000
    assert seen.faults == []
    boxes = [
        given for tag, given in seen.elements if given.get("class", "").startswith("sop-org__box")
    ]
    assert len(boxes) == 1 + 7 + 49
    assert "+1999" not in seen.text
    assert "+56" in seen.text
    assert "#branch-role-8" in seen.links
    assert "branch-role-8" in seen.ids
    items = [given for tag, given in seen.elements if tag == "li"]
    assert len(items) == 2000
    opened = [given for tag, given in seen.elements if tag == "details" and "open" in given]
    assert len(opened) == 8


def test_the_cost_grows_with_the_size() -> None:
    assert page(large(2000))[0] < 2.2 * page(large(1000))[0]
