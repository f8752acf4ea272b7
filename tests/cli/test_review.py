"""`sop review`: one page for a pull request, what stops it, and one sentence where it cannot."""

import json
from pathlib import Path

import pytest

from tests.history.test_repo import git

HANDBOOK = """\
kind: handbook
title: Handbook
governance: {default: {approvers: vp-sales}}
"""
SIGNATURE = """\
kind: procedure
id: signature
title: Contract signature
control: {owner: manager, version: 1.4.0, status: effective, reviewed: 2026-06-30, review_every: 1 year}
steps:
  - id: check
    action: Check the contract
    raci: {responsible: manager}
  - id: sign
    action: Sign the contract
    raci: {responsible: vp-sales, accountable: vp-sales}
"""
PAGES = Path(__file__).parent / "pages"
TODAY = ("--today", "2026-11-23")


@pytest.fixture
def repository(handbook):
    """A handbook with one procedure, committed and tagged."""
    (handbook / "handbook.yaml").write_text(HANDBOOK)
    (handbook / "signature.yaml").write_text(SIGNATURE)
    git(handbook.parent, "init", "-q", "-b", "main")
    git(handbook.parent, "add", "-A")
    git(handbook.parent, "commit", "-q", "-m", "first")
    git(handbook.parent, "tag", "v1")
    return handbook


@pytest.fixture
def changed(repository):
    file = repository / "signature.yaml"
    text = file.read_text()
    after = text.replace("{responsible: vp-sales, acc", "{responsible: manager, acc").replace(
        "    action: Check the contract\n", "    action: Check the contract\n    within: 2 days\n"
    )
    assert after != text
    file.write_text(after)
    return repository


def test_a_change_is_stopped(changed, process):
    """Whole, as the comment of a pull request."""
    ran = process("review", "v1", *TODAY)
    assert ran.out == (PAGES / "stopped.md").read_text(encoding="utf-8")
    assert ran.err == (
        "✗ v1 → the working folder · stopped: 1 version says less than what changed\n"
    )
    assert ran.code == 1
    assert process("review", "v1", *TODAY).out == ran.out


def test_as_text(changed, process):
    ran = process("review", "v1", "--format", "text", *TODAY, COLUMNS="90")
    assert ran == (1, (PAGES / "stopped.txt").read_text(encoding="utf-8"), "")


def test_as_json(changed, process):
    ran = process("review", "v1", "--format", "json", *TODAY)
    found = json.loads(ran.out)
    assert found["format"] == "salesops-sop/review/1"
    assert found["headline"] == (
        "2 changes in 1 document; 1 version must be raised; the Sales manager and the VP of Sales "
        "must agree."
    )
    assert (found["passed"], found["stopped"]) == (
        False,
        [{"gate": "version-not-raised", "reason": "1 version says less than what changed"}],
    )
    assert [change["type"] for change in found["changes"]] == [
        "time-limit-tightened",
        "responsible-changed",
    ]
    (behind,) = found["problems"]["new"]
    assert (behind["rule"], behind["line"], behind["fix"]) == (
        "lifecycle/version-not-raised",
        4,
        "version: 2.0.0",
    )
    assert [one["rule"] for one in found["problems"]["remaining"]] == [
        "reporting/no-backup",
        "flow/orphan-procedure",
    ]
    assert found["agreements"][1] == {
        "roles": ["vp-sales"],
        "persons": [],
        "count": 1,
        "reasons": [
            {"document": "procedure:signature", "role": "vp-sales", "why": why, "or": []}
            for why in ("approves", "gains or loses duties in")
        ],
    }
    assert found["affected"] == [
        {"role": "manager", "title": "Sales manager", "changes": [0, 1]},
        {"role": "vp-sales", "title": "VP of Sales", "changes": [1]},
    ]
    assert [one["document"] for one in found["flowcharts"]] == ["procedure:signature"]
    assert (found["impact"], found["unread"]) == ([], {"base": 0, "head": 0})


def test_a_raised_version_passes(changed, process):
    file = changed / "signature.yaml"
    file.write_text(file.read_text().replace("1.4.0", "2.0.0"))
    ran = process("review", "v1", *TODAY, "--output", "review.md")
    assert ran == (0, "", "✓ v1 → the working folder · no gate stops it · written to review.md\n")
    page = (changed.parent / "review.md").read_text()
    assert "Versions to raise" not in page
    assert process("review", "v1", *TODAY, "-q") == (0, page, "")


def test_nothing_changed(repository, process):
    file = repository / "signature.yaml"
    file.write_text(
        "# a comment\n" + file.read_text().replace("title: Contract", "title:  Contract")
    )
    ran = process("review", "v1", "--format", "text", *TODAY)
    assert ran.code == 0
    assert ran.out.startswith("Nothing changes in meaning.\n\nProblems that remain (2)\n")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("v2", "there is no revision ‘v2’"),
        ("--upload-pack=x", "no such option"),
        ("v1..HEAD", "‘v1..HEAD’ is a range: name one revision, such as ‘v1’"),
        ("x" * 300, "a revision of 300 characters is none"),
        ("sops/organization", "there is no handbook in ‘sops/organization’"),
    ],
)
def test_one_sentence_for_what_is_no_side(repository, sop, side, said):
    ran = sop("review", side)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_day_that_is_none(repository, sop):
    assert sop("review", "v1", "--today", "tomorrow").err.startswith("sop: --today: ")


def test_revisions_are_completed(repository, process):
    ran = process(_SOP_COMPLETE="bash_complete", COMP_WORDS="sop review v", COMP_CWORD="2")
    assert "v1" in ran.out
