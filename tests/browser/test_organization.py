"""The organization page: the chart can be scaled, the tree opens, also with two thousand roles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from salesops_sop.site.pages import organization
from salesops_sop.site.pages.book import Book
from tests.browser.bare import write
from tests.site.pages.conftest import TODAY
from tests.site.pages.large import organization as large

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two thousand roles in our own styles, without the theme around it."""
    (made,) = organization.pages(Book(large(2000), TODAY))
    file = write(made, tmp_path_factory.mktemp("huge"), "organization.js")
    assert file.stat().st_size < 1_500_000
    return file


def test_two_thousand_roles_open_and_a_branch_expands_within_a_second(
    page: Page, huge: Path
) -> None:
    page.goto(huge.as_uri())
    took = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert took < 1000
    branch = page.locator("#branch-role-8")
    expect(branch.locator("ul")).to_have_count(8)  # its own, and those of seven below it
    took = page.evaluate(
        """async () => {
          const start = performance.now();
          document.querySelector("#branch-role-8 > details > summary").click();
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return performance.now() - start;
        }"""
    )
    assert took < 1000
    expect(page.locator("#branch-role-57")).to_be_visible()


def test_a_number_beside_a_box_leads_into_its_branch(page: Page, huge: Path) -> None:
    page.goto(huge.as_uri())
    hidden = page.locator("#branch-role-57")
    expect(hidden).to_be_hidden()
    page.get_by_role(
        "link", name="below Regional sales operations manager 8", exact=False
    ).first.click()
    expect(hidden).to_be_visible()
    expect(hidden).to_be_in_viewport()


def test_all_branches_open_and_close(page: Page, huge: Path) -> None:
    page.goto(huge.as_uri())
    page.get_by_role("button", name="Open all").click()
    expect(page.locator("#branch-role-1999")).to_be_visible()
    page.get_by_role("button", name="Close all").click()
    expect(page.locator("#branch-role-1")).to_be_hidden()


def test_the_chart_is_scaled_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}organization/index.html")
    picture = page.locator("svg.sop-org")
    before = picture.bounding_box()
    page.get_by_role("button", name="Larger").focus()
    page.keyboard.press("Enter")
    after = picture.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(1.25 * before["width"], rel=0.01)
    assert after["height"] == pytest.approx(1.25 * before["height"], rel=0.01)
    expect(page.locator(".sop-tools output")).to_have_text("125%")


def test_without_scripts_branches_open_and_no_button_is_shown(browser: Browser, huge: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(huge.as_uri())
        expect(page.get_by_role("button", name="Open all")).to_have_count(0)
        page.locator("#branch-role-8 > details > summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#branch-role-57")).to_be_visible()
