"""Everybody can read what is wrong: pages with findings, and the picture of a large house."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from salesops_sop.site.pages import Page, organization
from salesops_sop.site.pages.book import Book
from tests.browser.bare import write
from tests.browser.test_access import violations
from tests.site.pages.conftest import TODAY
from tests.site.pages.large import organization as large
from tests.site.pages.test_ownership import made

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """A house with findings of every sort, and the chart of one that is cut."""
    return made() | {"large.md": next(organization.pages(Book(large(300), TODAY)))}


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("path", ["ownership.md", "raci.md", "roles/vp.md", "large.md"])
def test_axe_finds_nothing(
    browser: Browser, pages: dict[str, Page], tmp_path: Path, path: str, scheme: str
) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(write(pages[path], tmp_path, "organization.js", scheme).as_uri())
        assert violations(page) == []
