"""What a change does to the problems of a handbook: which are new, which are solved."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from salesops_sop.base.problem import Problem, Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.renaming import pairs
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


def held(before: Iterable[Problem], after: Sequence[Problem], called: "Called") -> Problems:
    """Hold the problems of two states against each other, by rule, document and message.

    A line number is never looked at, so what only moved is the same; nor does it count that a
    document has another id or title now.
    """
    was = [called.now(problem) for problem in before]
    new, _ = apply(after, Counter(map(entry, was)))
    solved, _ = apply(was, Counter(map(entry, after)))
    known = {id(problem) for problem in new}
    remaining = (problem for problem in after if id(problem) not in known)
    return Problems(tuple(sorted(new)), tuple(sorted(solved)), tuple(sorted(remaining)))


class Called:
    """What documents are called now: from their refs, ids and titles of before."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self.refs: dict[str, str] = {}
        self.words: dict[str, str] = {}
        for before, after in pairs(old, new)[0]:
            if before is None or after is None:
                continue
            if before.ref != after.ref:
                self.refs[before.ref] = after.ref
                self.words[f"‘{before.id}’"] = f"‘{after.id}’"
            if before.title != after.title:
                self.words[f"“{before.title}”"] = f"“{after.title}”"
                self.words[f"the {before.title}"] = f"the {after.title}"
        longest = sorted(self.words, key=lambda word: (-len(word), word))
        self.pattern = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def now(self, problem: Problem) -> Problem:
        """A problem of before as it would be told now; its place stays where it was."""
        document = self.refs.get(problem.document, problem.document)
        message = self.pattern.sub(lambda match: self.words[match[0]], problem.message)
        return replace(problem, document=document, message=message)
