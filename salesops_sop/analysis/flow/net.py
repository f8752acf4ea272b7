"""The graph of a procedure as a workflow net: places that hold tokens, and what moves them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.flow.effort import Effort
from salesops_sop.analysis.flow.graph import START, Edge, Graph, NodeKind

OVER = 1
"""The bit of the place that says that the procedure has ended."""

Groups = Mapping[str, tuple[tuple[int, ...], ...]]
"""From a merge to the ways into it, by place, that are to wait for each other."""


@dataclass(frozen=True, slots=True)
class Firing:
    """One way in which a node moves tokens: it takes those of `pre` and puts those of `post`.

    `edge` is the way that a choice takes. `others` are the other places that lead to the same
    merge: a token in one of them means that two came where one was expected.
    """

    node: str
    pre: int
    post: int
    edge: Edge | None = None
    others: int = 0


@dataclass(frozen=True)
class Net:
    """A workflow net with a place for each edge of a graph; a marking is an int with a bit a place.

    Edges between which nothing can go wrong share a place (`shared`, from `folded`). Nodes that
    nothing leads to are left out. Places hold one token at most: whoever fires has to look whether
    `post` is taken (the net is free-choice, so a sound one is safe; van der Aalst 1997). Ways that
    are lost have a place that nothing empties.

    `waiting` makes merges wait, which is how a missing join is mended to look behind it.
    """

    graph: Graph
    shared: Mapping[int, Edge]
    waiting: Groups
    effort: Effort

    @cached_property
    def places(self) -> Mapping[int, int]:
        """From the identity of each edge to its place, a power of two; OVER is taken."""
        number: dict[int, int] = {}
        for edge in self.shared.values():
            number.setdefault(id(edge), 2 << len(number))
        return {edge: number[id(place)] for edge, place in self.shared.items()}

    @cached_property
    def initial(self) -> int:
        """The marking in which the procedure begins."""
        return self.place(self.graph.out[START][0]) if self.graph.nodes else 0

    def place(self, edge: Edge) -> int:
        """The place of an edge."""
        return self.places[id(edge)]

    def incoming(self, node: str) -> tuple[Edge, ...]:
        """The edges into a node that a token can come on."""
        return tuple(e for e in self.graph.into[node] if e.source in self.graph.reached)

    @cached_property
    def by_place(self) -> Mapping[int, tuple[Firing, ...]]:
        """Every firing, under the lowest place that it takes a token from."""
        found: dict[int, list[Firing]] = {}
        for node in self.graph.nodes:
            if node in self.graph.reached:
                for firing in self._firings(node):
                    found.setdefault(firing.pre & -firing.pre, []).append(firing)
        return {place: tuple(firings) for place, firings in found.items()}

    @cached_property
    def joins(self) -> tuple[Firing, ...]:
        """What needs several tokens: joins, and merges that were made to wait."""
        every = (firing for firings in self.by_place.values() for firing in firings)
        return tuple(firing for firing in every if firing.pre & (firing.pre - 1))

    def behind(self, node: str, *without: str) -> int:
        """The places behind a node on ways that do not lead through one of the other nodes."""
        key = node, *without
        if key not in self._behind:
            ways = list(self._ways(node, without))
            self.effort.spend(len(ways))
            self._behind[key] = _joined(self.place(edge) for edge in ways)
        return self._behind[key]

    def circles(self, merge: str, one: int, other: int) -> bool:
        """Whether both places before a merge lie behind it, or neither of them does."""
        behind = self.behind(merge)
        return bool(behind & one) == bool(behind & other)

    def _ways(self, node: str, without: Iterable[str]) -> Iterator[Edge]:
        seen = {node, *without}
        waiting = list(self.graph.out[node])
        while waiting:
            edge = waiting.pop()
            yield edge
            if edge.target not in seen:
                seen.add(edge.target)
                waiting += self.graph.out[edge.target]

    @cached_property
    def _behind(self) -> dict[tuple[str, ...], int]:
        return {}

    def _firings(self, node: str) -> Iterator[Firing]:
        kind = self.graph.nodes[node].kind
        into = list(dict.fromkeys(self.place(edge) for edge in self.incoming(node)))
        out = {self.place(edge): edge for edge in reversed(self.graph.out[node])}
        if into == list(out):  # folded
            return
        if kind is NodeKind.END:
            yield from (Firing(node, pre, OVER) for pre in into)
        elif kind is NodeKind.CHOICE:
            ways = [(place, edge) for place, edge in out.items() if place not in into]
            yield from (Firing(node, into[0], place, edge) for place, edge in reversed(ways))
        elif kind in (NodeKind.SPLIT, NodeKind.JOIN):
            yield Firing(node, _joined(into), _joined(out))
        elif kind is NodeKind.MERGE:
            (post,) = out
            yield from self._merge(node, [place for place in into if place != post], post)

    def _merge(self, node: str, into: Collection[int], post: int) -> Iterator[Firing]:
        groups = self.waiting.get(node, ())
        grouped = {place for group in groups for place in group}
        every = [*groups, *((place,) for place in into if place not in grouped)]
        whole = _joined(into)
        for group in every:
            pre = _joined(group)
            yield Firing(node, pre, post, others=whole & ~pre)


def _joined(places: Iterable[int]) -> int:
    marking = 0
    for place in places:
        marking |= place
    return marking
