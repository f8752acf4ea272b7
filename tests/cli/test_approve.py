"""`sop approve` and `sop audit`: whole outputs, and what is left when they are killed."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.history.approval.conftest import GRADING, PEOPLE, ROLES, SETTINGS, Repository

KILLS = int(os.environ.get("SOP_KILLS", "6"))
FILES = {
    "handbook.yaml": SETTINGS,
    "roles.yaml": ROLES,
    "people.yaml": PEOPLE,
    "grading.md": GRADING,
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A committed handbook; we stand in it, and are `v`."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    for name, text in FILES.items():
        made.write(name, text)
    made.commit("first")
    monkeypatch.chdir(made.top)
    act(monkeypatch, "v")
    return made


def act(monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    for kind in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{kind}_NAME", who.upper())
        monkeypatch.setenv(f"GIT_{kind}_EMAIL", f"{who}@example.org")


def steady(text: str) -> str:
    """Commits and days that differ from run to run, replaced."""
    text = re.sub(r"\b[0-9a-f]{10}\b", "COMMIT", text)
    return re.sub(r"\b20\d\d-\d\d-\d\d\b", "DAY", text)


def test_from_nothing_to_an_audit(sop, repository):
    code, out, err = sop("audit")
    assert (code, steady(out), err) == (
        1,
        "Audit of HEAD (COMMIT) on DAY\n"
        "\n"
        "✗ procedure:grading 1.0.0\n"
        "    ‘vp-sales’ has not approved it\n"
        "\n"
        "✗ 1 breach in 1 of 1 effective document\n",
        "",
    )
    code, out, err = sop("approve", "grading", "--as", "vp-sales", "--comment", "It is fine.")
    assert (code, out, steady(err)) == (
        0,
        "",
        "✓ approved procedure:grading as vp-sales · commit COMMIT\n",
    )
    assert sop("approve", "procedure:grading", "--as", "role:vp-sales") == (
        0,
        "",
        "✓ already approved: procedure:grading\n",
    )
    code, out, err = sop("audit")
    assert (code, steady(out), err) == (
        0,
        "Audit of HEAD (COMMIT) on DAY\n"
        "\n"
        "✓ procedure:grading 1.0.0\n"
        "    approved by ‘v’ as ‘vp-sales’ on DAY in COMMIT\n"
        "\n"
        "✓ no breach in 1 effective document\n",
        "",
    )
    assert repository.git("status", "--porcelain") == ""


def test_what_cannot_be_approved_is_told_at_once(sop, repository, monkeypatch):
    repository.write(
        "other.yaml",
        "kind: system\nid: crm\ntitle: CRM\npurpose: It keeps leads.\nowner: analyst\n",
    )
    assert sop("approve", "grading", "crm", "--as", "finance-director") == (
        2,
        "",
        "sop: ‘v’ does not hold ‘finance-director’ today\n",
    )
    act(monkeypatch, "f")
    assert sop("approve", "grading", "crm", "--as", "finance-director") == (
        2,
        "",
        "sop: procedure:grading: ‘finance-director’ is not asked: ‘vp-sales’ can approve it\n"
        "sop: system:crm: what you see is not what is committed: commit it first\n"
        "sop: 2 reasons: nothing was recorded\n",
    )
    for name in ("nope", "grade"):
        assert sop("approve", name, "--as", "vp-sales").code == 2
    assert repository.git("rev-list", "--count", "HEAD") == "1"


def test_what_a_kill_left_undone_is_done_by_the_next_run(sop, repository):
    sop("approve", "grading", "--as", "vp-sales")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("update-ref", "HEAD", "ORIG_HEAD")
    assert repository.git("status", "--porcelain") != ""
    assert sop("approve", "grading", "--as", "vp-sales").err.startswith("✓ already approved")
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("--upload-pack=x", "‘--upload-pack=x’ is no revision: write a branch, a tag or a commit"),
        ("-h", "‘-h’ is no revision: write a branch, a tag or a commit"),
        ("a..b", "‘a..b’ is a range: name one revision, such as ‘a’"),
        ("x" * 300, "a revision of 300 characters is none: write a branch, a tag or a commit"),
        ("nope", "there is no revision ‘nope’: see `git log`"),
    ],
)
def test_hostile_revisions(sop, repository, revision, sentence):
    assert sop("audit", "--", revision) == (2, "", f"sop: {sentence}\n")


def test_without_git_or_a_commit(sop, repository, tmp_path, monkeypatch):
    (tmp_path / "bare" / "sops").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "bare")
    for name, text in FILES.items():
        Path("sops", name).write_text(text)
    assert sop("audit").code == 2
    assert "is in no git repository" in sop("audit").err
    subprocess.run(["git", "init", "-q"], check=True)
    assert sop("approve", "grading", "--as", "vp-sales") == (
        2,
        "",
        "sop: nothing is committed yet: commit the handbook first\n",
    )
    monkeypatch.chdir(repository.top)
    (repository.top / ".git" / "MERGE_HEAD").write_text("x")
    assert sop("approve", "grading", "--as", "vp-sales").err == (
        "sop: a merge is unfinished: end it first\n"
    )
    (repository.top / ".git" / "MERGE_HEAD").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sop("audit").code == 3


def test_what_cannot_be_read_is_no_clean_audit(sop, repository):
    sop("approve", "grading", "--as", "vp-sales")
    repository.write("other.yaml", "kind: procedure\nid: other\ntitle: Other\nsteps: 3\n")
    repository.commit()
    code, out, err = sop("audit")
    assert (code, steady(out), err) == (
        1,
        "Audit of HEAD (COMMIT) on DAY\n"
        "\n"
        "✓ procedure:grading 1.0.0\n"
        "    approved by ‘v’ as ‘vp-sales’ on DAY in COMMIT\n"
        "✗ other\n"
        "    it cannot be read, so nobody knows what was approved: `sop lint` says why\n"
        "\n"
        "✗ 1 breach in 1 of 2 documents\n",
        "",
    )
    assert json.loads(sop("audit", "--format", "json").out)["unread"] == ["other"]
    page = sop("audit", "--format", "html")
    assert page.code == 1
    assert "it cannot be read, so nobody knows" in page.out


def test_json(sop, repository):
    sop("approve", "grading", "--as", "vp-sales")
    said = json.loads(sop("audit", "--format", "json").out)
    assert (said["format"], said["breaches"]) == ("salesops-sop/audit/1", 0)
    (document,) = said["documents"]
    assert document["asked"] == {
        "groups": [{"all_of": ["vp-sales"]}],
        "minimum": 1,
        "signature": False,
        "author_may_approve": False,
    }
    assert [(a["role"], a["person"], a["signed"]) for a in document["approvals"]] == [
        ("vp-sales", "v", False)
    ]


def test_a_page_to_file(sop, repository):
    repository.write("grading.md", GRADING.replace("title: Grading", 'title: "<b>Grading & co"'))
    repository.commit()
    assert sop("audit", "--format", "html", "--output", "audit.html") == (
        1,
        "",
        "written to audit.html\n",
    )
    page = Path("audit.html").read_text()
    assert "&lt;b&gt;Grading &amp; co" in page
    assert "‘vp-sales’ has not approved it" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_killed_approval_is_none_or_whole(repository):
    chance = random.Random(1)
    command = [sys.executable, "-m", "salesops_sop", "approve", "grading", "--as", "vp-sales"]
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    takes = time.monotonic() - begin
    for number in range(KILLS):
        repository.write("grading.md", GRADING.replace("once", f"{number} times"))
        before = repository.commit(GIT_COMMITTER_DATE="", GIT_AUTHOR_DATE="")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.1) * takes)
        process.send_signal(signal.SIGKILL)
        process.wait()
        repository.git("fsck", "--strict")
        after = repository.git("rev-parse", "HEAD")
        if after != before:
            assert repository.git("rev-parse", "HEAD~1") == before
            assert repository.git("log", "-1", "--format=%s").startswith("Approve")
        for lock in (repository.top / ".git").glob("*.lock"):
            lock.unlink()  # of git itself, which says so and how to go on
        subprocess.run(command, check=True, capture_output=True)
        done = subprocess.run(
            [sys.executable, "-m", "salesops_sop", "audit"], check=False, capture_output=True
        )
        assert done.returncode == 0, done.stdout
        assert [
            line
            for line in repository.git("status", "--porcelain").splitlines()
            if "/.sop-" not in line
        ] == []
