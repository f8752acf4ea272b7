"""Graphs of procedures: what stands between the steps, and where ways are lost."""

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import START, Flaw, NodeKind
from salesops_sop.handbook.loader import load
from tests.analysis.flow.procedures import procedure


def edges(steps: str, outcomes: str = "[]") -> list[str]:
    graph = drawn(procedure(steps, outcomes))
    return sorted(
        f"{e.source} > {e.target}{f' ({e.label})' if e.label else ''}" for e in graph.edges
    )


def test_a_step_leads_to_the_one_below_and_the_last_one_ends() -> None:
    assert edges("a:\nb:") == ["a > b", "b > end:b", "start: > a"]


def test_a_choice_stands_behind_its_step() -> None:
    found = edges(
        """
        a: {next: [{when: it is good, to: b}, {otherwise: {end: bad}}]}
        b: {next: {end: good}}
        """,
        "[{id: good, title: Good}, {id: bad, title: Bad}]",
    )
    assert found == [
        "a > choice:a",
        "b > end:good:b",
        "choice:a > b (it is good)",
        "choice:a > end:bad:choice:a",
        "start: > a",
    ]


def test_parallel_work_is_split_and_joined() -> None:
    found = edges(
        """
        a: {next: {all: [b, c]}}
        b: {next: d}
        c:
        d: {wait_for: all}
        """
    )
    assert found == [
        "a > split:a",
        "b > join:d",
        "c > join:d",
        "d > end:d",
        "join:d > d",
        "split:a > b",
        "split:a > c",
        "start: > a",
    ]


def test_a_join_waits_for_steps_so_two_ways_from_one_step_are_merged() -> None:
    found = edges(
        """
        a: {next: {all: [b, c]}}
        b: {next: [{when: x, to: d}, {otherwise: d}]}
        c:
        d: {wait_for: all}
        """
    )
    assert [way for way in found if "merge" in way] == [
        "choice:b > merge:d:b",
        "choice:b > merge:d:b (x)",
        "merge:d:b > join:d",
    ]


def test_a_call_returns_to_then_or_to_the_step_below() -> None:
    assert edges("a: {next: {call: other, then: c}}\nb:\nc:") == [
        "a > call:a",
        "b > c",
        "c > end:c",
        "call:a > c",
        "start: > a",
    ]
    assert "call:a > b" in edges("a: {next: {call: other}}\nb:")


def test_a_loop_merges_before_the_step_it_comes_back_to() -> None:
    found = edges("a:\nb: {next: [{when: not yet, to: a}, {otherwise: c}]}\nc:")
    assert "merge:a > a" in found
    assert {"start: > merge:a", "choice:b > merge:a (not yet)"} <= set(found)


def test_ways_out_of_unreachable_steps_do_not_count() -> None:
    found = edges("a: {next: c}\nb:\nc: {wait_for: all}")
    assert found == ["a > c", "b > c", "c > end:c", "start: > a"]


def test_lost_ways_say_why() -> None:
    graph = drawn(
        procedure(
            """
            a: {next: [{when: x, to: nowhere}, {when: y, to: {end: gone}}, {when: z}, {otherwise: b}]}
            b: {next: []}
            c:
            """,
            "[{id: done, title: Done}]",
        )
    )
    lost = [(n.kind, n.flaw, n.target) for n in graph.nodes.values() if n.flaw]
    assert lost == [
        (NodeKind.LOST, Flaw.UNKNOWN, "nowhere"),
        (NodeKind.LOST, Flaw.NOTHING, ""),
        (NodeKind.END, Flaw.UNKNOWN, "gone"),
        (NodeKind.LOST, Flaw.NOTHING, ""),
        (NodeKind.END, Flaw.FALLS_OFF, ""),
    ]


def test_following_steps_lie_behind_gateways_but_not_behind_calls() -> None:
    graph = drawn(
        procedure(
            """
            a: {next: [{when: x, to: {all: [b, c]}}, {otherwise: {call: other, then: d}}]}
            b: {next: d}
            c: {next: d}
            d: {wait_for: all}
            """
        )
    )
    assert graph.following == {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}
    assert START in graph.reached


def test_steps_with_one_id_keep_their_place() -> None:
    assert edges("a:\na:\nb: {next: a}") == [
        "a > a:2",
        "a:2 > b",
        "b > merge:a",
        "merge:a > a",
        "start: > merge:a",
    ]


def test_a_procedure_without_steps_has_no_graph() -> None:
    empty = load({"p.yaml": "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: a}\nsteps: []\n"})
    graph = empty.derived(Flows).graphs["p"]
    assert not graph.nodes
    assert graph.steps == ()
    assert graph.reached == frozenset()
