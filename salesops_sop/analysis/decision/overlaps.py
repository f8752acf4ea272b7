"""Overlaps: pairs of rules that hold for one case, and those the hit policy does not allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from salesops_sop.analysis.decision.column import slots
from salesops_sop.analysis.decision.grid import Box, shared
from salesops_sop.analysis.decision.table import Table

MOST = 20_000
"""Pairs that are told of one table; whoever has more needs no longer list."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules by their places in the grid, the earlier first, and where both hold."""

    first: int
    second: int
    where: Box


def overlaps(table: Table) -> Iterator[Overlap]:
    """Every pair of rules that hold for one case, whatever they answer."""
    boxes = table.grid.boxes
    later = table.grid.everyone
    for first, others in enumerate(table.cover.overlapping):
        later &= ~(1 << first)
        for second in slots(others & later):
            yield Overlap(first, second, shared(boxes[first], boxes[second]))


def clashes(table: Table) -> list[Overlap]:
    """The overlaps that the hit policy does not allow.

    Under `unique` these are all; under `any`, those whose answers differ; else there are none.
    """
    if table.decision.hit_policy == "unique":
        return list(islice(overlaps(table), MOST))
    if table.decision.hit_policy == "any":
        return list(islice((o for o in overlaps(table) if _contradict(table, o)), MOST))
    return []


def _contradict(table: Table, overlap: Overlap) -> bool:
    answering = table.answering >> overlap.first & table.answering >> overlap.second & 1
    differ = table.results[overlap.first].key != table.results[overlap.second].key
    return bool(answering) and differ
