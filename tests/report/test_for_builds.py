"""What build servers read: valid by their own schemas, with names that stay, and nothing acts."""

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Related, Severity
from salesops_sop.report import step
from salesops_sop.report.fingerprint import fingerprints
from salesops_sop.report.formats import REPORTS
from salesops_sop.report.outcome import Look, Outcome
from tests.node.running import PACKAGES

SARIF = PACKAGES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
HOSTILE = "]]> <b>&amp;\x00\x1b[31m\ud800\uffff [x](javascript:y) | `c` @all ##[error] ::error::"
PROBLEM = Problem(
    "ownership/overlap",
    Severity.ERROR,
    "two roles answer for it",
    Position("sops/a b#%.yaml", 3, 7),
    "procedure:x",
    (Related(Position("sops/ü.yaml", 9, 1), "the other one"),),
    "let one answer for it",
)
PROBLEMS = (
    PROBLEM,
    replace(PROBLEM, position=Position("sops/a b#%.yaml", 5, 1)),  # the same once more
    replace(PROBLEM, message=HOSTILE, severity=Severity.WARNING, fix=HOSTILE),
    replace(PROBLEM, rule="baseline/stale", severity=Severity.INFO, document=""),
)


def written(form: str, *problems: Problem) -> str:
    return REPORTS[form](Outcome(problems, seconds=0.5), Look())


def sarif(*problems: Problem) -> Any:
    return json.loads(written("sarif", *problems))


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(SARIF.read_text(encoding="utf-8"))


@pytest.mark.parametrize("problems", [(), PROBLEMS])
def test_sarif_is_valid(problems: tuple[Problem, ...], schema: Any) -> None:
    jsonschema.Draft7Validator(schema).validate(sarif(*problems))


def test_sarif_that_is_not_valid_is_noticed(schema: Any) -> None:
    broken = sarif(PROBLEM)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not jsonschema.Draft7Validator(schema).is_valid(broken)


def test_sarif_tells_where_what_and_by_which_rule() -> None:
    run = sarif(PROBLEM)["runs"][0]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert place["artifactLocation"]["uri"] == "sops/a%20b%23%25.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert result["message"]["text"] == (
        "two roles answer for it. To mend it: let one answer for it"
    )
    related = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert related["uri"] == "sops/%C3%BC.yaml"


def test_in_a_message_of_sarif_nothing_is_a_link() -> None:
    hostile = replace(PROBLEM, message=HOSTILE)
    assert r"\[x\](javascript:y)" in sarif(hostile)["runs"][0]["results"][0]["message"]["text"]


def test_a_fingerprint_is_of_one_problem_and_not_of_its_line() -> None:
    marks = fingerprints(PROBLEMS)
    assert len(set(marks)) == len(PROBLEMS)
    moved = [replace(p, position=p.position._replace(line=99)) for p in PROBLEMS if p.document]
    assert fingerprints(moved) == marks[: len(moved)]
    assert fingerprints([PROBLEMS[2], PROBLEM]) == [marks[2], marks[0]]


def test_gitlab_names_each_problem_once() -> None:
    found = json.loads(written("gitlab", *PROBLEMS))
    assert len({one["fingerprint"] for one in found}) == len(PROBLEMS)
    assert [one["severity"] for one in found] == ["major", "major", "minor", "info"]
    assert found[0] == {
        "description": "two roles answer for it; let one answer for it",
        "check_name": "ownership/overlap",
        "fingerprint": fingerprints([PROBLEM])[0],
        "severity": "major",
        "location": {"path": "sops/a b#%.yaml", "lines": {"begin": 3}},
    }


def test_junit_counts_what_it_tells() -> None:
    top = ElementTree.fromstring(written("junit", *PROBLEMS).encode())
    suites = top.findall("testsuite")
    for one in (top, *suites):
        cases = list(one.iter("testcase"))
        assert int(one.attrib["tests"]) == len(cases) == 4
        assert int(one.attrib["failures"]) == len(list(one.iter("failure"))) == 3
        assert int(one.attrib["errors"]) == 0
    assert suites[0].attrib["skipped"] == "1"
    assert top.attrib["time"] == "0.500"
    told = next(top.iter("failure"))
    assert told.attrib == {"message": "two roles answer for it", "type": "ownership/overlap"}
    assert told.text == (
        "sops/a b#%.yaml:3:7: error: two roles answer for it [ownership/overlap]\n"
        "see sops/ü.yaml:9:1: the other one\nfix: let one answer for it"
    )


def test_junit_without_problems_has_one_test_that_passed() -> None:
    top = ElementTree.fromstring(written("junit").encode())
    assert (top.attrib["tests"], top.attrib["failures"]) == ("1", "0")
    (case,) = top.iter("testcase")
    assert list(case) == []


def test_hostile_words_leave_xml_whole() -> None:
    top = ElementTree.fromstring(written("junit", replace(PROBLEM, message=HOSTILE)).encode())
    told = next(top.iter("failure")).attrib["message"]
    assert "]]> <b>&amp;" in told
    assert "\\x00\\x1b[31m" in told


def test_the_summary_of_a_step_lists_what_fits_and_nothing_in_it_acts() -> None:
    text = step.page(Outcome((replace(PROBLEM, message=HOSTILE),) * 150))
    assert text.count("\n| ") == 101  # the head and a hundred rows
    assert "…and 50 more: see the log." in text
    assert "<b>" not in text
    assert r"\[x\](javascript" in text
    assert "@all" not in text
