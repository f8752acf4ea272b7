"""The interfaces of departments: open ones can be read, and the matrix by keyboard on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.bare import write
from tests.browser.test_access import violations
from tests.site.pages.test_interfaces import made

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("path", ["interfaces.md", "departments/legal.md"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, path: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(write(made()[path], tmp_path, "organization.js", scheme).as_uri())
        assert "open" in page.inner_text("body") or "Not declared" in page.inner_text("body")
        assert violations(page) == []


def test_the_matrix_scrolls_by_itself_and_keeps_who_gives(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}interfaces.html")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        matrix = page.get_by_role("region", name="Who hands over to whom")
        name = matrix.locator("tbody th").first
        left = name.bounding_box()
        matrix.focus()
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 50")
        after = name.bounding_box()
        assert left
        assert after
        assert abs(after["x"] - left["x"]) <= 1


def test_a_number_leads_to_its_rows(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}interfaces.html")
        page.locator("a[href$='#gives-marketing--field-sales']").first.focus()
        page.keyboard.press("Enter")
        group = page.locator("[id='gives-marketing--field-sales']")
        page.wait_for_function(
            "document.getElementById('gives-marketing--field-sales').getBoundingClientRect().top < 800"
        )
        box = group.bounding_box()
        assert box
        assert box["y"] > 90  # below the header of the site
        assert group.inner_text().strip() == "To Field sales"
