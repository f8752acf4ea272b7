"""`sop raci`: the matrix at a terminal, for spreadsheets and for programs."""

import csv
import json
import re
import zipfile
from pathlib import Path

import pytest

from salesops_sop.report import raci as formats
from salesops_sop.report.raci import FORMATS

MORE = """\
kind: responsibilities
id: charter
title: Charter of sales
activities:
  - id: grade
    activity: "=cmd|' /C calc'!A0"
    raci: {responsible: [manager, vp-sales], accountable: vp-sales}
    scope: {region: dach}
  - id: plan
    activity: Plan the year
    raci: {accountable: vp-sales, informed: manager}
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics]}
"""
STEP = """\
---
kind: procedure
id: calling
title: Calling
control: {owner: manager, status: effective}
steps:
  - id: call
    action: Call the customer on the first day and write down what was said in words of the customer
    raci: {consulted: vp-sales}
---
"""
TABLE = """\
leads                                                         SM  VOS
Call the customer on the first day and write down what was    A   C
  said in words of the customer

Charter of sales                                              SM  VOS
=cmd|' /C calc'!A0 (EMEA › DACH)                              R   RA
Plan the year                                                 I   A

R does it, A answers for it, C is asked first, I is told
SM   Sales manager (manager) · Sales
VOS  VP of Sales (vp-sales) · Sales
"""


@pytest.fixture
def filled(handbook):
    (handbook / "more.yaml").write_text(MORE)
    (handbook / "leads").mkdir()
    (handbook / "leads" / "calling.md").write_text(STEP)


def test_every_format_is_listed():
    folder = Path(formats.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text()}
    assert writers == set(FORMATS)


def test_a_table(sop, filled):
    assert sop("raci") == (0, TABLE, "3 rows, 2 roles\n")


def test_a_narrow_terminal_gets_narrow_lines(sop, filled, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, sop("raci").out.splitlines())) <= 60


def test_many_roles_are_continued_below(sop, handbook):
    extra = "".join(
        f"---\nkind: role\nid: role-{n}\ntitle: Role {n}\ndepartment: sales\n" for n in range(40)
    )
    everybody = ", ".join(f"role-{n}" for n in range(40))
    row = f"  - {{id: x, activity: Meet, raci: {{responsible: [{everybody}]}}}}\n"
    head = "---\nkind: responsibilities\nid: all\ntitle: All\nactivities:\n"
    (handbook / "all.yaml").write_text((extra + head + row).removeprefix("---\n"))
    out = sop("raci").out
    assert max(map(len, out.splitlines())) <= 100
    assert out.count("\nMeet  ") > 1


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["--area", "leads"], 1),
        (["--role", "manager"], 3),
        (["--department", "sales"], 3),
        (["--scope", "region=nordics"], 2),
        (["--scope", "region=dach", "--area", "leads"], 1),
    ],
)
def test_what_is_asked_about(sop, filled, options, rows):
    assert len(json.loads(sop("raci", "--format", "json", *options).out)["activities"]) == rows


def test_a_name_that_means_nothing(sop, filled):
    sentence = "sop: there is no role ‘manger’, did you mean ‘manager’?\n"
    assert sop("raci", "--role", "manger") == (2, "", sentence)


def test_csv_holds_no_formula(sop, filled):
    out = sop("raci", "--format", "csv", "-q").out
    assert out == (
        "area,document,activity,scope,manager,vp-sales\n"
        "leads,procedure:calling,Call the customer on the first day and write down what was said"
        " in words of the customer,,A,C\n"
        "Charter of sales,responsibilities:charter,'=cmd|' /C calc'!A0,EMEA › DACH,R,RA\n"
        "Charter of sales,responsibilities:charter,Plan the year,,I,A\n"
    )
    assert len(list(csv.reader(out.splitlines()))) == 4


def test_json(sop, filled):
    data = json.loads(sop("raci", "--format", "json").out)
    assert data["format"] == "salesops-sop/raci/1"
    assert data["roles"][0] == {"id": "manager", "title": "Sales manager", "department": "Sales"}
    assert data["activities"][2] == {
        "activity": "Plan the year",
        "area": "Charter of sales",
        "document": "responsibilities:charter",
        "path": "sops/more.yaml",
        "line": 9,
        "column": 5,
        "scope": {},
        "raci": {
            "responsible": [],
            "accountable": ["vp-sales"],
            "consulted": [],
            "informed": ["manager"],
        },
    }


def test_a_workbook_of_its_own_process(process, filled):
    code, out, err = process("raci", "--format", "xlsx", "--output", "raci.xlsx")
    assert (code, out, err) == (0, "", "3 rows, 2 roles · written to raci.xlsx\n")
    with zipfile.ZipFile("raci.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "=cmd|' /C calc'!A0" in texts
    assert {"Activity", "Sales manager", "VP of Sales", "RA"} <= set(texts)


def test_one_matrix_gives_one_workbook(sop, filled):
    for name in ("a.xlsx", "b.xlsx"):
        assert sop("raci", "--format", "xlsx", "--output", name).code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()


def test_a_workbook_is_no_text(sop, filled):
    sentence = "sop: a workbook is no text: name a file with --output raci.xlsx\n"
    assert sop("raci", "--format", "xlsx") == (2, "", sentence)


def test_a_process_of_its_own(process, filled):
    assert process("raci", "-q") == (0, TABLE, "")


def test_help_teaches_by_example(sop):
    out = sop("raci", "--help").out
    assert "Examples:\n  sop raci --area lead-management\n" in out
