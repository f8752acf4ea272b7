"""What a change does to the problems of a handbook: which are new, which are solved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from salesops_sop.base.problem import Problem, Severity
from salesops_sop.lint.baseline import apply, entry

NOT_RAISED = "lifecycle/version-not-raised"


@dataclass(frozen=True, slots=True)
class Problems:
    """Problems that came, those that went (as they were), and those that were there and still are.

    Each is sorted by place.
    """

    new: tuple[Problem, ...] = ()
    solved: tuple[Problem, ...] = ()
    remaining: tuple[Problem, ...] = ()

    @property
    def versions(self) -> int:
        """How many versions were not raised enough, which is no problem of what is said."""
        return sum(problem.rule == NOT_RAISED for problem in self.new)

    @property
    def brought(self) -> list[Problem]:
        """The new ones but for versions, errors first."""
        levels = list(Severity)
        found = (problem for problem in self.new if problem.rule != NOT_RAISED)
        return sorted(found, key=lambda problem: levels.index(problem.severity))


def held(
    before: Iterable[Problem], after: Sequence[Problem], renames: Mapping[str, str]
) -> Problems:
    """Hold the problems of two states against each other, by rule, document and message.

    A line number is never looked at, so what only moved is the same. `renames` leads from the ref
    of a document before to its ref now.
    """
    was = [_as_now(problem, renames) for problem in before]
    new, _ = apply(after, Counter(map(entry, was)))
    solved, _ = apply(was, Counter(map(entry, after)))
    known = {id(problem) for problem in new}
    remaining = (problem for problem in after if id(problem) not in known)
    return Problems(tuple(sorted(new)), tuple(sorted(solved)), tuple(sorted(remaining)))


def _as_now(problem: Problem, renames: Mapping[str, str]) -> Problem:
    now = renames.get(problem.document)
    return replace(problem, document=now) if now else problem
