"""dmn-js, the modeler of bpmn.io, opens what we export: its drawing and its table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.export.dmn import writing
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from tests.node.running import PACKAGES

pytestmark = pytest.mark.browser
DIST = PACKAGES / "dmn-js" / "dist"
STYLES = ["dmn-js-shared", "dmn-js-drd", "dmn-js-decision-table", "dmn-font/css/dmn"]
OPEN = """async (xml) => {
  window.viewer = new DmnJS({ container: "#canvas" });
  const { warnings } = await viewer.importXML(xml);
  return warnings.map((warning) => warning.message);
}"""
SHOW = """async (type) => {
  const view = viewer.getViews().find((each) => each.type === type);
  const { warnings } = await viewer.open(view);
  return warnings.map((warning) => warning.message);
}"""


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return finding.opened(reference_handbook())


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """An empty page with the viewer; whatever it complains of fails the test."""
    links = [f"<link rel=stylesheet href='{_asset(name)}'>" for name in STYLES]
    script = (DIST / "dmn-navigated-viewer.development.js").as_uri()
    file = tmp_path / "viewer.html"
    file.write_text(
        f"<!doctype html><meta charset=utf-8>{''.join(links)}"
        "<style>html, body, #canvas { height: 100%; margin: 0; }</style><body><div id=canvas></div>"
        f"<script src='{script}'></script>"
    )
    complaints: list[str] = []
    with browser.new_page(viewport={"width": 1400, "height": 900}) as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.goto(file.as_uri())
        yield page
    assert complaints == []


def test_every_table_of_the_reference_handbook_opens(page: Page, handbook: Handbook) -> None:
    decisions = handbook.all(Decision)
    assert decisions
    for decision in decisions:
        page.reload()
        assert page.evaluate(OPEN, writing.write(handbook, decision)) == []
        assert page.locator("[data-element-id^=data_].djs-shape").count() == len(decision.inputs)
        assert page.locator("[data-element-id^=needs_].djs-connection").count() == len(
            decision.inputs
        )
        assert page.evaluate(SHOW, "decisionTable") == []
        assert page.locator(".tjs-table tbody tr").count() == len(decision.rules)


def test_a_table_shows_its_cells_and_reasons(page: Page, handbook: Handbook) -> None:
    decision = handbook.get(Decision, "discount-approval")
    assert decision
    page.evaluate(OPEN, writing.write(handbook, decision))
    page.evaluate(SHOW, "decisionTable")
    row = page.locator(".tjs-table tbody tr").first.locator("td").all_inner_texts()
    assert [text.strip() for text in row] == [
        "1",
        "<= 10",
        "< 50000",
        "-",
        '"current", "retiring"',
        '"deal-desk-analyst"',
        "Small and frequent; the deal desk sees every one and keeps them alike.",
    ]
    assert "Deal value (USD)" in page.locator(".tjs-table thead").inner_text()


def _asset(name: str) -> str:
    return (DIST / "assets" / f"{name}.css").as_uri()
