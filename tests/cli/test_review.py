"""`sop review`: one page for a pull request, what stops it, and one sentence where it cannot."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from salesops_sop.cli import sop as contents
from tests.cli.conftest import Ran
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
PEOPLE = """\
kind: person
id: ann
title: Ann
email: A@example.org
holds: [vp-sales]
---
kind: person
id: bo
title: Bo
email: bo@example.org
holds: [vp-sales]
"""
PAGES = Path(__file__).parent / "pages"
TODAY = ("--today", "2026-11-23")


@pytest.fixture
def run():
    """Run a command in this process, with the real rules."""

    def run(*args):
        result = CliRunner().invoke(contents, args)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


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


def test_as_text(changed, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    ran = run("review", "v1", "--format", "text", *TODAY)
    assert ran == (1, (PAGES / "stopped.txt").read_text(encoding="utf-8"), "")


def test_as_json(changed, run):
    ran = run("review", "v1", "--format", "json", *TODAY)
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


def test_a_raised_version_passes(changed, run):
    file = changed / "signature.yaml"
    file.write_text(file.read_text().replace("1.4.0", "2.0.0"))
    ran = run("review", "v1", *TODAY, "--output", "review.md")
    assert ran == (0, "", "✓ v1 → the working folder · no gate stops it · written to review.md\n")
    page = (changed.parent / "review.md").read_text()
    assert "Versions to raise" not in page
    assert run("review", "v1", *TODAY, "-q") == (0, page, "")


def test_nothing_changed(repository, run):
    file = repository / "signature.yaml"
    file.write_text(
        "# a comment\n" + file.read_text().replace("title: Contract", "title:  Contract")
    )
    ran = run("review", "v1", "--format", "text", *TODAY)
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
def test_one_sentence_for_what_is_no_side(repository, run, side, said):
    ran = run("review", side)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_day_that_is_none(repository, run):
    assert run("review", "v1", "--today", "tomorrow").err.startswith("sop: --today: ")


def test_revisions_are_completed(repository, process):
    ran = process(_SOP_COMPLETE="bash_complete", COMP_WORDS="sop review v", COMP_CWORD="2")
    assert "v1" in ran.out


def test_what_the_base_got_since_is_no_change(repository, run):
    """A branch is held against the commit at which it left, as a pull request is."""
    project = repository.parent
    git(project, "checkout", "-q", "-b", "branch")
    roles = repository / "organization" / "roles.yaml"
    roles.write_text(roles.read_text().replace("title: Sales manager", "title: Head of sales"))
    git(project, "commit", "-q", "-a", "-m", "branch")
    git(project, "checkout", "-q", "main")
    file = repository / "signature.yaml"
    file.write_text(file.read_text().replace("version: 1.4.0", "version: 9.0.0"))
    git(project, "commit", "-q", "-a", "-m", "main")
    left = git(project, "rev-parse", "v1").strip()[:10]
    ran = run("review", "main", "branch", "--format", "json", *TODAY)
    found = json.loads(ran.out)
    assert (found["base"], found["head"]) == (f"main at {left}", "branch")
    assert [change["document"] for change in found["changes"]] == ["role:manager"]
    back = json.loads(run("review", "main", "v1", "--format", "json", *TODAY).out)
    assert [change["document"] for change in back["changes"]] == ["procedure:signature"]
    git(project, "checkout", "-q", "--orphan", "other")
    git(project, "commit", "-q", "-m", "other")
    other = json.loads(run("review", "branch", "other", "--format", "json", *TODAY).out)
    assert other["base"] == "branch"
    assert {change["document"] for change in other["changes"]} == {
        "role:manager",
        "procedure:signature",
    }


def test_whoever_wrote_a_change_does_not_approve_it(repository, run):
    project = repository.parent
    (repository / "people.yaml").write_text(PEOPLE)
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "people")
    git(project, "tag", "v2")
    file = repository / "signature.yaml"
    file.write_text(file.read_text().replace("Check the contract", "Read the contract"))
    git(project, "commit", "-q", "-a", "-m", "by a@example.org")
    found = json.loads(run("review", "v2", "HEAD", "--format", "json", *TODAY).out)
    asked = {tuple(one["roles"]): one["persons"] for one in found["agreements"]}
    assert asked == {("manager",): [], ("vp-sales",): ["bo"]}
    text = file.read_text()
    file.write_text(text.replace("version: 1.4.0", "version: 1.5.0"))
    git(project, "commit", "-q", "-a", "-m", "with another\n\nCo-authored-by: Bo <bo@example.org>")
    found = json.loads(run("review", "v2", "HEAD", "--format", "json", *TODAY).out)
    assert {"roles": ["vp-sales"], "persons": []}.items() <= found["agreements"][1].items()


def test_whoever_has_not_committed_yet_wrote_it_too(repository, run, monkeypatch):
    project = repository.parent
    (repository / "people.yaml").write_text(PEOPLE)
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "people")
    file = repository / "signature.yaml"
    file.write_text(file.read_text().replace("Check the contract", "Read the contract"))
    for email, persons in (("A@example.org", ["bo"]), ("x@example.org", ["ann", "bo"])):
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_EMAIL", email)
            monkeypatch.setenv(f"GIT_{name}_NAME", "Somebody")
        found = json.loads(run("review", "HEAD", "--format", "json", *TODAY).out)
        (asked,) = (one for one in found["agreements"] if one["roles"] == ["vp-sales"])
        assert asked["persons"] == persons


def test_two_folders_without_git(repository, tmp_path, run):
    (repository / "broken.yaml").write_text("kind: [\n")
    shutil.copytree(repository, tmp_path / "old" / "sops")
    shutil.rmtree(repository.parent / ".git")
    file = repository / "signature.yaml"
    file.write_text(file.read_text().replace("Check the contract", "Reject the contract"))
    ran = run("review", str(tmp_path / "old"), ".", *TODAY)
    assert (ran.code, ran.err) == (
        1,
        f"✗ {tmp_path / 'old'} → . · stopped: 1 version says less than what changed\n",
    )
    assert "Problems that remain (2)" in ran.out
    assert "<code>sops/broken.yaml:1</code>" in ran.out
    assert "New problems" not in ran.out
    ran = run("review", "v1")
    assert ran.code == 2
    assert ran.err.endswith("is in no git repository: there is no history to look at\n")


def test_a_document_that_nobody_can_read_is_not_gone(repository, run):
    file = repository / "signature.yaml"
    file.write_bytes(file.read_bytes().replace(b"Check", b"Pr\xfcfe"))
    git(repository.parent, "commit", "-q", "-a", "-m", "in another encoding")
    for sides in (("v1",), ("v1", "HEAD")):
        ran = run("review", *sides, "--format", "json", *TODAY)
        found = json.loads(ran.out)
        assert (ran.code, found["changes"]) == (1, [])
        assert [one["gate"] for one in found["stopped"]] == ["new-errors", "unreadable"]
        assert found["unread"] == {"base": 0, "head": 1}
