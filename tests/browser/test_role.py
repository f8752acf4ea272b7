"""One’s own role: chosen once, remembered, and marked where it has something to do."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from re import findall

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        yield context.new_page()


def test_the_choice_is_remembered_and_marks_steps(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_label("My role").select_option("account-manager")
    sheet = page.get_by_role("link", name="My work sheet: Account manager")
    expect(sheet).to_have_attribute("href", "roles/account-manager.html")
    assert page.evaluate("localStorage.getItem('sop-role')") == "account-manager"
    assert violations(page) == []
    page.reload()
    expect(page.get_by_label("My role")).to_have_value("account-manager")
    page.locator(".sop-iam__mine").get_by_role("link", name="Deal closing").click()
    expect(page.locator(".sop-mine-legend")).to_contain_text("You read this as Account manager")
    expect(page.locator(".sop-step--mine h3").first).to_contain_text("My step")
    assert page.locator(".sop-flow--mine").count() == page.locator(".sop-step--mine").count()
    assert violations(page) == []
    page.get_by_role("link", name="Change the role").click()
    page.get_by_role("button", name="Forget it").click()
    assert page.evaluate("localStorage.getItem('sop-role')") is None
    page.goto(f"{address}procedures/deal-closing.html")
    expect(page.locator(".sop-mine-legend")).to_have_count(0)


def test_a_keyboard_walks_from_home_to_a_procedure_to_a_role(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("button", name="Search: a task").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_label("My role").focus()
    page.keyboard.type("Account manager")
    page.keyboard.press("Tab")
    walk(page, "Deal closing")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Deal closing")
    walk(page, "Field sales manager")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Field sales manager")


def walk(page: Page, name: str) -> None:
    """Go on by the tabulator alone to a link in the page’s content, and follow it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        at = "document.activeElement"
        text = page.evaluate(f"{at}.closest('.md-content') ? {at}.textContent.trim() : ''")
        if text == name:
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    raise AssertionError(f"no link “{name}” in reach")


def test_a_word_is_explained_by_keyboard_and_by_touch(
    browser: Browser, page: Page, address: str
) -> None:
    page.goto(f"{address}procedures/lead-grading.html")
    word = page.locator(".sop-step a.sop-term").first
    word.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("The customer relationship management system")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        phone = context.new_page()
        phone.goto(f"{address}procedures/lead-grading.html")
        phone.locator(".sop-step a.sop-term").first.tap()
        expect(phone.get_by_role("tooltip")).to_be_in_viewport()
        phone.locator(".sop-step a.sop-term").first.tap()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Glossary")


def test_the_reader_s_calendar_shows_what_is_overdue(page: Page, address: str) -> None:
    banner = page.locator(".sop-banner--warning", has_text="Review overdue")
    page.goto(f"{address}procedures/lead-grading.html")
    expect(banner).to_be_hidden()
    page.clock.set_fixed_time(datetime(2031, 1, 1, 12))
    page.reload()
    expect(banner).to_be_visible()
    expect(page.locator(".sop-docline .sop-badge--overdue")).to_be_visible()


def test_a_text_that_was_confirmed_is_asked_for_again_when_it_changed(
    page: Page, address: str
) -> None:
    page.goto(f"{address}kpis/close-rate.html")
    said = page.locator(".sop-read__said")
    expect(said).to_be_hidden()
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    page.locator(".sop-read__link").click()
    expect(said).to_contain_text("has not changed since")
    page.evaluate(
        "localStorage.setItem('sop-read', JSON.stringify("
        "{'kpi:close-rate': {digest: 'another', day: '2026-01-05'}}))"
    )
    page.reload()
    expect(said).to_contain_text("has changed since you went to confirm it on January 5, 2026")


def test_a_step_and_its_box_are_marked_together(page: Page, address: str) -> None:
    page.goto(f"{address}procedures/lead-grading.html")
    step = page.locator(".sop-step", has=page.locator("#step-grade"))
    box = page.locator(".sop-flow__step", has=page.locator("a[href='#step-grade']"))
    step.get_by_role("link").first.focus()
    lit = "e => e.classList.contains('sop-lit')"
    assert box.evaluate(lit)
    assert step.evaluate(lit)
    chart = page.locator(".sop-side__chart").bounding_box()
    steps = page.locator("ol.sop-steps").bounding_box()
    assert chart
    assert steps
    assert chart["x"] + chart["width"] <= steps["x"]


def test_work_sheets_fit_on_two_pages(page: Page, built: Path) -> None:
    pages = {}
    for name in ("account-manager", "sales-operations-manager", "vp-sales"):
        page.goto((built / f"roles/{name}.html").as_uri())
        pages[name] = len(findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert all(1 <= count <= 2 for count in pages.values()), pages
