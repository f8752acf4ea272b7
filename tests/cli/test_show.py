"""`sop show`, its output whole."""

import json

import pytest

VP = """\
VP of Sales · role:vp-sales
sops/organization/roles.yaml:7:5

department: sales (Sales)
backup: manager (Sales manager)

Referred to 3 times, by 3 documents:
  department
    sales · Sales
      sops/organization/roles.yaml:4:7  head
  procedure
    grading · Lead grading
      sops/grading.md:13:25  steps › grade › raci › accountable
  role
    manager · Sales manager
      sops/organization/roles.yaml:16:13  reports_to

Claims: 1
  A · answers for it (1)
    Grade the lead
      sops/grading.md:10:5
"""
GRADING = """\
---
kind: procedure
id: grading
title: Lead grading
control: {owner: manager, status: effective}
purpose: >-
  Leads differ, and the time of a representative is short, so each lead is graded before
  anybody calls, whatever the source it comes from.
steps:
  - id: grade
    action: Grade the lead
    raci: {responsible: [manager],
           accountable: vp-sales}
    automation: {system: crm, trigger: a form is submitted}
trigger: [A form is submitted, Somebody calls]
---

# Why

See [the manager](role:manager).
"""
GRADING_CARD = """\
Lead grading · procedure:grading
sops/grading.md:3:5

control:
  owner: manager (Sales manager)
  status: effective
purpose: Leads differ, and the time of a representative is short, so each lead is graded before
  anybody calls, whatever the source it comes from.
steps:
  - id: grade
    action: Grade the lead
    raci:
      responsible:
        - manager (Sales manager)
      accountable: vp-sales (VP of Sales)
    automation:
      system: crm
      trigger: a form is submitted
trigger:
  - A form is submitted
  - Somebody calls

# Why

See [the manager](role:manager).

Nothing refers to it.
"""


@pytest.fixture
def grading(handbook):
    (handbook / "grading.md").write_text(GRADING)
    return handbook


@pytest.mark.parametrize("ref", ["role:vp-sales", "vp-sales"])
def test_a_document_and_who_refers_to_it(sop, grading, ref):
    assert sop("show", ref) == (0, VP, "")


def test_a_document_with_a_text(sop, grading):
    assert sop("show", "grading") == (0, GRADING_CARD, "")


def test_in_a_process_of_its_own_from_inside(process, grading, monkeypatch):
    monkeypatch.chdir("sops/organization")
    expected = VP.replace("sops/", "../")
    assert process("show", "vp-sales") == (0, expected, "")


def test_a_reference_in_the_text(sop, grading):
    code, out, err = sop("show", "manager")
    assert (code, err) == (0, "")
    assert "      sops/grading.md:20:5  in the text\n" in out


def test_json(sop, grading):
    code, out, err = sop("show", "--format", "json", "role:vp-sales")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "format": "salesops-sop/show/1",
        "document": {
            "kind": "role",
            "id": "vp-sales",
            "title": "VP of Sales",
            "path": "sops/organization/roles.yaml",
            "line": 7,
            "fields": {
                "kind": "role",
                "id": "vp-sales",
                "title": "VP of Sales",
                "department": "sales",
                "backup": "manager",
            },
            "body": "",
        },
        "claims": [
            {
                "letter": "A",
                "activity": "Grade the lead",
                "document": "procedure:grading",
                "path": "sops/grading.md",
                "line": 10,
                "scope": {},
            }
        ],
        "referred_by": [
            {
                "document": "procedure:grading",
                "title": "Lead grading",
                "path": "sops/grading.md",
                "line": 13,
                "column": 25,
                "where": "steps › grade › raci › accountable",
            },
            {
                "document": "department:sales",
                "title": "Sales",
                "path": "sops/organization/roles.yaml",
                "line": 4,
                "column": 7,
                "where": "head",
            },
            {
                "document": "role:manager",
                "title": "Sales manager",
                "path": "sops/organization/roles.yaml",
                "line": 16,
                "column": 13,
                "where": "reports_to",
            },
        ],
    }


CLOSING = """\
{kind: department, id: finance, title: Finance}
---
{kind: role, id: controller, title: Controller, department: finance}
---
{kind: parameter, id: soon, title: Time to book, value: 4, unit: business hours}
---
kind: service
id: booking
title: Order booking
provider: controller
consumers: sales
request: Book the order.
channel: the queue
---
kind: procedure
id: closing
title: Closing
control: {owner: manager}
steps:
  - id: sign
    action: Sign the contract
    raci: {responsible: manager}
    handoff: {to: finance, payload: [contract], within: soon, service: booking}
  - {id: book, action: Book the order, raci: {responsible: controller}}
  - {id: thank, action: Thank the customer, raci: {responsible: manager}}
"""
FINANCE = """\

Hands over: 1
  to Sales (1)
    not declared
      Controller → Sales manager
      sops/closing.yaml:24:5

Receives: 1
  from Sales (1)
    contract, within 4 business hours
      Sales manager → Controller
      sops/closing.yaml:23:14

Is asked: 1
  Sales: Order booking
"""


def test_a_department_tells_what_it_gives_receives_and_may_ask(sop, handbook):
    (handbook / "closing.yaml").write_text(CLOSING)
    code, out, err = sop("show", "department:finance")
    assert (code, err) == (0, "")
    assert out.endswith(FINANCE)
    code, out, err = sop("show", "--format", "json", "department:sales")
    assert (code, err) == (0, "")
    assert json.loads(out)["interfaces"] == {
        "gives": [
            {
                "department": "finance",
                "declared": True,
                "procedure": "closing",
                "step": "sign",
                "givers": ["manager"],
                "receivers": ["controller"],
                "payload": ["contract"],
                "within": "soon",
                "accepted_when": None,
                "service": "booking",
                "path": "sops/closing.yaml",
                "line": 23,
            }
        ],
        "receives": [
            {
                "department": "finance",
                "declared": False,
                "procedure": "closing",
                "step": "book",
                "givers": ["controller"],
                "receivers": ["manager"],
                "payload": [],
                "within": None,
                "accepted_when": None,
                "service": None,
                "path": "sops/closing.yaml",
                "line": 24,
            }
        ],
        "asks": [{"department": "finance", "service": "booking"}],
        "is_asked": [],
    }


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("vp-sals", "there is no document ‘vp-sals’, did you mean ‘vp-sales’?"),
        ("role:vp-sals", "there is no document ‘role:vp-sals’, did you mean ‘role:vp-sales’?"),
        ("kpi:vp-sales", "there is no document ‘kpi:vp-sales’, did you mean ‘role:vp-sales’?"),
        ("rol:vp-sales", "there is no kind ‘rol’, did you mean ‘role’?"),
        ("xyz", "there is no document ‘xyz’"),
        ("", "there is no document ‘’"),
        ("role:", "there is no document ‘role:’"),
        ("../../etc/passwd", "there is no document ‘../../etc/passwd’"),
        ("sales", "‘sales’ is several documents: say which of ‘department:sales’ or ‘term:sales’"),
        ("term:broken", "‘term:broken’ is there but cannot be read: `sop lint` says why"),
    ],
)
def test_what_cannot_be_shown(sop, handbook, ref, sentence):
    (handbook / "sales.yaml").write_text(
        "kind: term\nid: sales\ntitle: Sales\ndefinition: Selling.\n"
    )
    (handbook / "broken.yaml").write_text("kind: term\nid: broken\n")
    assert sop("show", ref) == (2, "", f"sop: {sentence}\n")


def test_what_a_document_says_cannot_act_on_the_terminal(sop, handbook):
    (handbook / "nasty.md").write_text(
        '---\nkind: term\nid: nasty\ntitle: "A\u2028B"\ndefinition: "red\u202e"\n---\n\x1b[31mred\n'
    )
    out = sop("show", "nasty").out
    assert "\x1b" not in out
    assert "\u2028" not in out
