"""Problems as the summary of a step in a GitHub workflow: what the page of the run shows."""

from salesops_sop.base.marking import marked
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.report.outcome import Outcome
from salesops_sop.report.summary import summary

VARIABLE = "GITHUB_STEP_SUMMARY"
MOST = 100
"""Problems that are listed; GitHub takes one megabyte."""

_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def page(outcome: Outcome) -> str:
    """Return Markdown: what came out, and a table of problems, in which nothing acts."""
    lines = ["## Handbook", "", f"**{marked(summary(outcome))}**", ""]
    shown = outcome.problems[:MOST]
    if shown:
        lines += ["| Where | What | Rule |", "|---|---|---|", *map(_row, shown), ""]
    if len(outcome.problems) > MOST:
        lines += [f"…and {len(outcome.problems) - MOST} more: see the log.", ""]
    return "\n".join(lines)


def _row(problem: Problem) -> str:
    where = f"{problem.position.path}:{problem.position.line}"
    cells = (where, f"{_SIGNS[problem.severity]}: {problem.message}", problem.rule)
    return "| " + " | ".join(map(marked, cells)) + " |"
