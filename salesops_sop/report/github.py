"""Problems as annotations of a GitHub workflow run, on the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator

from salesops_sop.base.listing import counted
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.base.visible import visible
from salesops_sop.report.outcome import Look, Outcome

MOST_PER_LEVEL = 10
"""GitHub shows ten annotations of a level for a step, and silently drops the rest."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(outcome: Outcome, look: Look) -> str:
    """Return the report: ten annotations of each level, and all others as lines of the log."""
    annotated: list[str] = []
    listed: list[str] = []
    shown: Counter[Severity] = Counter()
    for problem in outcome.problems:
        shown[problem.severity] += 1
        if shown[problem.severity] <= MOST_PER_LEVEL:
            annotated.append(_annotation(problem))
        else:
            listed.append(_plain(problem))
    if listed:
        title = f"{counted(len(listed), 'more problem')}, too many to be annotated"
        listed = [f"::group::{_data(title)}", *listed, "::endgroup::"]
    return "".join(f"{line}\n" for line in [*annotated, *listed])


def _annotation(problem: Problem) -> str:
    path, line, column = problem.position
    properties = {"file": path, "line": line, "col": column, "title": problem.rule}
    stated = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = "\n".join(visible(part) for part in [problem.message, *_more(problem)])
    return f"::{_COMMANDS[problem.severity]} {stated}::{_data(message)}"


def _more(problem: Problem) -> Iterator[str]:
    for related in problem.related:
        yield f"see {related.position}: {related.message}"
    if problem.fix:
        yield f"fix: {problem.fix}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _plain(problem: Problem) -> str:
    """Return a line that the runner does not take for a command, whatever the handbook says.

    Commands begin with `::`, or are written `##[name]` anywhere in a line.
    """
    text = f"{problem.severity} {problem.position}: {problem.message} [{problem.rule}]"
    return visible(text).replace("##[", "## [")
