"""A run of the linter in one line."""

from salesops_sop.base.listing import counted
from salesops_sop.base.problem import Severity
from salesops_sop.report.outcome import Outcome


def summary(outcome: Outcome) -> str:
    """Return “3 problems: 2 errors, 1 warning · 1 waived · 189 documents in 0.4 s”."""
    parts = [_found(outcome)]
    if outcome.waived:
        parts.append(f"{outcome.waived} waived")
    if outcome.accepted:
        parts.append(f"{outcome.accepted} in the baseline")
    read = counted(outcome.documents, "document")
    parts.append(f"{read} in {max(outcome.seconds, 0.1):.1f} s")
    return " · ".join(parts)


def _found(outcome: Outcome) -> str:
    if not outcome.problems:
        return "✓ no new problems" if outcome.accepted else "✓ no problems"
    levels = [
        f"{number} info" if level is Severity.INFO else counted(number, level)
        for level in Severity
        if (number := outcome.count(level))
    ]
    return f"{counted(len(outcome.problems), 'problem')}: {', '.join(levels)}"
