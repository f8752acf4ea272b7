"""What a change does to the problems of a handbook: which are new, which are solved."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from salesops_sop.base.problem import Problem, Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.settings import HandbookFile
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
    def versions(self) -> frozenset[str]:
        """The documents whose version was not raised enough, which is no problem of what they say.

        Those that a waiver or a setting of the rule accepts are not among them.
        """
        return frozenset(p.document for p in self.new if p.rule == NOT_RAISED)

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
    told = list(before)
    was = [called.now(problem) for problem in told]
    new, _ = apply(after, Counter(map(entry, was)))
    gone, _ = apply(was, Counter(map(entry, after)))
    original = {id(now): problem for now, problem in zip(was, told, strict=True)}
    solved = [original[id(now)] for now in gone]
    known = {id(problem) for problem in new}
    remaining = (problem for problem in after if id(problem) not in known)
    return Problems(tuple(sorted(new)), tuple(sorted(solved)), tuple(sorted(remaining)))


class Called:
    """What documents are called now: from their refs, ids, titles and folder of before."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self.folders = _folder(old), _folder(new)
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
        """A problem of before as it would be told now."""
        path = problem.position.path
        before, after = self.folders
        if path.startswith(before):
            path = after + path.removeprefix(before)
        document = self.refs.get(problem.document, problem.document)
        message = self.pattern.sub(lambda match: self.words[match[0]], problem.message)
        position = problem.position._replace(path=path)
        return replace(problem, document=document, message=message, position=position)


def _folder(handbook: Handbook) -> str:
    """The folder of a handbook as its paths have it, with a slash; empty where nothing tells."""
    settings = (d.path for d in handbook.documents if isinstance(d, HandbookFile))
    return next(settings, "").rpartition("handbook.yaml")[0]
