"""How the work of a handbook flows: the graph of each procedure, drawn once for all who ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.burden import Burden
from salesops_sop.analysis.flow.graph import Graph
from salesops_sop.analysis.flow.mending import mended
from salesops_sop.analysis.flow.soundness import MARKINGS, Soundness, soundness
from salesops_sop.analysis.handoff.parties import Parties
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Status


@dataclass(frozen=True)
class Flows:
    """The flows of a handbook; each part is worked out when asked for.

    Ask `handbook.derived(Flows)`, which keeps one for all who ask.
    """

    handbook: Handbook
    _soundness: dict[tuple[str, int], Soundness] = field(default_factory=dict)

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """From the id of each procedure, retired ones too, to its graph."""
        return {procedure.id: drawn(procedure) for procedure in self.handbook.all(Procedure)}

    @cached_property
    def live(self) -> tuple[Procedure, ...]:
        """The procedures that are not retired, by id."""
        every = self.handbook.all(Procedure)
        return tuple(p for p in every if p.control.status is not Status.RETIRED)

    @cached_property
    def mended(self) -> Mapping[str, Graph]:
        """The graphs of live procedures; ways that are lost lead to the step that is meant.

        What is wrong in them is wrong by itself, and not because of a misspelled `next`.
        """
        return {procedure.id: mended(self.graphs[procedure.id]) for procedure in self.live}

    @cached_property
    def burdens(self) -> Mapping[str, Burden]:
        """From the id of each live procedure to how often its work changes hands."""
        parties = self.handbook.derived(Parties.of)
        return {ident: Burden(graph, parties) for ident, graph in self.mended.items()}

    def soundness(self, procedure: Procedure, cap: int = MARKINGS) -> Soundness:
        """Whether a live procedure always comes to one end, as far as `cap` markings show it."""
        key = procedure.id, cap
        if key not in self._soundness:
            self._soundness[key] = soundness(self.mended[procedure.id], cap)
        return self._soundness[key]
