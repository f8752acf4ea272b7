"""Hand-offs: what departments give each other, worked out once for all who ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Graph
from salesops_sop.analysis.handoff.giving import Giving, Reading
from salesops_sop.analysis.handoff.interfaces import Interface, interfaces
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.analysis.handoff.serving import Misuse, misuses
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Handoff, Procedure, Step
from salesops_sop.handbook.model.record import Status
from salesops_sop.handbook.model.service import Service


class Leaving(NamedTuple):
    """A declared hand-off that goes to another department."""

    procedure: Procedure
    step: Step
    handoff: Handoff


@dataclass(frozen=True)
class Handoffs:
    """The hand-offs of a handbook; retired procedures and services have none.

    Ask `handbook.derived(Handoffs)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def parties(self) -> Parties:
        """Roles and departments, each with its department."""
        return Parties.of(self.handbook)

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """The graphs of the procedures that are not retired, by id."""
        return {
            ident: graph
            for ident, graph in self.handbook.derived(Flows).graphs.items()
            if graph.procedure.control.status is not Status.RETIRED
        }

    @cached_property
    def givings(self) -> tuple[Giving, ...]:
        """Every step that gives work to another department, by procedure and step."""
        reading = Reading(self.parties, Dimensions.of(self.handbook), self.graphs)
        return tuple(giving for graph in self.graphs.values() for giving in reading.of(graph))

    @cached_property
    def leaving(self) -> tuple[Leaving, ...]:
        """The declared hand-offs that go to another department, by procedure and step.

        In a handbook without any role nobody can tell, and each goes to somebody else's.
        """
        if self.handbook.ids("role"):
            found = ((g.procedure, g.step) for g in self.givings if g.leaves)
        else:
            found = ((g.procedure, n.step) for g in self.graphs.values() for n in g.steps if n.step)
        return tuple(Leaving(p, step, step.handoff) for p, step in found if step.handoff)

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """The services that are offered, by id."""
        found = self.handbook.all(Service)
        return tuple(s for s in found if not (s.control and s.control.status is Status.RETIRED))

    @cached_property
    def misuses(self) -> tuple[Misuse, ...]:
        """Hand-offs that say nothing of how the receiver is asked, or something wrong."""
        return tuple(misuses(self.givings, self.services, self.parties))

    @cached_property
    def interfaces(self) -> Mapping[tuple[str, str], Interface]:
        """From the ids of two departments, the one that gives and the one that receives.

        Only pairs that share something are in it, sorted by both ids.
        """
        return interfaces(self.givings, self.services, self.parties)

    @cached_property
    def by_giver(self) -> Mapping[str, tuple[Interface, ...]]:
        """From a department to its interfaces with those it gives to or may ask."""
        return _grouped(self.interfaces.values(), lambda interface: interface.giver)

    @cached_property
    def by_receiver(self) -> Mapping[str, tuple[Interface, ...]]:
        """From a department to its interfaces with those it receives from or that may ask it."""
        return _grouped(self.interfaces.values(), lambda interface: interface.receiver)


def _grouped(
    found: Iterable[Interface], key: Callable[[Interface], str]
) -> Mapping[str, tuple[Interface, ...]]:
    groups: dict[str, list[Interface]] = {}
    for interface in found:
        groups.setdefault(key(interface), []).append(interface)
    return {ident: tuple(group) for ident, group in groups.items()}
