"""Every report, whole, over the same problems."""

import importlib
import json
import pkgutil
from dataclasses import replace
from typing import Any

import pytest

from salesops_sop import report
from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Related, Severity
from salesops_sop.report import checked, measured
from salesops_sop.report.formats import REPORTS
from salesops_sop.report.outcome import Look, Outcome
from salesops_sop.report.summary import summary

OVERLAP = Problem(
    rule="ownership/overlap",
    severity=Severity.ERROR,
    message="“Grade the lead” has two owners: keep one",
    position=Position("sops/a.yaml", 2, 5),
    document="procedure:lead-grading",
    related=(Related(Position("sops/b.yaml", 3, 1), "the other owner"),),
    fix="ask the VP of Sales",
)
VAGUE = Problem(
    rule="wording/vague",
    severity=Severity.WARNING,
    message="“as needed” says nothing: say when",
    position=Position("sops/b.yaml", 1, 8),
)
LONG = replace(
    VAGUE, rule="wording/long-step", severity=Severity.INFO, position=Position("c", 9, 9)
)
SOURCES = {"sops/a.yaml": "kind: role\nid: x\n", "sops/b.yaml": "\ufefftitle: as needed\r\n"}
OUTCOME = Outcome((OVERLAP, VAGUE, LONG), 1, 0, 189, 0.41, SOURCES)
PLAIN = Look()

TEXT = """\
sops/a.yaml
  2:5 error “Grade the lead” has two owners: keep one [ownership/overlap]
      2 │ id: x
        │     ^
    see sops/b.yaml:3:1: the other owner
    fix: ask the VP of Sales

sops/b.yaml
  1:8 warning “as needed” says nothing: say when [wording/vague]
      1 │ title: as needed
        │        ^

c
  9:9 info “as needed” says nothing: say when [wording/long-step]

3 problems: 1 error, 1 warning, 1 info · 1 waived · 189 documents in 0.4 s
"""

GITHUB = """\
::error file=sops/a.yaml,line=2,col=5,title=ownership/overlap::“Grade the lead” has two owners: \
keep one%0Asee sops/b.yaml:3:1: the other owner%0Afix: ask the VP of Sales
::warning file=sops/b.yaml,line=1,col=8,title=wording/vague::“as needed” says nothing: say when
::notice file=c,line=9,col=9,title=wording/long-step::“as needed” says nothing: say when
"""


def test_the_list_names_every_report() -> None:
    modules = [module.name for module in pkgutil.iter_modules(report.__path__)]
    loaded = {name: importlib.import_module(f"{report.__name__}.{name}") for name in modules}
    writers = {name: m.write for name, m in loaded.items() if hasattr(m, "write")}
    assert writers == REPORTS


def test_text() -> None:
    assert REPORTS["text"](OUTCOME, PLAIN) == TEXT


def test_text_without_summary() -> None:
    assert REPORTS["text"](OUTCOME, Look(summary=False)) == TEXT.rpartition("\n3 problems")[0]
    assert REPORTS["text"](Outcome(documents=1), Look(summary=False)) == ""


def test_text_when_all_is_well() -> None:
    assert REPORTS["text"](Outcome(documents=189, seconds=0.44), PLAIN) == (
        "✓ no problems · 189 documents in 0.4 s\n"
    )


def test_text_in_color() -> None:
    outcome = replace(OUTCOME, problems=(replace(OVERLAP, related=()),))
    assert REPORTS["text"](outcome, Look(color=True, summary=False)) == (
        "\x1b[1msops/a.yaml\x1b[0m\n"
        "  2:5 \x1b[31merror\x1b[0m “Grade the lead” has two owners: keep one "
        "\x1b[2m[ownership/overlap]\x1b[0m\n"
        "\x1b[2m      2 │\x1b[0m id: x\n"
        "\x1b[2m        │\x1b[0m     \x1b[31m^\x1b[0m\n"
        "    \x1b[32mfix:\x1b[0m ask the VP of Sales\n"
    )


def test_text_shows_nothing_that_acts_on_a_terminal() -> None:
    nasty = "\x1b[31mred\x07\u202e\nline"
    problem = Problem(
        rule=nasty,
        severity=Severity.ERROR,
        message=nasty,
        position=Position(nasty, 1, 3),
        related=(Related(Position(nasty, 1, 1), nasty),),
        fix=nasty,
    )
    written = REPORTS["text"](Outcome((problem,), sources={nasty: nasty}), PLAIN)
    shown = "\\x1b[31mred\\x07\\u202e\\nline"
    assert written == (
        f"{shown}\n"
        f"  1:3 error {shown} [{shown}]\n"
        "      1 │ \\x1b[31mred\\x07\\u202e\n"
        "        │      ^\n"
        f"    see {shown}:1:1: {shown}\n"
        f"    fix: {shown}\n"
        "\n1 problem: 1 error · 0 documents in 0.1 s\n"
    )


def test_json() -> None:
    assert json.loads(REPORTS["json"](OUTCOME, PLAIN)) == {
        "format": "salesops-sop/lint/1",
        "problems": [
            {
                "rule": "ownership/overlap",
                "severity": "error",
                "message": "“Grade the lead” has two owners: keep one",
                "path": "sops/a.yaml",
                "line": 2,
                "column": 5,
                "document": "procedure:lead-grading",
                "related": [{"path": "sops/b.yaml", "line": 3, "message": "the other owner"}],
                "fix": "ask the VP of Sales",
            },
            {
                "rule": "wording/vague",
                "severity": "warning",
                "message": "“as needed” says nothing: say when",
                "path": "sops/b.yaml",
                "line": 1,
                "column": 8,
                "document": "",
                "related": [],
                "fix": "",
            },
            {
                "rule": "wording/long-step",
                "severity": "info",
                "message": "“as needed” says nothing: say when",
                "path": "c",
                "line": 9,
                "column": 9,
                "document": "",
                "related": [],
                "fix": "",
            },
        ],
        "summary": {"error": 1, "warning": 1, "info": 1, "waived": 1},
    }


def test_json_keeps_words_and_escapes_what_acts() -> None:
    problem = replace(VAGUE, message="“so” \x9b31m \u202e \udce9 日本")
    written = REPORTS["json"](Outcome((problem,)), PLAIN)
    assert '"message": "“so” \\u009b31m \\u202e \\udce9 日本"' in written
    assert json.loads(written)["problems"][0]["message"] == problem.message


def test_github() -> None:
    assert REPORTS["github"](OUTCOME, PLAIN) == GITHUB
    assert REPORTS["github"](Outcome(documents=3), PLAIN) == ""


def test_github_escapes_as_the_runner_reads() -> None:
    problem = Problem(
        rule="a:b,c",
        severity=Severity.ERROR,
        message="50% off: a, b\r\n::stop-commands::x",
        position=Position("so:ps/a,b%.yaml", 1, 1),
    )
    assert REPORTS["github"](Outcome((problem,)), PLAIN) == (
        "::error file=so%3Aps/a%2Cb%25.yaml,line=1,col=1,title=a%3Ab%2Cc"
        "::50%25 off: a, b\\r\\n::stop-commands::x\n"
    )


@pytest.mark.parametrize("most", [10, 11, 12])
def test_github_lists_what_would_be_dropped(most: int) -> None:
    problems = [
        replace(VAGUE, message="::error::planted ##[error]x", position=Position("a", n, 1))
        for n in range(1, most + 1)
    ]
    lines = REPORTS["github"](Outcome((OVERLAP, *problems)), PLAIN).splitlines()
    assert len([line for line in lines if line.startswith("::warning ")]) == 10
    told = [
        f"warning a:{n}:1: ::error::planted ## [error]x [wording/vague]"
        for n in range(11, most + 1)
    ]
    noun = "problem" if most == 11 else "problems"
    title = f"::group::{most - 10} more {noun}, too many to be annotated"
    assert lines[11:] == ([title, *told, "::endgroup::"] if told else [])


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (Outcome(documents=1), "✓ no problems · 1 document in 0.1 s"),
        (
            Outcome(accepted=2, documents=5),
            "✓ no new problems · 2 in the baseline · 5 documents in 0.1 s",
        ),
        (Outcome((VAGUE,), waived=2), "1 problem: 1 warning · 2 waived · 0 documents in 0.1 s"),
        (Outcome((OVERLAP, OVERLAP, LONG)), "3 problems: 2 errors, 1 info · 0 documents in 0.1 s"),
    ],
)
def test_summary(outcome: Outcome, line: str) -> None:
    assert summary(outcome) == line


@pytest.mark.parametrize("package", [checked, measured], ids=lambda package: str(package.__name__))
def test_the_list_of_a_package_names_every_format(package: Any) -> None:
    modules = [module.name for module in pkgutil.iter_modules(package.__path__)]
    loaded = {name: importlib.import_module(f"{package.__name__}.{name}") for name in modules}
    writers = {name: m.write for name, m in loaded.items() if hasattr(m, "write")}
    assert writers == package.FORMATS
