"""How the work of a handbook flows: the graph of each procedure, drawn once for all who ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.flow.building import drawn
from salesops_sop.analysis.flow.graph import Graph
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure


@dataclass(frozen=True)
class Flows:
    """The flows of a handbook; each part is worked out when asked for.

    Ask `handbook.derived(Flows)`, which keeps one for all who ask.
    """

    handbook: Handbook

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """From the id of each procedure, retired ones too, to its graph."""
        return {procedure.id: drawn(procedure) for procedure in self.handbook.all(Procedure)}
