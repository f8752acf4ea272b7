"""The calculator on the page of a KPI says what `sop kpi calc` says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli import sop
from tests.browser.test_access import violations

pytestmark = pytest.mark.browser

PAGE = "kpis/close-rate.html"
VELOCITY = "kpis/pipeline-velocity.html"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        yield page


@pytest.mark.parametrize(
    ("made", "pitched", "status"),
    [
        ("20", "80", "answered"),
        ("18", "80", "missed"),
        ("1", "3", "answered"),
        ("1,234", "99,999.5", "missed"),
        ("5", "0", "none"),
    ],
)
def test_the_same_as_the_command_line(
    page: Page, made: str, pitched: str, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = page.locator("form.sop-calculator")
    page.get_by_role("textbox", name="sales made").fill(made)
    page.get_by_role("textbox", name="people pitched").fill(pitched)
    monkeypatch.chdir(reference_handbook().parent)
    words = ["kpi", "calc", "close-rate", f"sales_made={made}", f"people_pitched={pitched}"]
    said = CliRunner().invoke(sop, words).stdout
    value = said.splitlines()[0].removeprefix("Close rate: ")
    result = form.locator(".sop-calculator__result")
    expect(result).to_have_text(value[:1].upper() + value[1:])
    expect(form).to_have_attribute("data-status", status)
    if status == "missed":
        expect(form.locator("output")).to_contain_text("not reached")
    if status == "none":
        expect(form.locator("output")).to_contain_text("Nobody was pitched in the period")


@pytest.mark.parametrize(("hours", "band"), [("4", "On target"), ("8", "Watch"), ("8.1", "Act")])
def test_the_border_of_two_bands_belongs_to_the_better_one(
    page: Page, address: str, hours: str, band: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reference_handbook().parent)
    words = ["kpi", "calc", "lead-response-time", f"response_time={hours}"]
    said = CliRunner().invoke(sop, words).stdout
    assert any(
        line.split()[0] == "Band" and f"{band}: " in line for line in said.splitlines()[1:] if line
    )
    page.goto(address + "kpis/lead-response-time.html")
    page.get_by_role("textbox", name="average time to the first attempt").fill(hours)
    expect(page.locator("form.sop-calculator output strong").last).to_have_text(band)


def test_it_is_filled_in_with_the_first_example(page: Page, address: str) -> None:
    form = page.locator("form.sop-calculator")
    expect(form).to_contain_text("filled in with: A quarter with 80 pitches")
    expect(form.locator(".sop-calculator__result")).to_have_text("25.0%")
    page.goto(address + VELOCITY)
    expect(page.get_by_role("textbox", name="close rate")).to_have_value("25")
    expect(page.get_by_role("textbox", name="average deal value")).to_have_value("60,000")
    expect(form.locator(".sop-calculator__result")).to_have_text("20,000 USD / day")
    page.get_by_role("textbox", name="sales cycle length").fill("2400 hours")
    page.get_by_role("textbox", name="close rate").fill("12.5%")
    expect(form.locator(".sop-calculator__result")).to_have_text("9,000 USD / day")


def test_what_is_missing_or_cannot_be_meant(page: Page) -> None:
    form, field = (
        page.locator("form.sop-calculator"),
        page.get_by_role("textbox", name="people pitched"),
    )
    field.fill("")
    expect(form.locator("output")).to_have_text("Still needed: people pitched")
    field.fill("many")
    expect(form.locator("output")).to_have_text("Please check what is marked.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Write a number of deals.")
    form.get_by_role("button", name="Back to the example").click()
    expect(form.locator(".sop-calculator__result")).to_have_text("25.0%")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_keyboard_is_enough(page: Page) -> None:
    page.get_by_role("textbox", name="sales made").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page.locator(".sop-calculator__result")).to_have_text("50.0%")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Back to the example")).to_be_focused()


def test_the_formula_is_said(page: Page) -> None:
    formula = page.locator("math")
    said = "Close rate equals sales made divided by people pitched"
    expect(formula).to_have_accessible_name(said)
    page.locator("summary", has_text="In words").click()
    expect(page.get_by_text(f"{said}.")).to_be_visible()
    expect(page.get_by_text(r"\frac{\text{sales made}}{\text{people pitched}}")).to_be_visible()
    over, under = (page.locator(f"mfrac > :nth-child({n})").bounding_box() for n in (1, 2))
    assert over
    assert under
    assert over["y"] + over["height"] <= under["y"] + 1


def test_a_page_from_a_folder(browser: Browser, built: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto((built / "kpis/stage-conversion-rate.html").as_uri())
        page.get_by_role("textbox", name="deals won").fill("50")
        expect(page.locator(".sop-calculator__result")).to_have_text("100.0%")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("made", ["20", "1", "x"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, made: str) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}{PAGE}")
        page.get_by_role("textbox", name="sales made").fill(made)
        page.wait_for_timeout(300)
        assert violations(page) == []


def test_without_a_script_and_on_paper_there_is_the_formula(
    browser: Browser, address: str, page: Page
) -> None:
    page.emulate_media(media="print")
    expect(page.locator("form.sop-calculator")).to_be_hidden()
    expect(page.locator("math")).to_be_visible()
    with browser.new_context(java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(address + PAGE)
        expect(bare.locator("form.sop-calculator")).to_be_hidden()
        expect(bare.locator("math")).to_be_visible()
