"""The baseline file of a run: reading and writing it, and its entries that are gone."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.lint import baseline
from salesops_sop.lint.baseline import Entry

USUAL = ".sop-baseline.json"
STALE = "baseline/stale"


@dataclass(frozen=True)
class Baseline:
    """A baseline file and its text; `root` is the handbook as seen from where we are.

    Paths in the file are relative to the handbook, so that it holds from every folder.
    """

    path: str
    text: str
    root: str

    def new(
        self, problems: Sequence[Problem], rules: set[str] | None
    ) -> tuple[list[Problem], list[Problem]]:
        """Return the problems that are not accepted, and one for each entry without a problem.

        Entries of rules that did not run (`rules`: those that did, None for all) may stay.
        """
        moved = [_at_home(problem, self.root) for problem in problems]
        original = {id(home): problem for home, problem in zip(moved, problems, strict=True)}
        new, stale = baseline.apply(moved, baseline.read(self.text, self.path))
        gone = [entry for entry in stale if rules is None or entry.rule in rules]
        return [original[id(home)] for home in new], [self._gone(entry) for entry in gone]

    def _gone(self, entry: Entry) -> Problem:
        return Problem(
            rule=STALE,
            severity=Severity.ERROR,
            message=f"“{entry.message}” [{entry.rule}] of {entry.document} is gone: "
            "remove it from the baseline with `sop lint --write-baseline`",
            position=self._position(entry),
        )

    def _position(self, entry: Entry) -> Position:
        quoted = json.dumps(entry.message, ensure_ascii=False)
        for number, line in enumerate(self.text.splitlines(), start=1):
            if quoted in line:
                return Position(self.path, number, line.index(quoted) + 1)
        return Position(self.path, 1, 1)


def read(path: str, root: str) -> Baseline:
    """Read a baseline file; raises UnreadableError when that cannot be."""
    try:
        with open(path, encoding="utf-8") as file:
            return Baseline(path, file.read(), root)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"there is no baseline ‘{path}’: write it with `sop lint --write-baseline={path}`"
        ) from error
    except ValueError as error:
        raise UnreadableError(f"cannot read ‘{path}’: it is not text in UTF-8") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"cannot read ‘{path}’: {reason}") from error


def text(problems: Iterable[Problem], root: str) -> str:
    """Return the text of a baseline that accepts these problems."""
    return baseline.write(_at_home(problem, root) for problem in problems)


def _at_home(problem: Problem, root: str) -> Problem:
    if problem.document or not root:
        return problem
    path = problem.position.path.removeprefix(f"{root}/")
    return replace(problem, position=problem.position._replace(path=path))
