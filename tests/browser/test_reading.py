"""What readers do: search, choose colors, use a phone, a keyboard, or a folder without a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import kinds

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        yield context.new_page()


@pytest.fixture(params=["server", "folder"])
def home(request: pytest.FixtureRequest, address: str, built: Path) -> str:
    """The site on a server, and the same site in a folder."""
    return address if request.param == "server" else f"{built.as_uri()}/"


@pytest.mark.parametrize(
    ("words", "title", "path"),
    [
        ("lead grading", "Lead grading", "procedures/lead-grading.html"),
        ("sales operations manager", "Sales operations manager", "roles/sales-operations-manager"),
        ("close rate", "Close rate", "kpis/close-rate.html"),
    ],
)
def test_search_finds(page: Page, home: str, words: str, title: str, path: str) -> None:
    page.goto(f"{home}index.html")
    page.keyboard.press("/")
    page.keyboard.type(words)
    found = page.locator(".md-search-result__link", has=page.get_by_role("heading", name=title))
    found.locator(f"css=[href*='{path}']").or_(
        page.locator(f".md-search-result__link[href*='{path}']")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_colors_are_the_systems_until_chosen(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark", reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}index.html")
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.locator("label[for^=__palette]:visible").click()
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.goto(f"{address}how-to-read.html")
        expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str, built: Path) -> None:
    wide = []
    with browser.new_context() as context:
        page = context.new_page()
        for name in kinds(built):
            page.goto(address + name)
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 844})
                if (found := page.evaluate("document.scrollingElement.scrollWidth")) > width:
                    wide.append(f"{name}: {found} pixels of {width}")
    assert wide == []


def test_wide_tables_can_be_scrolled_by_keyboard(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}procedures/lead-grading.html")
        region = page.locator(".sop-scroll").first
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())


def test_the_menu_opens_by_touch_on_a_phone(browser: Browser, address: str) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", has_touch=True
    ) as context:
        page = context.new_page()
        page.goto(f"{address}procedures/lead-grading.html")
        page.get_by_role("button", name="Menu").tap()
        page.get_by_role("link", name="Lead nurturing").first.tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Lead nurturing")
        page.get_by_role("button", name="Search").tap()
        page.keyboard.type("close rate")
        page.locator(".md-search-result__link[href*='close-rate.html']").first.tap()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Close rate")


def test_the_menu_opens_by_keyboard_on_a_phone(browser: Browser, address: str) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{address}index.html")
        menu = page.get_by_role("button", name="Menu")
        expect(page.locator(".md-sidebar--primary")).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".md-sidebar--primary")).to_be_visible()
        expect(menu).to_have_attribute("aria-expanded", "true")


def test_the_first_stop_of_the_tabulator_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}procedures/lead-grading.html")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Skip to content")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert "#" in page.url
