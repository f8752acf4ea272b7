"""Soundness of one procedure: whether it always comes to one end, and by which defect it does not.

Sound, after van der Aalst (1997): from every marking that can be reached the end can be reached,
nothing is left running at the end, and every step can run. In nets without defects of the first
two kinds a step that a path leads to can always run, since choices are free.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from salesops_sop.analysis.flow.deadlock import Deadlock, Deadlocks
from salesops_sop.analysis.flow.effort import Effort
from salesops_sop.analysis.flow.folding import PARALLEL, folded
from salesops_sop.analysis.flow.graph import Edge, Graph, Node, NodeKind
from salesops_sop.analysis.flow.net import Firing, Groups, Net
from salesops_sop.analysis.flow.region import before, split_of
from salesops_sop.analysis.flow.search import Search
from salesops_sop.handbook.model.process import Step

MARKINGS = 100_000
"""How many markings of one procedure are looked at before the search is given up."""
MOST_MENDED = 50
"""How many missing joins of one procedure are told; whoever has more begins with these."""


@dataclass(frozen=True)
class MissingJoin:
    """Parallel paths of one split that do not wait for each other.

    `paths` are the last steps of the paths. They meet at `again`, which therefore runs twice, or
    each ends the procedure (None). `split` is None where a loop starts its work once more while
    that still runs; `paths` is then the step that starts it.
    """

    paths: tuple[Step, ...]
    split: Node | None = None
    again: Step | None = None


@dataclass(frozen=True)
class Soundness:
    """What a search found; without `proved` there may be more.

    `markings` is how many were looked at; none where folding leaves nothing parallel.
    """

    deadlocks: tuple[Deadlock, ...] = ()
    missing_joins: tuple[MissingJoin, ...] = ()
    markings: int = 0
    proved: bool = True


def soundness(graph: Graph, cap: int = MARKINGS) -> Soundness:
    """Search at most `cap` markings of a procedure for all deadlocks and missing joins.

    What leads nowhere is undetermined: nothing is told that may come from it.
    """
    if PARALLEL.isdisjoint(graph.nodes[node].kind for node in graph.reached):
        return Soundness()
    edges = folded(graph)
    return _Prover(graph, cap, edges.shared).answer() if edges.parallel else Soundness()


class _Prover:
    def __init__(self, graph: Graph, cap: int, shared: Mapping[int, Edge]) -> None:
        self.graph = graph
        self.cap = cap
        self.effort = Effort(cap)
        self.shared = shared
        self.endless = graph.endless
        self.looked_at = 0
        self.missing: list[MissingJoin] = []

    def answer(self) -> Soundness:
        """Make merges wait at which paths meet, one after the other, until no two meet."""
        met: dict[str, list[tuple[int, int]]] = {}
        search = self._search({})
        while search.meetings and len(met) < MOST_MENDED:
            for merge, one, other in search.meetings:
                met.setdefault(merge, []).append((one, other))
            search = self._search({merge: _grouped(pairs) for merge, pairs in met.items()})
        for merge, pairs in met.items():
            self._met(search.net, merge, pairs)
        deadlocks = Deadlocks(search)
        self._ends(search, deadlocks.ends)
        self._doubles(search)
        found = deadlocks.found()
        proved = search.proved and not search.meetings and self.effort.may_explain
        return Soundness(found, tuple(self.missing), self.looked_at, proved)

    def _search(self, waiting: Groups) -> Search:
        net = Net(self.graph, self.shared, waiting, self.effort)
        search = Search(net, max(1, self.cap - self.looked_at), self.endless).run()
        self.looked_at += len(search.came_from)
        return search

    def _met(self, net: Net, merge: str, pairs: list[tuple[int, int]]) -> None:
        """Tell that paths meet at a merge, in these pairs of places."""
        places = {place for pair in pairs for place in pair}
        edges = [edge for edge in net.incoming(merge) if net.place(edge) in places]
        again = self.graph.nodes[merge].step
        split = split_of(net, *pairs[0])
        if self.effort.may_explain:
            self._tell((before(self.graph, edge) for edge in edges), split, again)

    def _doubles(self, search: Search) -> None:
        """A place that is filled twice though no paths meet: a loop starts work over and over."""
        told = [missing.split for missing in self.missing]
        for edge in self.graph.edges:
            source = self.graph.nodes[edge.source]
            full = search.net.places.get(id(edge)) in search.doubles
            begins = source.kind is NodeKind.SPLIT and edge.target not in self.endless
            if full and begins and source not in told:
                self._tell([source.step], None, self.graph.nodes[edge.target].step)

    def _ends(self, search: Search, explained: frozenset[str]) -> None:
        """Two ends in one run, one for each split; not those by which a deadlock was told.

        One end that is reached twice is told only where no split tells why.
        """
        told: set[str] = set()
        unexplained: list[tuple[Firing, Firing]] = []
        for first, second in self._pairs(search, explained):
            split = split_of(search.net, first.pre, second.pre)
            if not self.effort.may_explain:
                return
            if split is None:
                unexplained.append((first, second))
            elif split.id not in told:
                told |= {split.id, first.node, second.node}
                self._ended(first, second, split)
        for first, second in unexplained:
            if told.isdisjoint((first.node, second.node)):
                told |= {first.node, second.node}
                self._ended(first, second, None)

    def _pairs(self, search: Search, explained: frozenset[str]) -> Iterator[tuple[Firing, Firing]]:
        seen: set[tuple[Firing, Firing]] = set()
        for marking, second in search.ends:
            for first in self._first_ends(search, marking):
                pair = first, second
                if pair not in seen and explained.isdisjoint((first.node, second.node)):
                    seen.add(pair)
                    yield pair

    def _ended(self, first: Firing, second: Firing, split: Node | None) -> None:
        edges = (self.graph.into[firing.node][0] for firing in (first, second))
        self._tell((before(self.graph, edge) for edge in edges), split, None)

    def _first_ends(self, search: Search, marking: int) -> list[Firing]:
        """The end that was reached last on the way to a marking."""
        return [f for f in reversed(search.trace(marking)) if self._is_end(f)][:1]

    def _tell(self, paths: Iterable[Step | None], split: Node | None, again: Step | None) -> None:
        steps = {id(step): step for step in paths if step is not None}
        self.missing.append(MissingJoin(tuple(steps.values()), split, again))

    def _is_end(self, firing: Firing) -> bool:
        return self.graph.nodes[firing.node].kind is NodeKind.END


def _grouped(groups: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """Groups without common members: those that share one are put together."""
    found: list[set[int]] = []
    for group in groups:
        whole = set(group)
        for other in [other for other in found if not whole.isdisjoint(other)]:
            whole |= other
            found.remove(other)
        found.append(whole)
    return tuple(tuple(sorted(group)) for group in found)
