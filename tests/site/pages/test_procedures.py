"""A procedure’s page: the chart beside the steps, and the ways to its sections."""

from .conftest import Seen


def test_the_chart_stands_beside_the_steps(seen: dict[str, Seen]) -> None:
    page = seen["procedures/lead-grading.md"]
    classes = [given.get("class", "") for _, given in page.elements]
    order = ["sop-side", "sop-side__chart", "sop-scroll", "sop-steps"]
    found = [classes.index(name) for name in order]
    assert found == sorted(found)
    assert "flowchart" in page.ids


def test_a_row_of_links_leads_to_every_section(seen: dict[str, Seen]) -> None:
    page = seen["procedures/lead-grading.md"]
    row = "Steps Who takes part How it ends Exceptions Not allowed Not part of this procedure"
    assert row in page.text
    for section in ("steps", "exceptions", "control"):
        assert page.links.count(f"#{section}") >= 1
        assert section in page.ids


def test_without_a_chart_the_steps_take_all_the_room(seen: dict[str, Seen]) -> None:
    classes = [given.get("class", "") for _, given in seen["procedures/nurturing.md"].elements]
    assert "sop-steps" in classes
    assert "sop-side" not in classes
