"""One decision table under analysis: its cells, its rules as boxes, and what each rule answers.

Every question about a table spends from a budget of its own, so that its answer does not depend on
what was asked before.
"""

from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.decision.cells import Cells
from salesops_sop.analysis.decision.column import Rules, slots
from salesops_sop.analysis.decision.cover import STEPS, Budget, Cover
from salesops_sop.analysis.decision.grid import Grid
from salesops_sop.analysis.decision.results import Result, result
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision, DecisionRule
from salesops_sop.handbook.model.record import Place, Status


@dataclass(frozen=True)
class Table:
    """A decision and its grid. Rules count from 0 in the grid; `number` leads to the document."""

    decision: Decision
    trees: Dimensions

    @cached_property
    def cells(self) -> Cells:
        """The conditions that could be read, and the faults of the others."""
        return Cells(self.decision, self.trees)

    @property
    def number(self) -> tuple[int, ...]:
        """For each rule of the grid its number in the document."""
        return self.cells.sound

    @cached_property
    def grid(self) -> Grid:
        """The sound rules as boxes; empty when the inputs themselves are at fault."""
        if not self.cells.judged:
            return Grid((), ())
        return Grid.of(self.decision.inputs, self.cells.conditions, self.trees)

    @cached_property
    def cover(self) -> Cover:
        """Answers about the grid."""
        return Cover(self.grid)

    @property
    def whole(self) -> bool:
        """Whether inputs and all conditions could be read, so that a gap is a gap."""
        return self.cells.judged and len(self.number) == len(self.decision.rules)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """What each rule of the grid answers."""
        return tuple(result(self.decision, self.rule(place)) for place in range(self.count))

    @property
    def count(self) -> int:
        """How many rules the grid has."""
        return len(self.grid.boxes)

    @cached_property
    def answering(self) -> Rules:
        """The rules of the grid that answer every output with a value it can have."""
        sound = (1 << place for place in range(self.count) if self.number[place] in self._answering)
        return sum(sound)

    @property
    def _answering(self) -> frozenset[int]:
        return self.cells.answering

    def ahead(self, rule: int) -> Rules:
        """The rules that the hit policy lets answer before this one, where they hold."""
        if self.decision.hit_policy == "first":
            return (1 << rule) - 1
        if self.decision.hit_policy != "priority" or not self.answering >> rule & 1:
            return 0
        rank = self.results[rule].rank
        return sum(1 << o for o in slots(self.answering) if self.results[o].rank < rank)

    def budget(self) -> Budget:
        """Steps for one question."""
        return Budget(STEPS)

    def rule(self, place: int) -> DecisionRule:
        """The rule at a place of the grid."""
        return self.decision.rules[self.number[place]]

    def at(self, place: int, *more: str) -> Place:
        """Where a rule of the grid stands."""
        return Place(self.decision, ("rules", self.number[place], *more))


class Tables:
    """The tables of a handbook that are in force; ask `handbook.derived(Tables)`."""

    def __init__(self, handbook: Handbook) -> None:
        self.trees = Dimensions.of(handbook)
        self.all = tuple(
            Table(decision, self.trees)
            for decision in handbook.all(Decision)
            if decision.control.status is not Status.RETIRED
        )
