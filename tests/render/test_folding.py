"""Trees that open and close."""

import xml.etree.ElementTree as etree

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.render.folding import below, folded, levels
from salesops_sop.render.orgchart import Box, svg

BOXES = [
    Box("Chief <executive>", 0, "a.html", "Executive", ident="branch-chief"),
    Box("VP of Sales", 1, "b.html"),
    Box("Analyst", 2),
    Box("Representative", 2, "d.html"),
    Box("Finance director", 1, "e.html"),
    Box("Forgotten", 0),
]


@st.composite
def trees(draw: st.DrawFn) -> list[Box]:
    depths = [0]
    for _ in range(draw(st.integers(0, 30))):
        depths.append(draw(st.integers(0, depths[-1] + 1)))
    return [Box(str(number), depth) for number, depth in enumerate(depths)]


def test_branches_say_how_many_are_in_them() -> None:
    html = str(folded(BOXES, 1, "role"))
    assert "Executive · 4 roles below</span>" in html
    assert "4 roles below Chief &lt;executive&gt;</span></summary>" in html
    assert html.count("<details open>") == 1
    assert html.count("<details>") == 1
    assert '<li id="branch-chief">' in html


@given(trees())
def test_lists_are_whole_and_count_what_is_below(boxes: list[Box]) -> None:
    root = etree.fromstring(str(folded(boxes, 0, "role")))
    items = list(root.iter("li"))
    assert len(items) == len(boxes)
    assert [len(list(item.iter("li"))) - 1 for item in items] == below(boxes)


def test_as_many_levels_as_fit() -> None:
    assert [levels(BOXES, most) for most in (1, 2, 3, 4, 5, 6, 60)] == [0, 1, 1, 2, 2, 3, 3]
    assert levels([], 5) == 0


def test_a_picture_that_leaves_boxes_out_leads_to_them() -> None:
    drawn = svg([BOXES[0]._replace(more=4)], "Chart")
    root = etree.fromstring(str(drawn))
    links = [(link.get("href"), link.get("aria-label")) for link in root.iter() if "}a" in link.tag]
    assert links[1] == ("#branch-chief", "+4 below Chief <executive>")
    right = max(
        int(r.get("x", "")) + int(r.get("width", "")) for r in root.iter() if "rect" in r.tag
    )
    assert right <= int(root.get("width", ""))
