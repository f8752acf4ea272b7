"""bpmn-js, which most BPMN tools are built on, opens every reference procedure and draws all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.export import FORMATS
from salesops_sop.handbook.model.process import Procedure
from tests.node.running import PACKAGES

VIEWER = PACKAGES / "bpmn-js" / "dist" / "bpmn-viewer.production.min.js"
DRAW = """async xml => {
  const { warnings } = await viewer.importXML(xml);
  const registry = viewer.get("elementRegistry");
  const drawn = registry.filter(element => {
    const { width, height } = registry.getGraphics(element).getBBox();
    return element.type !== "label" && width + height > 0;
  });
  return [warnings.map(warning => warning.message), drawn.map(element => element.id).sort()];
}"""


@pytest.fixture(scope="module")
def viewer(browser: Browser) -> Iterator[Page]:
    """A page with an empty viewer, which may ask nobody for anything."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content('<div id="canvas" style="width: 1200px; height: 900px"></div>')
    page.add_script_tag(path=str(VIEWER))
    page.evaluate("() => { window.viewer = new BpmnJS({ container: '#canvas' }); }")
    yield page
    page.close()


def test_every_procedure_opens_and_is_drawn(viewer: Page) -> None:
    handbook = finding.opened(reference_handbook())
    for file in FORMATS["bpmn"].files(handbook, handbook.all(Procedure)):
        warnings, drawn = viewer.evaluate(DRAW, file.content)
        assert warnings == [], file.name
        shown = set(re.findall(r'bpmnElement="([^"]+)"', str(file.content)))
        assert set(drawn) >= shown - {"collaboration"}, file.name


def test_what_it_cannot_read_is_told(viewer: Page) -> None:
    handbook = finding.opened(reference_handbook())
    procedure = handbook.get(Procedure, "lead-grading")
    assert procedure
    (file,) = FORMATS["bpmn"].files(handbook, [procedure])
    broken = str(file.content).replace('targetRef="step_score"', 'targetRef="step_scored"')
    warnings, _ = viewer.evaluate(DRAW, broken)
    assert any("unresolved reference <step_scored>" in warning for warning in warnings)
