"""Problems for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.base.problem import Problem, Related, Severity
from salesops_sop.report.outcome import Look, Outcome

FORMAT = "salesops-sop/lint/1"


def write(outcome: Outcome, look: Look) -> str:
    """Return the report; the same problems give the same text."""
    summary = {level.value: outcome.count(level) for level in Severity}
    return dumps(
        {
            "format": FORMAT,
            "problems": [problem_data(problem) for problem in outcome.problems],
            "summary": {**summary, "waived": outcome.waived},
        }
    )


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "path": problem.position.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "document": problem.document,
        "related": [_related(related) for related in problem.related],
        "fix": problem.fix,
    }


def _related(related: Related) -> dict[str, Any]:
    position = related.position
    return {"path": position.path, "line": position.line, "message": related.message}
