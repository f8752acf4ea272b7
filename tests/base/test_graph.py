from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.base.graph import cycles, knots, reachable

NAMES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES, max_size=4), max_size=8)


def test_no_cycle() -> None:
    assert cycles({}) == []
    assert cycles({"a": ["b", "c"], "b": ["c"]}) == []


def test_a_cycle_begins_at_its_first_name() -> None:
    assert cycles({"c": ["a"], "a": ["b"], "b": ["c"]}) == [["a", "b", "c"]]


def test_a_node_that_leads_to_itself() -> None:
    assert cycles({"b": ["b"], "a": ["b"]}) == [["b"]]


def test_one_short_cycle_stands_for_a_knot() -> None:
    assert cycles({"a": ["b"], "b": ["c", "a"], "c": ["a"]}) == [["a", "b"]]


def test_a_long_way_needs_no_stack() -> None:
    size = 100_000
    chain = {str(number): [str(number + 1)] for number in range(size)}
    assert cycles(chain) == []
    assert len(cycles({**chain, str(size): ["0"]})[0]) == size + 1
    assert len(reachable(chain, ["0"])) == size + 1


@given(GRAPHS)
def test_every_knot_has_one_true_cycle(graph: dict[str, list[str]]) -> None:
    found = cycles(graph)
    for cycle in found:
        assert cycle[0] == min(cycle)
        assert len(set(cycle)) == len(cycle)
        assert all(target in graph[source] for source, target in pairwise([*cycle, cycle[0]]))
    on_a_cycle = {node for node in graph if node in reachable(graph, graph[node])}
    knots = {frozenset(_knot(graph, node)) for node in on_a_cycle}
    assert {frozenset(_knot(graph, cycle[0])) for cycle in found} == knots
    assert len(found) == len(knots)


@given(GRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_the_edges_does_not_matter(
    graph: dict[str, list[str]], random: Random
) -> None:
    items = [(node, random.sample(targets, len(targets))) for node, targets in graph.items()]
    random.shuffle(items)
    assert cycles(dict(items)) == cycles(graph)


def _knot(graph: dict[str, list[str]], node: str) -> set[str]:
    return {other for other in reachable(graph, [node]) if node in reachable(graph, [other])}


def test_knots_are_nodes_that_lead_to_each_other() -> None:
    edges = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": []}
    assert knots(edges) == [{"d"}, {"b", "c"}, {"a"}]
    assert knots({}) == []
