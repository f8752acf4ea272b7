"""Trees as pictures and as lists."""

import xml.etree.ElementTree as etree
from itertools import pairwise

from salesops_sop.render.orgchart import GAP_Y, HEIGHT, Box, nested, svg

BOXES = [
    Box("Chief <executive>", 0, "a.html", "Executive"),
    Box("VP of Sales", 1, "b.html", "Sales", "sop-hue-2"),
    Box("Analyst of many very different and long things that nobody can name", 2),
    Box("Representative", 2, "d.html"),
    Box("Finance director", 1, "e.html"),
    Box("Forgotten", 0),
]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_is_well_formed_and_links_in_reading_order() -> None:
    root = etree.fromstring(str(svg(BOXES, "Who reports to whom")))
    assert root.get("aria-label") == "Who reports to whom"
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == [
        "a.html",
        "b.html",
        "d.html",
        "e.html",
    ]
    assert len(list(root.iter(f"{SVG}path"))) == 4
    assert 'class="sop-org__box sop-hue-2"' in svg(BOXES, "")


def test_boxes_do_not_lie_on_each_other_and_fit_into_the_picture() -> None:
    root = etree.fromstring(str(svg(BOXES, "")))
    places = sorted(
        (int(rect.get("x", "")), int(rect.get("y", ""))) for rect in root.iter(f"{SVG}rect")
    )
    for (x, y), (other_x, other_y) in pairwise(places):
        assert x != other_x or other_y - y >= HEIGHT + GAP_Y
    assert max(y for _, y in places) + HEIGHT <= int(root.get("height", ""))


def test_the_same_as_a_list() -> None:
    html = str(nested(BOXES))
    root = etree.fromstring(html)
    assert [len(list(item)) for item in root] == [3, 0]  # link, note and list; nothing
    assert html.count("<ul>") == 2
    assert "Chief &lt;executive&gt;" in html


def test_a_line_of_a_thousand_is_no_problem() -> None:
    line = [Box(str(depth), depth) for depth in range(1000)]
    assert str(svg(line, "")).count("<rect") == 1000
    assert str(nested(line)).count("<li>") == 1000
