"""How long a procedure may take by the time limits of its steps, on its longest way."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Graph, NodeKind
from salesops_sop.analysis.flow.order import backwards, onward
from salesops_sop.base.graph import reachable
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import TimeLimit
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.vocabulary import Parameter

FAMILIES = ("business", "calendar")


class Longest(NamedTuple):
    """The way on which the time limits of one family add up to most; `minutes` of that family.

    `steps` are those that have such a limit, and those that call a procedure that has one.
    """

    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Durations:
    """The longest ways of all procedures.

    Business time and calendar time cannot be added, so each family is looked at by itself: a way
    is at least as long as its limits of one family. Loops are run through once. A call takes as
    long as the called procedure promises (its `within`), or else its own longest way; calls of
    procedures that call each other in a circle take no time. Ask `handbook.derived(Durations)`.
    """

    handbook: Handbook

    def longest(self, procedure: Procedure, family: str) -> Longest:
        """The longest way of a live procedure in `business` or `calendar` time."""
        return self._longest(procedure.id, family)

    def limit(self, limit: TimeLimit | None) -> Duration | None:
        """A time limit as a duration; None where a parameter does not state one."""
        if limit is None or limit.parameter is None:
            return limit.duration if limit else None
        parameter = self.handbook.get(Parameter, limit.parameter)
        value = self._facts.values.get(parameter.ref) if parameter else None
        return value if isinstance(value, Duration) else None

    def minutes(self, duration: Duration) -> int:
        """The length of a duration in minutes of its family."""
        return duration.in_minutes(self.working_day)

    @cached_property
    def working_day(self) -> int:
        """The minutes of a business day."""
        return self._facts.working_day

    @cached_property
    def _facts(self) -> Facts:
        return self.handbook.derived(Facts)

    @cached_property
    def _graphs(self) -> Mapping[str, Graph]:
        return self.handbook.derived(Flows).mended

    @cached_property
    def _found(self) -> dict[tuple[str, str], Longest]:
        return {}

    def _longest(self, ident: str, family: str) -> Longest:
        key = ident, family
        if key not in self._found:
            self._found[key] = self._walk(self._graphs[ident], family)
        return self._found[key]

    def _ahead(self, graph: Graph) -> dict[str, list[str]]:
        ident = graph.procedure.id
        if ident not in self._ways:
            order = backwards([n for n in graph.nodes if n in graph.reached][:1], graph.targets)
            self._ways[ident] = onward(order, graph.targets)
        return self._ways[ident]

    @cached_property
    def _ways(self) -> dict[str, dict[str, list[str]]]:
        return {}

    def _walk(self, graph: Graph, family: str) -> Longest:
        best: dict[str, Longest] = {}
        found = Longest(0, ())
        for node, targets in self._ahead(graph).items():  # what follows comes first
            found = max((best[t] for t in targets), key=_length, default=Longest(0, ()))
            minutes, step = self._own(graph, node, family), graph.nodes[node].step
            if minutes and step is not None:
                found = Longest(found.minutes + minutes, (step, *found.steps))
            best[node] = found
        return found

    def _own(self, graph: Graph, name: str, family: str) -> int:
        node = graph.nodes[name]
        if node.kind is NodeKind.STEP and node.step is not None:
            return self._of_limit(node.step.within, family)
        called = self._graphs.get(node.calls) if node.kind is NodeKind.CALL else None
        if called is None or graph.procedure.id in self._called_from(node.calls):
            return 0
        if self.limit(called.procedure.within) is not None:
            return self._of_limit(called.procedure.within, family)
        return self._longest(node.calls, family).minutes

    def _called_from(self, ident: str) -> set[str]:
        """The procedures that one calls, over others too, and itself."""
        if ident not in self._called:
            self._called[ident] = reachable(self._calls, [ident])
        return self._called[ident]

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def _calls(self) -> Mapping[str, list[str]]:
        graphs = self._graphs.items()
        return {ident: [n.calls for n in g.nodes.values() if n.calls] for ident, g in graphs}

    def _of_limit(self, limit: TimeLimit | None, family: str) -> int:
        duration = self.limit(limit)
        return self.minutes(duration) if duration and duration.family == family else 0


def _length(way: Longest) -> int:
    return way.minutes
