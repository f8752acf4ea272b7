"""How often the work of a procedure changes hands: hand-offs, departments, and there and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.flow.graph import Graph, Node, NodeKind
from salesops_sop.analysis.flow.limits import is_limited
from salesops_sop.analysis.flow.order import backwards, onward
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.analysis.organization.doing import doers
from salesops_sop.base.graph import knots
from salesops_sop.handbook.model.process import Step

Roles = frozenset[str]


class Line(NamedTuple):
    """Steps right behind each other that two parties do by turns, and how often hands change."""

    steps: tuple[Step, ...]
    one: Roles
    other: Roles
    changes: int


class Run(NamedTuple):
    """A run through a procedure: how many steps it has, and how many of them are taken over."""

    changes: int
    steps: int


class Loop(NamedTuple):
    """Steps that lead back to each other, the first and the last of them in the procedure."""

    steps: tuple[Step, ...]
    departments: tuple[str, ...]


@dataclass(frozen=True)
class Burden:
    """What one procedure costs in changes of hands. Only steps that can be reached count.

    `graph` is the mended one, `parties` knows the departments. A step is done by the roles that
    `doers` names; hands change between two steps right behind each other that no role does both.
    """

    graph: Graph
    parties: Parties

    @cached_property
    def steps(self) -> tuple[Node, ...]:
        """The steps that can be reached."""
        return tuple(node for node in self.graph.steps if node.id in self.graph.reached)

    @cached_property
    def doers(self) -> dict[str, Roles]:
        """From the node of each step to the roles that do it."""
        procedure = self.graph.procedure
        return {n.id: frozenset(doers(procedure, n.step)) for n in self.steps if n.step}

    @cached_property
    def departments(self) -> dict[str, frozenset[str]]:
        """From the node of each step to the departments of its roles that exist."""
        return {node: self.parties.departments_of(roles) for node, roles in self.doers.items()}

    @cached_property
    def handoffs(self) -> int:
        """How many steps take over from roles none of which does them."""
        return self._taken_over(self.doers)

    @cached_property
    def department_changes(self) -> int:
        """How many steps take over from departments none of which does them."""
        return self._taken_over(self.departments)

    def _taken_over(self, parties: dict[str, frozenset[str]]) -> int:
        taking = {
            target
            for source in parties
            for target in self.graph.following[source]
            if target != source and _changes(parties[source], parties[target])
        }
        return len(taking)

    @cached_property
    def lightest(self) -> Run:
        """Of the runs from the start to an end that with the smallest share of hand-offs.

        A hand-off is a change of department; in a handbook without roles, of role. Loops are run
        through once, of parallel paths one is followed. A run that ends early says nothing of the
        rest: runs with less than half of the steps of the longest one do not count. Where a way is
        lost nobody knows the runs, and there is none.
        """
        lost = any(self.graph.nodes[n].kind is NodeKind.LOST for n in self.graph.reached)
        if lost or not self.steps:
            return Run(0, 0)
        parties = self.departments if self.parties.departments.department_of else self.doers
        fewest: dict[str, dict[int, int]] = {}  # from a step, by the number of steps to an end
        for node in self._backwards:
            runs = fewest[node] = {1: 0} if self._may_end(node) else {}
            for target in self._onward[node]:
                change = _changes(parties[node], parties[target])
                for steps, changes in fewest[target].items():
                    runs[steps + 1] = min(changes + change, runs.get(steps + 1, steps))
        runs = fewest[self.steps[0].id] or {len(self.steps): 0}
        long = (Run(changes, n) for n, changes in runs.items() if 2 * n >= max(runs))
        return min(long, key=lambda run: (run.changes / run.steps, -run.steps))

    def _may_end(self, node: str) -> bool:
        """Whether no step follows on some way, but an end or a call."""
        waiting = list(self.graph.out[node])
        for edge in waiting:
            if self.graph.nodes[edge.target].kind in (NodeKind.CHOICE, NodeKind.SPLIT):
                waiting += self.graph.out[edge.target]
        kinds = {self.graph.nodes[edge.target].kind for edge in waiting}
        return not kinds.isdisjoint((NodeKind.END, NodeKind.CALL)) or not self._onward[node]

    @cached_property
    def back_and_forth(self) -> tuple[Line, ...]:
        """For each two parties the line with most changes of hands between them, if it has three.

        Lines do not go back: loops are counted once.
        """
        best: dict[frozenset[Roles], tuple[int, str, Roles, Roles]] = {}
        for node in self.steps:
            for other in self._partners(node.id):
                mine = self.doers[node.id]
                changes = self._changes(node.id, other, mine)
                pair = frozenset((mine, other))
                if changes >= 3 and (pair not in best or best[pair][0] < changes):
                    best[pair] = (changes, node.id, mine, other)
        return tuple(
            Line(tuple(self._line(start, other, mine)), mine, other, changes)
            for changes, start, mine, other in best.values()
        )

    def _partners(self, node: str) -> list[Roles]:
        found = (self.doers[target] for target in self._onward[node])
        return list(dict.fromkeys(r for r in found if r.isdisjoint(self.doers[node])))

    @cached_property
    def _counted(self) -> dict[tuple[str, frozenset[Roles]], int]:
        return {}

    def _changes(self, node: str, one: Roles, other: Roles) -> int:
        """The most changes of hands between two parties on a line that begins with a step."""
        pair = frozenset((one, other))
        for step in self._backwards:  # whatever follows a step was counted before it
            if self.doers[step] in pair and (step, pair) not in self._counted:
                following = [t for t in self._onward[step] if self.doers[t] in pair]
                counts = [
                    self._counted[target, pair] + (self.doers[target] != self.doers[step])
                    for target in following
                ]
                self._counted[step, pair] = max(counts, default=0)
        return self._counted[node, pair]

    def _line(self, start: str, one: Roles, other: Roles) -> Iterator[Step]:
        pair = frozenset((one, other))
        node: str | None = start
        while node is not None:
            step = self.graph.nodes[node].step
            if step is not None:
                yield step
            following = [t for t in self._onward[node] if self.doers[t] in pair]
            here = node
            node = max(
                following,
                key=lambda t: self._counted[t, pair] + (self.doers[t] != self.doers[here]),
                default=None,
            )

    @cached_property
    def _backwards(self) -> list[str]:
        return backwards(self.doers, self.graph.following)

    @cached_property
    def _onward(self) -> dict[str, list[str]]:
        return onward(self._backwards, self.graph.following)

    @cached_property
    def open_loops(self) -> tuple[Loop, ...]:
        """Loops between two departments without a limit to how often they are run through."""
        ways = {node: self.graph.following[node] for node in self.doers}
        if all(len(self._onward[node]) == len(ways[node]) for node in ways):
            return ()  # nothing leads back
        order = {node: number for number, node in enumerate(ways)}
        loops = [loop for loop in knots(ways) if len(loop) > 1]  # one step has one department
        loops.sort(key=lambda loop: min(order[node] for node in loop))
        found = (self._open(frozenset(loop)) for loop in loops)
        return tuple(loop for loop in found if loop is not None)

    def _open(self, nodes: frozenset[str]) -> Loop | None:
        departments = {d for node in nodes for d in self.departments[node]}
        never_left = not nodes.isdisjoint(self.graph.endless)  # which is told as such
        if len(departments) != 2 or never_left or is_limited(self.graph, nodes):
            return None
        if not any(self._changes_department(node, nodes) for node in nodes):
            return None
        steps = [n.step for n in self.steps if n.id in nodes and n.step is not None]
        return Loop(tuple(steps), tuple(sorted(departments)))

    def _changes_department(self, node: str, nodes: frozenset[str]) -> bool:
        here = self.departments[node]
        targets = (self.departments[t] for t in self.graph.following[node] if t in nodes)
        return any(_changes(here, there) for there in targets)


def _changes(givers: frozenset[str], takers: frozenset[str]) -> bool:
    return bool(givers) and bool(takers) and givers.isdisjoint(takers)
