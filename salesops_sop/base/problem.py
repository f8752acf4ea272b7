"""A problem: something wrong in a handbook, where it is, and what to do about it."""

import enum
from dataclasses import dataclass

from salesops_sop.base.position import Position


class Severity(enum.StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a problem speaks about, and what is there."""

    position: Position
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule; problems sort by place, then rule, then message.

    `document` is "kind:id" ("procedure:lead-grading"), or "" where no document is meant.
    """

    rule: str
    severity: Severity
    message: str
    position: Position
    document: str = ""
    related: tuple[Related, ...] = ()
    fix: str = ""

    def __lt__(self, other: "Problem") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Position, str, str]:
        return self.position, self.rule, self.message
