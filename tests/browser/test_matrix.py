"""The filter of the matrix of responsibilities."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGE = "raci.html"
ROWS = "table.sop-matrix tbody tr[data-area]"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        yield page


def test_the_filter_shows_what_is_chosen(page: Page) -> None:
    rows = page.locator(ROWS)
    total = rows.count()
    form = page.locator("form.sop-filter")
    form.get_by_label("Area").select_option(label="Lead management")
    area = form.get_by_label("Area").input_value()
    left = page.locator(f"{ROWS}:visible")
    assert 0 < left.count() < total
    for row in left.all():
        assert row.get_attribute("data-area") == area
    expect(form.locator("output")).to_have_text(f"{left.count()} of {total} shown")
    form.get_by_label("Role").select_option("sales-operations-manager")
    for row in left.all():
        assert "sales-operations-manager" in (row.get_attribute("data-role") or "").split()
    heads = page.locator("th.sop-matrix__role:visible")
    assert "Sales operations manager" in heads.all_inner_texts()
    assert "Recruiter" not in heads.all_inner_texts()
    form.get_by_role("button").click()
    expect(left).to_have_count(total)


def test_a_place_leaves_out_what_does_not_hold_there(page: Page) -> None:
    rows = page.locator(ROWS)
    field = page.locator("form.sop-filter").get_by_label("Holds for")
    value = field.locator("optgroup option").first.get_attribute("value") or ""
    outside = page.locator(f"{ROWS}[data-outside~='{value}']")
    away = outside.count()
    field.select_option(value)
    expect(outside.locator("visible=true")).to_have_count(0)
    assert page.locator(f"{ROWS}:visible").count() == rows.count() - away


def test_a_choice_can_be_sent_to_a_colleague(page: Page) -> None:
    page.locator("form.sop-filter").get_by_label("Role").select_option("vp-sales")
    assert page.url.endswith(f"{PAGE}?role=vp-sales")
    shown = page.locator(f"{ROWS}:visible").count()
    page.reload()
    assert page.locator(f"{ROWS}:visible").count() == shown


def test_without_scripts_everything_is_visible(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        assert page.locator(f"{ROWS}:visible").count() == page.locator(ROWS).count() > 0
        expect(page.locator("form.sop-filter")).to_be_hidden()
