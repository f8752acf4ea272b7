"""Problems as test results in the form of JUnit, which every build server shows."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from salesops_sop.base.problem import Problem, Severity
from salesops_sop.base.visible import visible
from salesops_sop.report.outcome import Look, Outcome

NAME = "sop lint"
# What XML 1.0 cannot hold, written as it may be.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(outcome: Outcome, look: Look) -> str:
    """Return the report: a suite for each file with problems, and in it a failure for each.

    What is only for information is a test that was skipped. Without problems there is one test,
    which passed: build servers take an empty report for a mistake.
    """
    suites = [_suite(path, list(found)) for path, found in groupby(outcome.problems, _path)]
    suites = suites or [_clean()]
    top = Element("testsuites", {"name": NAME, **_counts(outcome.problems, outcome.seconds)})
    top.extend(suites)
    ElementTree.indent(top)
    text = ElementTree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _path(problem: Problem) -> str:
    return problem.position.path


def _suite(path: str, problems: list[Problem]) -> Element:
    stated = {"name": _safe(path), **_counts(problems), "skipped": str(_skipped(problems))}
    suite = Element("testsuite", stated)
    for problem in problems:
        position = problem.position
        name = f"{position.line}:{position.column} {problem.rule}"
        case = SubElement(suite, "testcase", {"name": _safe(name), "classname": _safe(path)})
        kind = "skipped" if problem.severity is Severity.INFO else "failure"
        what = {"message": _safe(problem.message)}
        told = SubElement(case, kind, what if kind == "skipped" else what | {"type": problem.rule})
        told.text = "\n".join(map(_safe, _lines(problem)))
    return suite


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{problem.position}: {problem.severity}: {problem.message} [{problem.rule}]"
    for related in problem.related:
        yield f"see {related.position}: {related.message}"
    if problem.fix:
        yield f"fix: {problem.fix}"


def _clean() -> Element:
    suite = Element("testsuite", {"name": NAME, "tests": "1", "failures": "0", "errors": "0"})
    SubElement(suite, "testcase", {"name": "no problems", "classname": NAME})
    return suite


def _counts(problems: list[Problem] | tuple[Problem, ...], seconds: float = 0.0) -> dict[str, str]:
    counts = {
        "tests": str(len(problems) or 1),
        "failures": str(len(problems) - _skipped(problems)),
        "errors": "0",
    }
    return counts | ({"time": f"{seconds:.3f}"} if seconds else {})


def _skipped(problems: list[Problem] | tuple[Problem, ...]) -> int:
    return sum(problem.severity is Severity.INFO for problem in problems)


def _safe(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
