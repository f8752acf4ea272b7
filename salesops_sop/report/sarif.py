"""Problems as SARIF 2.1.0 (OASIS), for code scanning on GitHub and for editors."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import salesops_sop
from salesops_sop.base.data import dumps
from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.base.visible import visible
from salesops_sop.report.fingerprint import fingerprints
from salesops_sop.report.outcome import Look, Outcome

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://pypi.org/project/salesops-sop/"
BASE = "%SRCROOT%"
FINGERPRINT = "sopProblem/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"[\\[\]]")  # in a message of SARIF, `[text](1)` leads somewhere


def write(outcome: Outcome, look: Look) -> str:
    """Return the report: one run, with the rules that found something and all that they found.

    Files are named as seen from the working directory, which is to be the top of the repository.
    """
    names = sorted({problem.rule for problem in outcome.problems})
    results = zip(outcome.problems, fingerprints(outcome.problems), strict=True)
    return dumps(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": _driver(names)},
                    "columnKind": "unicodeCodePoints",
                    "originalUriBaseIds": {
                        "%SRCROOT%": {"description": {"text": "The repository."}}
                    },
                    "results": [_result(problem, mark, names) for problem, mark in results],
                }
            ],
        }
    )


def _driver(names: Iterable[str]) -> dict[str, Any]:
    from salesops_sop.rules import RULES  # measured: every command that writes reports would pay

    known = {rule.name: rule for rule in RULES}
    return {
        "name": "sop",
        "fullName": "salesops-sop",
        "semanticVersion": salesops_sop.__version__,
        "informationUri": HOME,
        "rules": [
            {
                "id": name,
                **(
                    {
                        "shortDescription": {"text": known[name].title},
                        "fullDescription": {"text": known[name].reason or known[name].title},
                        "help": {"text": f"`sop explain {name}` shows a bad and a good example."},
                        "defaultConfiguration": {"level": _LEVELS[known[name].severity]},
                        "properties": {"tags": [known[name].family]},
                    }
                    if name in known
                    else {}
                ),
            }
            for name in names
        ],
    }


def _result(problem: Problem, mark: str, names: list[str]) -> dict[str, Any]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": names.index(problem.rule),
        "level": _LEVELS[problem.severity],
        "message": {"text": _text(problem.message, problem.fix)},
        "locations": [_location(problem.position)],
        "relatedLocations": [
            {**_location(related.position), "message": {"text": _text(related.message)}}
            for related in problem.related
        ],
        "partialFingerprints": {FINGERPRINT: mark},
    }


def _text(message: str, fix: str = "") -> str:
    said = f"{message}. To mend it: {fix}" if fix else message
    return _LINK.sub(r"\\\g<0>", visible(said))


def _location(position: Position) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(position.path.encode("utf-8", "surrogateescape"), safe="/"),
                "uriBaseId": BASE,
            },
            "region": {"startLine": position.line, "startColumn": position.column},
        }
    }
