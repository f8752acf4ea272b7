"""The gate of versions over a whole history: it flags exactly the revisions that mean something."""

import json
import re

import pytest
from click.testing import CliRunner

from salesops_sop.cli import sop
from tests.history.review.replay import HISTORY, TABLE, replay
from tests.history.test_repo import git


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The repository, and the commit of each revision."""
    folder = tmp_path_factory.mktemp("replay")
    return folder, [commit for _, commit in replay(folder)]


def reviewed(folder, monkeypatch, *sides):
    monkeypatch.chdir(folder)
    ran = CliRunner().invoke(sop, ["review", *sides, "--format", "json", "--today", "2025-03-03"])
    assert ran.exit_code in (0, 1), ran.output
    return ran.exit_code, json.loads(ran.stdout)


def behind(page):
    return {one["document"]: one["demands"] for one in page["unraised"]}


def test_what_the_history_is():
    assert len(HISTORY) == 44
    assert sum(not revision.raises for revision in HISTORY) == 38
    assert sum(revision.owes == "major" for revision in HISTORY) == 3
    assert sum(bool(revision.owes) for revision in HISTORY) == 14


@pytest.mark.parametrize("number", range(1, 44), ids=lambda n: f"{n + 1}: {HISTORY[n].message}")
def test_a_revision_is_stopped_only_where_it_means_something(repository, monkeypatch, number):
    folder, commits = repository
    code, page = reviewed(folder, monkeypatch, commits[number - 1], commits[number])
    owes = HISTORY[number].owes
    assert behind(page) == ({"decision:contract-signature": owes} if owes else {})
    assert code == int(bool(owes))
    stopped = [one["gate"] for one in page["stopped"]]
    assert stopped == (["version-not-raised"] if owes else [])
    flagged = [p["rule"] for p in page["problems"]["new"] if p["severity"] == "error"]
    assert flagged == (["lifecycle/version-not-raised"] if owes else [])


def test_versions_are_raised_where_the_history_says_so(repository):
    folder, commits = repository
    stated = []
    for commit in commits:
        paths = git(folder, "ls-tree", "-r", "--name-only", commit, "sops/decisions").split()
        assert len(paths) == 1
        text = git(folder, "show", f"{commit}:{paths[0]}")
        (found,) = re.findall(r"version: ([\d.]+)", text)
        stated.append(tuple(map(int, found.split("."))))
    raised = [number for number in range(1, 44) if stated[number] > stated[number - 1]]
    assert raised == [number for number in range(44) if HISTORY[number].raises]


def test_a_change_is_judged_as_a_whole(repository, monkeypatch):
    """What one commit forgets a later one may make good, before it is merged."""
    folder, commits = repository
    by_message = {r.message: c for r, c in zip(HISTORY, commits, strict=True)}
    forgotten, made_good = by_message["Write the limit as a range"], "The version was forgotten"
    code, page = reviewed(folder, monkeypatch, forgotten, by_message[made_good])
    assert (code, behind(page)) == (0, {})
    code, page = reviewed(folder, monkeypatch, commits[0], commits[-1])
    assert (code, behind(page)) == (0, {})  # from 1.0.0 to 3.1.0
    code, page = reviewed(folder, monkeypatch, by_message["The right version"], "main~5")
    assert behind(page) == {"decision:contract-signature": "major"}


def test_the_working_folder_counts(repository, monkeypatch):
    folder, _ = repository
    (path,) = (folder / "sops" / "decisions").rglob("*.md")
    text = path.read_text()
    try:
        path.write_text(text.replace("signer: vp-sales", "signer: finance-director"))
        code, page = reviewed(folder, monkeypatch, "HEAD")
    finally:
        path.write_text(text)
    assert (code, behind(page)) == (1, {"decision:contract-signature": "major"})
    assert not (folder / TABLE).exists()
