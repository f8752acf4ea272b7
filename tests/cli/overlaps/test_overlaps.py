"""`sop overlaps`: every type, every format, what is asked about, and what a change brought."""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from salesops_sop.report import overlaps as formats
from salesops_sop.report.overlaps import FORMATS
from tests.cli.overlaps.charters import charter

MARKETING = charter(
    "marketing",
    "Grading of leads | accountable: marketing-director, responsible: sales-analyst | region: dach",
    "Archive lost deals | responsible: sales-analyst",
)
SALES = charter(
    "sales",
    "Grade the lead | accountable: sales-manager, responsible: sales-analyst | region: emea",
    "Request a discount | accountable: vp-sales, responsible: sales-manager",
    "Approve the discount | accountable: vp-sales, responsible: sales-manager",
)
PROCEDURE = """
---
kind: procedure
id: {id}
title: {title}
control: {{owner: {owner}, status: effective}}
trigger: {trigger}
steps:
  - id: act
    action: {action}
    raci: {{responsible: sales-analyst}}{moves}
---
"""
DECISION = """
kind: decision
id: {id}
title: {id}
control: {{owner: vp-sales, status: effective}}
question: Who approves the discount?
inputs: [{{id: discount, type: number, unit: percent, min: 0, max: 100}}]
outputs: [{{id: approver, type: role}}]
rules:
  - {{id: {rule}, when: {{discount: "{cell}"}}, then: {{approver: {role}}}}}
"""
SERVICE = """
kind: service
id: {id}
title: {id}
provider: {provider}
request: Review a contract clause
channel: {channel}
"""


def procedure(ident: str, owner: str, trigger: str, action: str, moves: str = "") -> str:
    return PROCEDURE.format(
        id=ident, title=ident.capitalize(), owner=owner, trigger=trigger, action=action, moves=moves
    )


def types(out: str) -> list[str]:
    return [item["type"] for item in json.loads(out)["overlaps"]]


@pytest.fixture
def handbook_(write):
    return write(marketing=MARKETING, sales=SALES)


def test_every_format_is_listed():
    folder = Path(formats.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text()}
    assert writers == set(FORMATS)


MOVE = "\n    moves: {pipeline: lead, from: new, to: graded}"


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        (
            "same-trigger",
            procedure("one", "vp-sales", "A form is submitted", "Call the customer"),
            procedure("two", "vp-sales", "a form is submitted", "Write the offer"),
        ),
        (
            "double-transition",
            procedure("one", "vp-sales", "A form is submitted", "Call the customer", MOVE),
            procedure("two", "vp-sales", "A campaign ends", "Write the offer", MOVE),
        ),
        (
            "duplicate-accountable",
            procedure("one", "vp-sales", "A form is submitted", "Call the customer"),
            procedure("two", "sales-manager", "A campaign ends", "Phone the customer"),
        ),
        (
            "duplicate-work",
            charter("one", "Call the customer | accountable: vp-sales, responsible: sales-manager"),
            procedure("two", "vp-sales", "A campaign ends", "Call the customer"),
        ),
        (
            "split-decision",
            DECISION.format(id="one", rule="large", cell="> 20", role="vp-sales"),
            DECISION.format(id="two", rule="huge", cell="> 30", role="marketing-director"),
        ),
        (
            "two-channels",
            SERVICE.format(id="one", provider="sales", channel="the queue in the CRM"),
            SERVICE.format(id="two", provider="vp-sales", channel="the mailbox of sales"),
        ),
    ],
)
def test_every_type_of_overlap_is_found_and_cured(write, sop, kind, first, second):
    write(first=first, second=second)
    code, out, _ = sop("overlaps", "--format", "json")
    (item,) = [item for item in json.loads(out)["overlaps"] if item["type"] == kind]
    assert code == 1
    assert {claim["path"].partition(".")[0] for claim in item["claims"]} == {
        "sops/first",
        "sops/second",
    }
    assert item["cure"]
    assert item["evidence"]
    text = sop("overlaps").out
    assert f"  {kind}\n" in text
    assert "    cure: " in text


JSON = {
    "format": "salesops-sop/overlaps/1",
    "overlaps": [
        {
            "type": "duplicate-accountable",
            "activity": "Grading of leads",
            "claims": [
                {
                    "role": "marketing-director",
                    "letter": "A",
                    "activity": "Grading of leads",
                    "document": "responsibilities:marketing",
                    "path": "sops/marketing.yaml",
                    "line": 5,
                    "column": 5,
                    "scope": {"region": ["dach"]},
                },
                {
                    "role": "sales-manager",
                    "letter": "A",
                    "activity": "Grade the lead",
                    "document": "responsibilities:sales",
                    "path": "sops/sales.yaml",
                    "line": 5,
                    "column": 5,
                    "scope": {"region": ["emea"]},
                },
            ],
            "where": {"region": ["dach"]},
            "similarity": 1.0,
            "evidence": "same verb ‘grading’ (‘grade’), same object ‘lead’",
            "cure": "decide whether the Marketing director or the Sales manager answers for it in "
            "EMEA › DACH, and change the other row; if both are meant, say why with shared_with",
        }
    ],
}


def test_json(handbook_, sop):
    code, out, err = sop("overlaps", "--format", "json")
    data = json.loads(out)
    assert (code, err) == (1, "1 overlap, 1 gap, 1 conflict\n")
    assert {name: data[name] for name in JSON} == JSON
    assert [(gap["type"], gap["activity"]) for gap in data["gaps"]] == [
        ("unowned", "Archive lost deals"),
    ]
    assert [conflict["type"] for conflict in data["conflicts"]] == ["self-approval"]
    assert data["load"][0] == {
        "role": "vp-sales",
        "counts": {"R": 0, "A": 2, "C": 0, "I": 0},
        "shares": {"R": 0.0, "A": 0.4, "C": 0.0, "I": 0.0},
        "rows": 5,
    }


def test_csv(handbook_, sop):
    code, out, err = sop("overlaps", "--format", "csv", "--quiet")
    lines = list(csv.DictReader(out.splitlines()))
    assert (code, err) == (1, "")
    assert [(x["number"], x["type"], x["role"], x["letter"], x["line"]) for x in lines[:3]] == [
        ("1", "duplicate-accountable", "marketing-director", "A", "5"),
        ("1", "duplicate-accountable", "sales-manager", "A", "5"),
        ("2", "unowned", "sales-analyst", "R", "9"),
    ]


def test_a_cell_of_a_handbook_is_no_formula(write, sop):
    write(bad=charter("bad", "'=HYPERLINK(\"http://x\") the lead' | responsible: sales-analyst"))
    (line,) = csv.DictReader(sop("overlaps", "--format", "csv").out.splitlines())
    assert line["activity"] == '\'=HYPERLINK("http://x") the lead'


def test_a_file(handbook_, sop):
    before = sop("overlaps", "--format", "json").out
    code, out, err = sop("overlaps", "--format", "json", "--output", "found.json")
    assert (code, out) == (1, "")
    assert err == "1 overlap, 1 gap, 1 conflict · written to found.json\n"
    assert Path("found.json").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--role", "vp-sales"], "✓ no overlaps, no gaps, no conflicts"),
        (["--role", "role:sales-manager"], "1 overlap, no gaps, 1 conflict"),
        (["--department", "marketing"], "1 overlap, no gaps, no conflicts"),
        (["--department", "sales"], "1 overlap, 1 gap, 1 conflict"),
        (["--scope", "region=nordics"], "no overlaps, 1 gap, 1 conflict"),
        (["--scope", "region=dach,north"], "1 overlap, 1 gap, 1 conflict"),
        (["--min-similarity", "0.99"], "1 overlap, 1 gap, 1 conflict"),
    ],
)
def test_what_is_asked_about(handbook_, sop, options, said):
    code, out, _ = sop("overlaps", *options)
    assert out.splitlines()[-1] == said
    assert code == int("✓" not in said)


def test_an_area_and_what_it_meets(write, sop):
    write(
        procedures__leads__one=procedure("one", "vp-sales", "A form is sent", "Call the customer"),
        procedures__deals__two=procedure("two", "vp-sales", "A deal is won", "Write the offer"),
        sales=charter("sales", "Phone the customer | accountable: sales-manager"),
    )
    assert sop("overlaps", "--area", "leads").code == 1
    assert sop("overlaps", "--area", "deals").code == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--role", "vp-sale"], "there is no role ‘vp-sale’, did you mean ‘vp-sales’?"),
        (
            ["--department", "x"],
            "there is no department ‘x’: write one of field-sales, marketing, sales",
        ),
        (["--area", "x"], "there is no area ‘x’: the handbook has none"),
        (["--scope", "regoin=emea"], "there is no dimension ‘regoin’, did you mean ‘region’?"),
        (["--scope", "region=dahc"], "region has no value ‘dahc’, did you mean ‘dach’?"),
        (["--scope", "emea"], "--scope takes a dimension and a value, as region=emea, not ‘emea’"),
        (["--since", "a..b"], "‘a..b’ is a range: name one revision, such as ‘a’"),
    ],
)
def test_what_means_nothing(handbook_, sop, options, sentence):
    assert sop("overlaps", *options) == (2, "", f"sop: {sentence}\n")


def test_only_what_a_change_brought(handbook_, sop):
    who = {
        f"GIT_{a}_{b}": "a@example.org" for a in ("AUTHOR", "COMMITTER") for b in ("NAME", "EMAIL")
    }
    for words in ("init -q -b main", "add -A", "commit -q -m first"):
        subprocess.run(["git", *words.split()], check=True, env={**os.environ, **who})
    assert sop("overlaps", "--since", "HEAD").out.endswith("✓ no overlaps, no gaps, no conflicts\n")
    lines = SALES.replace("activities:\n", "activities:\n  # a comment moves every line\n")
    (handbook_ / "sales.yaml").write_text(lines, encoding="utf-8")
    assert sop("overlaps", "--since", "main").code == 0
    added = charter("new", "Grade the lead | accountable: vp-sales, responsible: sales-analyst")
    (handbook_ / "new.yaml").write_text(added, encoding="utf-8")
    code, out, _ = sop("overlaps", "--since", "main", "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert [item["claims"][1]["document"] for item in data["overlaps"]] == [
        "responsibilities:new",
        "responsibilities:sales",
    ]
    assert data["gaps"] == data["conflicts"] == []


def test_a_handbook_cannot_act_on_the_terminal(write, sop):
    write(bad=charter("bad", '"Grade \\e[31m the lead" | responsible: sales-analyst'))
    out = sop("overlaps").out
    assert "\x1b" not in out
    assert "[31m the lead" in out


def test_a_process_of_its_own(handbook_, process):
    code, out, err = process("overlaps")
    assert (code, err) == (1, "")
    assert out.startswith("Overlaps\n\n“Grading of leads”\n  duplicate-accountable\n")


def test_help_teaches_by_example(sop):
    out = sop("overlaps", "--help").out
    assert "Examples:\n  sop overlaps\n      the whole handbook\n" in out


CLAIMS = """\
Claims: 3
  R · does it (2)
    Request a discount
      sops/sales.yaml:9:5
    Approve the discount
      sops/sales.yaml:12:5
  A · answers for it (1)
    Grade the lead, in EMEA
      sops/sales.yaml:5:5

Shared borders: 1
  “Grading of leads”, with Marketing director
    duplicate-accountable, EMEA › DACH
    sops/marketing.yaml:5:5
    sops/sales.yaml:5:5
"""


def test_a_role_is_shown_with_its_claims_and_borders(handbook_, sop):
    code, out, _ = sop("show", "role:sales-manager")
    assert code == 0
    assert out[out.index("Claims: ") :] == CLAIMS
