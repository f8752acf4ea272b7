"""Flowcharts in a browser: texts stay in their boxes, links lead to steps, paper holds them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# texts that reach over the border of what they stand in, with how far
OUTSIDE = """() => {
  const inside = [
    ['.sop-flow__step, .sop-flow__call', '.sop-flow__shape', '.sop-flow__title text, .sop-flow__note text'],
    ['.sop-flow__when', 'rect', 'text'],
    ['.sop-flow__lane', '.sop-flow__frame, rect', 'text'],
    ['.sop-flow__group', 'rect', 'text'],
  ];
  const faults = [];
  for (const [parts, frame, texts] of inside) {
    for (const part of document.querySelectorAll(parts)) {
      const box = part.querySelector(frame).getBoundingClientRect();
      for (const text of part.querySelectorAll(texts)) {
        const own = text.getBoundingClientRect();
        const over = Math.max(box.left - own.left, own.right - box.right);
        if (over > 0) faults.push(`${text.textContent}: ${over}`);
      }
    }
  }
  return faults;
}"""


def test_texts_stay_in_their_boxes(browser: Browser, built: Path, address: str) -> None:
    pages = [*built.glob("procedures/*.html"), *built.glob("pipelines/*.html")]
    faults, pictures = {}, 0
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        for path in sorted([*pages, built / "process-map.html"]):
            page.goto(address + path.relative_to(built).as_posix())
            pictures += page.locator(".sop-flow").count()
            faults[path.name] = page.evaluate(OUTSIDE)
    assert {name: found for name, found in faults.items() if found} == {}
    assert pictures > 30


def test_a_box_leads_to_its_step_by_keyboard(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(address + "procedures/lead-grading.html")
        page.locator(".sop-scroll:has(.sop-flow)").focus()
        names = []
        for _ in range(4):
            page.keyboard.press("Tab")
            names.append(page.evaluate("document.activeElement.textContent"))
        assert "Sales operations analyst" in names[0]
        assert "Step 1" in names[2]
        assert "Step 2" in names[3]
        page.keyboard.press("Enter")
        assert page.url.endswith("#step-discard")
        assert page.locator("#step-discard").is_visible()


def test_paper_holds_the_whole_picture(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 690, "height": 980}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(address + "procedures/deal-closing.html")
        box = page.locator(".sop-flow").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 690
