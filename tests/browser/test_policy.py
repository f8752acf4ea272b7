"""Under a strict policy everything works that needs a script: search, colors, the calculator."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from salesops_sop.base.resources import site_folder
from tests.browser.serving import POLICY, Strict, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def strict(built: Path) -> Iterator[str]:
    with serving(built, Strict) as home:
        yield home


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page; whatever it says on the console fails the test."""
    said: list[str] = []
    with browser.new_context(reduced_motion="reduce", color_scheme="dark") as context:
        opened = context.new_page()
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        yield opened
    assert said == []


def test_the_documented_policy_is_the_one_that_is_tried() -> None:
    page = (site_folder() / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert f'Content-Security-Policy "{POLICY}"' in page


def test_search_colors_and_calculator_work(page: Page, strict: str) -> None:
    page.goto(f"{strict}index.html")
    page.keyboard.press("/")
    page.keyboard.type("close rate")
    page.locator(".md-search-result__link[href*='kpis/close-rate.html']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Close rate")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    for field in page.locator("form.sop-calculator input, .sop-calculator input").all():
        field.fill("2")
    expect(page.locator(".sop-calculator output").first).to_contain_text("%")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("upside", "procedures/"),  # a word the glossary advises against, for “best case”
        ("customer acquisition cost", "kpis/"),  # written CAC
        ("aproval discount", "discount-approval"),  # one letter is missing
    ],
)
def test_search_knows_other_names(page: Page, strict: str, asked: str, found: str) -> None:
    page.goto(f"{strict}index.html")
    page.keyboard.press("/")
    page.keyboard.type(asked)
    expect(page.locator(f".md-search-result__link[href*='{found}']").first).to_be_attached()
