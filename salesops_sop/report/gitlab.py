"""Problems as a code quality report of GitLab, which shows them in merge requests."""

from salesops_sop.base.data import dumps
from salesops_sop.base.problem import Severity
from salesops_sop.base.visible import visible
from salesops_sop.report.fingerprint import fingerprints
from salesops_sop.report.outcome import Look, Outcome

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(outcome: Outcome, look: Look) -> str:
    """Return the report: a list of problems, each with a fingerprint of its own."""
    marks = fingerprints(outcome.problems)
    return dumps(
        [
            {
                "description": visible(
                    f"{problem.message}; {problem.fix}" if problem.fix else problem.message
                ),
                "check_name": problem.rule,
                "fingerprint": mark,
                "severity": _SEVERITIES[problem.severity],
                "location": {
                    "path": problem.position.path,
                    "lines": {"begin": problem.position.line},
                },
            }
            for problem, mark in zip(outcome.problems, marks, strict=True)
        ]
    )
