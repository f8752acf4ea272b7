"""Nodes are placed behind what leads to them, each way with all that follows it alone."""

from salesops_sop.render.swimlane.ordering import ordered


def test_a_way_comes_with_all_that_follows_it_alone() -> None:
    order = ordered(6, [(0, 1), (0, 3), (1, 2), (3, 4), (2, 5), (4, 5)])
    assert order.place == [0, 1, 2, 3, 4, 5]
    assert order.depth == [3, 2, 1, 2, 1, 0]


def test_a_lower_number_waits_for_what_leads_to_it() -> None:
    assert ordered(3, [(0, 2), (2, 1)]).place == [0, 2, 1]


def test_what_follows_alone_keeps_its_place_whatever_its_number() -> None:
    assert ordered(5, [(0, 1), (1, 4), (0, 2), (2, 3)]).place == [0, 1, 3, 4, 2]


def test_parts_that_nothing_joins_come_one_after_the_other() -> None:
    assert ordered(4, [(0, 1), (2, 3)]).place == [0, 1, 2, 3]
