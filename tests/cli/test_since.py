"""`sop lint --since`: what a change brought, and nothing else; and what it writes for a build."""

import pytest

from salesops_sop.rules import RULES
from tests.cli.test_release import HANDBOOK, ROLES
from tests.history.approval.conftest import Repository

STEPS = """\
kind: procedure
id: {id}
title: {title}
control: {{owner: vp-sales, version: 1.0.0, status: effective, effective: 2026-11-01}}
steps:
  - {{id: call, action: Call the customer, raci: {{responsible: {role}, accountable: vp-sales}}}}
"""


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Repository:
    """A handbook with a problem of long ago; we stand in it."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.write("handbook.yaml", HANDBOOK)
    made.write("roles.yaml", ROLES)
    made.write("calling.yaml", STEPS.format(id="calling", title="Calling", role="nobody"))
    made.commit("first")
    monkeypatch.chdir(made.top)
    monkeypatch.setattr("salesops_sop.cli.lint.RULES", RULES)  # not those of the other tests
    return made


def rules(out: str) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in out.splitlines() if "[" in line]


SELECT = ("--select", "reference,lifecycle/version-not-raised,document")


def test_only_what_came(sop, repository):
    code, out, err = sop("lint", *SELECT)
    assert rules(out) == ["reference/unknown"], err
    assert sop("lint", *SELECT, "-q", "--since", "HEAD")[:2] == (0, "")
    repository.write("mailing.yaml", STEPS.format(id="mailing", title="Mailing", role="somebody"))
    code, out, _ = sop("lint", *SELECT, "--since", "main")
    assert code == 1
    assert rules(out) == ["reference/unknown"]
    assert "‘somebody’" in out
    assert "‘nobody’" not in out


def test_what_only_moved_is_not_new(sop, repository):
    text = (repository.sops / "calling.yaml").read_text()
    repository.write("calling.yaml", f"# a comment\n\n{text}")
    assert sop("lint", *SELECT, "-q", "--since", "main")[:2] == (0, "")


def test_a_version_that_was_not_raised(sop, repository):
    text = (repository.sops / "calling.yaml").read_text()
    repository.write("calling.yaml", text.replace("accountable: vp-sales", "accountable: nobody"))
    found = rules(sop("lint", *SELECT, "--since", "main")[1])
    assert "lifecycle/version-not-raised" in found
    repository.write(
        "calling.yaml",
        text.replace("accountable: vp-sales", "accountable: nobody").replace("1.0.0", "2.0.0"),
    )
    found = rules(sop("lint", *SELECT, "--since", "main")[1])
    assert "lifecycle/version-not-raised" not in found


@pytest.mark.parametrize("revision", ["--upload-pack=x", "-h", "a..b", "x" * 300, "nope", ""])
def test_what_is_no_revision(sop, repository, revision):
    code, out, err = sop("lint", f"--since={revision}")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_clone_that_does_not_have_it(sop, repository, tmp_path, monkeypatch):
    repository.git("branch", "older")
    repository.write("x.yaml", "kind: term\nid: x\ntitle: X\ndefinition: Y.\n")
    repository.commit("more")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.top}", str(clone))
    monkeypatch.chdir(clone)
    code, _, err = sop("lint", "--since", "older")
    assert code == 2
    assert "the clone is shallow, fetch its history with `git fetch --unshallow`" in err


def test_the_summary_of_a_step(sop, repository, tmp_path, monkeypatch):
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert sop("lint", *SELECT, "--format", "github")[0] == 1
    text = page.read_text()
    assert text.startswith("before\n## Handbook\n")
    assert "reference/unknown" in text
    assert sop("lint", *SELECT)[0] == 1
    assert page.read_text() == text  # for annotations only
