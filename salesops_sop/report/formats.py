"""The one list of formats of `sop lint`; a file that is missing here fails a test."""

from collections.abc import Callable

from salesops_sop.report import github, gitlab, json, junit, sarif, text
from salesops_sop.report.outcome import Look, Outcome

Report = Callable[[Outcome, Look], str]

REPORTS: dict[str, Report] = {
    "text": text.write,
    "json": json.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "sarif": sarif.write,
    "junit": junit.write,
}
