"""Folds a graph before it is searched: edges between which nothing can go wrong share a place.

These are the reductions of Murata (1989) that fit free choices: a chain is one place; so are the
ways of a choice that meet at one merge, the ways of a split that meet at one join, and a loop that
only comes back to its choice. What is left are the places where parallel work can go astray, so
a search sees no interleavings of harmless branches.
"""

from collections.abc import Mapping
from typing import NamedTuple

from salesops_sop.analysis.flow.graph import Edge, Graph, NodeKind

_PASSES = frozenset({NodeKind.STEP, NodeKind.CALL})
_FORKS = {NodeKind.CHOICE: NodeKind.MERGE, NodeKind.SPLIT: NodeKind.JOIN}
PARALLEL = frozenset({NodeKind.SPLIT, NodeKind.JOIN})
_GATES = frozenset({*_FORKS, *_FORKS.values()})

Around = tuple[list[int], list[int]]
"""The places before and behind a gate."""


class Folded(NamedTuple):
    """From the identity of each edge that can be reached to the edge whose place it shares.

    `parallel` says whether a split or a join is left; without any, one token walks alone and
    nothing can go astray.
    """

    shared: Mapping[int, Edge]
    parallel: bool


def folded(graph: Graph) -> Folded:
    """Fold until nothing more can be."""
    folding = _Folding(graph)
    while folding.fold():
        pass
    edges = folding.edges
    shared = {id(edge): edges[folding.place(number)] for number, edge in enumerate(edges)}
    return Folded(shared, any(folding.kinds[gate] in PARALLEL for gate in folding.gates))


class _Folding:
    """Edges by number; `parent` leads from each to one that shares its place."""

    def __init__(self, graph: Graph) -> None:
        self.kinds = {node.id: node.kind for node in graph.nodes.values()}
        self.kinds[""] = NodeKind.LOST  # what takes from a place before no gate
        self.edges = [edge for edge in graph.edges if edge.source in graph.reached]
        self.parent = list(range(len(self.edges)))
        self.into: dict[str, list[int]] = {}
        self.out: dict[str, list[int]] = {}
        for number, edge in enumerate(self.edges):
            self.into.setdefault(edge.target, []).append(number)
            self.out.setdefault(edge.source, []).append(number)
        for node in self.into:
            if self.kinds[node] in _PASSES:
                self._unite([*self.into[node], *self.out[node]])
        self.gates = [node for node in self.into if self.kinds[node] in _GATES]

    def place(self, number: int) -> int:
        """The place of an edge, by the number of an edge that shares it."""
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def fold(self) -> bool:
        """Fold what can be folded now; whether anything was."""
        around = {node: self._around(node) for node in self.gates}
        takes = {place: node for node, (into, _) in around.items() for place in into}
        changed = False
        for node, (into, out) in around.items():
            kind = self.kinds[node]
            if len(into) == len(out) == 1:
                changed = self._unite([*into, *out]) or changed
                self.gates.remove(node)
            elif kind in _FORKS:
                gates = {
                    p: gate for p in out if self.kinds[gate := takes.get(p, "")] is _FORKS[kind]
                }
                changed = self._meet(into, gates, around) or changed
        return changed

    def _around(self, node: str) -> Around:
        """The places before and behind a gate; not those that only lead from it to itself."""
        into = list({self.place(number): None for number in self.into[node]})
        out = list({self.place(number): None for number in self.out[node]})
        kind = self.kinds[node]
        if kind is NodeKind.MERGE:
            return [place for place in into if place not in out], out
        if kind is NodeKind.CHOICE:
            return into, [place for place in out if place not in into]
        return into, out

    def _meet(
        self, into: list[int], gates: Mapping[int, str], around: Mapping[str, Around]
    ) -> bool:
        """Unite the ways of a fork that lead to one gate, and those straight back to a choice."""
        by_gate: dict[str, list[int]] = {}
        for place, gate in gates.items():
            loops = self.kinds[gate] is NodeKind.MERGE and around[gate][1] == into
            back = into if loops else []
            by_gate.setdefault(gate, [*back]).append(place)
        united = [self._unite(places) for places in by_gate.values()]
        return any(united)

    def _unite(self, numbers: list[int]) -> bool:
        places = [self.place(number) for number in numbers]
        for place in places[1:]:
            self.parent[place] = places[0]
        return any(place != places[0] for place in places)
