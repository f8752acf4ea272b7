"""What a report is written from: the outcome of a run, and how the reader wants to see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesops_sop.base.problem import Problem, Severity


@dataclass(frozen=True)
class Outcome:
    """What a run of the linter found, sorted by place.

    `waived` and `accepted` count the problems that a waiver or the baseline takes out; `sources`
    has the text of each file by the path that the problems use.
    """

    problems: tuple[Problem, ...] = ()
    waived: int = 0
    accepted: int = 0
    documents: int = 0
    seconds: float = 0.0
    sources: Mapping[str, str] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Return how many problems have this severity."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True)
class Look:
    """`width` is that of a source line in terminal cells."""

    color: bool = False
    summary: bool = True
    width: int = 100
