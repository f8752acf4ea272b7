"""Everybody can read the site: axe finds nothing, on any kind of page, in either scheme."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.kinds import kinds

pytestmark = pytest.mark.browser

# everything that WCAG 2.2 AA asks for, and what the makers of axe advise beyond it
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast"]  # all that a scheme can change


@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [("light", 1440, ALL), ("light", 390, ALL), ("dark", 1440, COLORS)],
)
def test_axe_finds_nothing(
    browser: Browser, address: str, built: Path, scheme: Any, width: int, rules: list[str]
) -> None:
    faults = []
    with browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900}
    ) as context:
        page = context.new_page()
        for name in kinds(built):
            page.goto(address + name)
            shorten(page)
            without = COLORS if width < 1440 else ()  # they are the same, and take most of the time
            faults += [f"{name}: {fault}" for fault in violations(page, rules, without)]
    assert faults == []


ALIKE = """() => {
  for (const body of document.querySelectorAll("tbody")) [...body.rows].slice(40).forEach((row) => row.remove());
  [...document.querySelectorAll(".highlight")].slice(20).forEach((block) => block.remove());
}"""


def shorten(page: Page) -> None:
    """Leave one area of a matrix, some rows of a table, some examples: thousands are all alike."""
    choice = page.locator("form.sop-filter select").first
    if choice.count():
        choice.select_option(index=1)
    page.evaluate(ALIKE)


def violations(page: Page, rules: list[str] = ALL, without: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page, a line for each element."""
    switched = {rule: {"enabled": False} for rule in without}
    asked = {"resultTypes": ["violations"], "runOnly": rules, "rules": switched}
    found = Axe().run(page, options=asked).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target'][0]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def test_axe_finds_what_is_planted(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(
            "<html lang=en><title>x</title><main><h1>Pale</h1>"
            "<p style='color:#ccc;background:#fff'>pale</p></main>"
        )
        assert [fault.split(":")[0] for fault in violations(page)] == ["color-contrast (serious)"]
