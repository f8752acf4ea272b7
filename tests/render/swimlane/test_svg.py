"""The picture of a diagram: the same every time, text as text, links in reading order."""

import re
from pathlib import Path
from xml.etree import ElementTree

from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Note, Shape
from salesops_sop.render.swimlane.svg import svg

GOLDEN = Path(__file__).parent / "small.svg"
BAD = "</text><script>alert(1)</script>\" onload='x' {{ 7 }} &amp; ]]>"


def small() -> Diagram:
    """A choice with a way back, parallel work, a call and an end that starts another procedure."""
    late = Note("late", "after 2 days: Director")
    table = Note("table", "Order check", "orders.html")
    starts = Note("starts", "Delivery", "delivery.html")
    return Diagram(
        [Lane("Clerk", "Office", "clerk.html", "sop-hue-1"), Lane("Driver", "Depot")],
        [
            Node("start", Shape.START, 0, "Start"),
            Node("merge", Shape.MERGE, 0, said="Ways come together"),
            Node("check", Shape.STEP, 0, "Check the order", "#check", "1", [table, late], "Step 1"),
            Node("choice", Shape.CHOICE, 0, said="Choice"),
            Node("split", Shape.SPLIT, 0),
            Node("pack", Shape.STEP, 0, "Pack", "#pack", "2"),
            Node("load", Shape.STEP, 1, "Load the van", "#load", "3"),
            Node("join", Shape.JOIN, 1),
            Node(
                "call", Shape.CALL, 1, "Plan the tour", "tour.html", notes=[Note("calls", "other")]
            ),
            Node("end", Shape.END, 1, "On its way", "#done", notes=[starts]),
        ],
        [
            Flow("start", "merge"),
            Flow("merge", "check"),
            Flow("check", "choice"),
            Flow("choice", "merge", "something is missing", dashed=True),
            Flow("choice", "split", "otherwise"),
            Flow("split", "pack"),
            Flow("split", "load"),
            Flow("pack", "join"),
            Flow("load", "join"),
            Flow("join", "call"),
            Flow("call", "end"),
        ],
    )


def test_a_small_diagram_looks_as_it_did() -> None:
    """After a change that is meant: write the new picture, look at it, and commit it."""
    assert svg(small(), "An order") + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_links_come_in_reading_order() -> None:
    assert re.findall(r'href="([^"]+)"', svg(small(), "An order")) == [
        "clerk.html",
        *("#check", "orders.html", "#pack", "#load", "tour.html", "#done", "delivery.html"),
    ]


def test_the_picture_is_well_formed_and_has_a_label() -> None:
    root = ElementTree.fromstring(svg(small(), "An order"))
    assert root.get("aria-label") == "An order"
    assert root.get("role") == "group"


def test_hostile_texts_are_mere_texts() -> None:
    note = Note("late", BAD, BAD)
    nodes = [
        Node("a", Shape.STEP, 0, BAD, BAD, BAD, [note], BAD, BAD),
        Node("b", Shape.END, 0, BAD, BAD, notes=[note], said=BAD),
    ]
    flows = [Flow("a", "b", BAD, BAD), Flow("a", "a", BAD)]
    drawn = svg(Diagram([Lane(BAD, BAD, BAD, BAD)], nodes, flows), BAD)
    root = ElementTree.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"a", "circle", "g", "path", "rect", "svg", "text", "title"}
    assert all("onload" not in element.attrib for element in root.iter())
    assert "{{" not in drawn


def test_a_tall_picture_has_its_heads_at_both_ends() -> None:
    nodes = [Node(str(n), Shape.STEP, n % 2, "Do it") for n in range(20)]
    flows = [Flow(str(n), str(n + 1)) for n in range(19)]
    lanes = [Lane("Clerk", href="clerk.html"), Lane("Driver")]
    drawn = svg(Diagram(lanes, nodes, flows), "Long")
    assert drawn.count(">Clerk<") == 2
    assert drawn.count("clerk.html") == 1
    assert svg(Diagram(lanes, nodes[:4], flows[:3]), "Short").count(">Clerk<") == 1
