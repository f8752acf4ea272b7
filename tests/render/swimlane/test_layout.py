"""Layouts: nothing overlaps, lines keep clear of boxes, and the same diagram looks the same."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.swimlane.layout import layout
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Note, Shape
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.flowchart import diagram
from salesops_sop.site.pages.writer import Writer
from salesops_sop.site.source import read
from tests.render.swimlane.geometry import faults

LANES = [Lane("Analyst", "Operations"), Lane("Manager", "Operations"), Lane("Clerk", "Finance")]


@cache
def reference() -> Book:
    root = reference_handbook()
    return Book(read(root, root.parent), date(2026, 11, 1))


def ids() -> list[str]:
    graphs = reference().handbook.derived(Flows).graphs
    return [ident for ident, graph in graphs.items() if graph.nodes]


@pytest.mark.parametrize("ident", ids())
def test_the_flowcharts_of_the_reference_handbook_have_no_faults(ident: str) -> None:
    procedure = reference().handbook.get(Procedure, ident)
    assert procedure
    drawn = diagram(Writer.of(reference(), procedure), procedure)
    assert drawn
    assert faults(layout(drawn)) == []


def small() -> Diagram:
    return Diagram(
        LANES,
        [
            Node("s", Shape.START, 0, "Start"),
            Node("m", Shape.MERGE, 0),
            Node("a", Shape.STEP, 0, "Check the order", notes=[Note("limit", "4 hours")]),
            Node("c", Shape.CHOICE, 0),
            Node("b", Shape.STEP, 2, "Write the invoice"),
            Node("e", Shape.END, 2, "Paid"),
        ],
        [
            Flow("s", "m"),
            Flow("m", "a"),
            Flow("a", "c"),
            Flow("c", "b", "it is complete"),
            Flow("c", "m", "something is missing"),
            Flow("b", "e"),
        ],
    )


def test_time_runs_down_and_lanes_stand_side_by_side() -> None:
    found = layout(small())
    tops = [found.nodes[ident].box.top for ident in "smacbe"]
    assert tops == sorted(set(tops))
    assert [box.left for box in found.lanes] == sorted(box.left for box in found.lanes)
    assert [title for title, _ in found.groups] == ["Operations", "Finance"]
    assert found.groups[0][1].right == found.lanes[1].right
    assert faults(found) == []


def test_a_straight_way_has_no_turns() -> None:
    routes = layout(small()).routes
    assert [len(route.points) for route in routes[:3]] == [2, 2, 2]


def test_a_way_back_comes_in_from_the_side() -> None:
    found = layout(small())
    back = found.routes[4]
    merge = found.nodes["m"].box
    assert back.points[-1].y == merge.center.y
    assert back.label is not None


def test_ways_side_by_side_where_there_is_room() -> None:
    nodes = [Node("c", Shape.CHOICE, 0), *(Node(i, Shape.STEP, 0, i) for i in "xyz")]
    found = layout(Diagram(LANES[:1], nodes, [Flow("c", i) for i in "xyz"]))
    assert len({found.nodes[i].box.top for i in "xyz"}) == 1


def test_one_below_the_other_where_there_is_none() -> None:
    nodes = [Node("c", Shape.CHOICE, 0), *(Node(i, Shape.STEP, 0, i) for i in "xyz")]
    found = layout(Diagram(LANES[:1], nodes, [Flow("c", i) for i in "xyz"], columns=1))
    assert len({found.nodes[i].box.left for i in "xyz"}) == 1
    assert faults(found) == []


def test_an_empty_diagram_has_only_its_lanes() -> None:
    found = layout(Diagram(LANES, [], []))
    assert (found.nodes, found.routes) == ({}, [])
    assert len(found.heads) == 3


def test_a_long_chain_needs_no_recursion() -> None:
    nodes = [Node(str(n), Shape.STEP, 0, "Do it") for n in range(3000)]
    flows = [Flow(str(n), str(n + 1)) for n in range(2999)]
    assert layout(Diagram(LANES[:1], nodes, flows)).height > 3000 * 44


INNER = [shape for shape in Shape if shape not in (Shape.START, Shape.END, Shape.LOST)]


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Graphs of any form: with loops, parts that nothing leads to, many ways between two nodes."""
    lanes = [Lane(f"Role {n}", f"G{n // 2}") for n in range(draw(st.integers(1, 4)))]
    shapes = draw(st.lists(st.sampled_from(INNER), min_size=1, max_size=12))
    words = st.sampled_from(["", "Do it", "Check that every one of the many papers is there " * 3])
    lane = st.integers(0, len(lanes) - 1)
    nodes = [Node("start", Shape.START, draw(lane), "Start")]
    nodes += [Node(str(n), shape, draw(lane), draw(words)) for n, shape in enumerate(shapes)]
    nodes.append(Node("end", Shape.END, draw(lane), draw(words)))
    inner = st.sampled_from([node.id for node in nodes[1:-1]])
    to = st.sampled_from([node.id for node in nodes[1:]])
    label = st.sampled_from(["", "", "otherwise", "the customer asks for a discount"])
    flows = draw(st.lists(st.builds(Flow, inner, to, label), max_size=20))
    return Diagram(lanes, nodes, [Flow("start", draw(inner)), *flows], draw(st.integers(1, 6)))


@given(diagrams())
@settings(max_examples=100, deadline=None)
def test_no_diagram_has_faults(drawn: Diagram) -> None:
    found = layout(drawn)
    assert faults(found) == []
    assert layout(drawn) == found


def test_room_below_a_node_stays_free() -> None:
    drawn = small()
    nodes = [node._replace(below=70) if node.id == "a" else node for node in drawn.nodes]
    plain, found = layout(drawn), layout(drawn._replace(nodes=nodes))
    assert found.nodes["a"].box == plain.nodes["a"].box
    assert found.nodes["c"].box.top == plain.nodes["c"].box.top + 70
    assert found.routes[2].points[0].y == found.nodes["a"].box.bottom
    assert faults(found) == []


def test_boxes_are_as_wide_as_asked_for() -> None:
    found = layout(small()._replace(across=300))
    assert {found.nodes[ident].box.width for ident in "ab"} == {300}
    assert faults(found) == []


def test_conditions_stand_beside_their_lines() -> None:
    found = layout(small()._replace(beside=True))
    for route in (found.routes[3], found.routes[4]):
        assert route.label
        assert any(
            one.x == other.x == route.label.left and one.y < route.label.bottom
            for one, other in pairwise(route.points)
        )
        assert route.label.width <= found.nodes["a"].box.width // 2


def test_a_short_way_to_an_end_stands_together_right_below_its_choice() -> None:
    nodes = [
        Node("c", Shape.CHOICE, 0),
        *(Node(i, Shape.STEP, 0, i) for i in "abdx"),
        Node("e", Shape.END, 0, "Refused"),
    ]
    flows = [Flow("c", "a", "yes"), Flow("a", "b"), Flow("b", "d")]
    flows += [Flow("c", "x", "no"), Flow("x", "e")]
    found = layout(Diagram(LANES[:1], nodes, flows, columns=1)).nodes
    assert sorted(found, key=lambda ident: found[ident].box.top) == ["c", "x", "e", "a", "b", "d"]


def test_what_is_written_first_stands_above_in_a_ring() -> None:
    nodes = [
        Node("c", Shape.CHOICE, 0),
        Node("m", Shape.MERGE, 0),
        Node("a", Shape.STEP, 0, "a"),
        Node("n", Shape.MERGE, 0),
        Node("b", Shape.CHOICE, 0),
        Node("e", Shape.END, 0),
    ]
    flows = [("c", "n"), ("c", "m"), ("m", "a"), ("a", "n"), ("n", "b"), ("b", "m"), ("b", "e")]
    found = layout(Diagram(LANES[:1], nodes, [Flow(*ends) for ends in flows])).nodes
    assert found["a"].box.top < found["b"].box.top
