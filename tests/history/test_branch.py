"""Writing a branch: all of it or nothing, and nothing else."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from salesops_sop.base.errors import SopError
from salesops_sop.history import branch
from tests.history.test_repo import ROLE, git

SIGNS = ("versions.json",)


@pytest.fixture
def sops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a handbook, something staged, something changed; we know who we are."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    handbook = tmp_path / "repo" / "sops"
    handbook.mkdir(parents=True)
    git(handbook.parent, "init", "-q", "-b", "main")
    (handbook / "boss.yaml").write_text(ROLE)
    git(handbook, "add", "-A")
    git(handbook, "commit", "-q", "-m", "first")
    (handbook / "staged.yaml").write_text(ROLE)
    git(handbook, "add", "-A")
    (handbook / "boss.yaml").write_text("changed")
    return handbook


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "v1" / "é").mkdir(parents=True)
    (folder / "versions.json").write_text("[]\n")
    (folder / "v1" / "é" / "a b.html").write_bytes(b"\r\n\x00")
    (folder / ".nojekyll").touch()
    return folder


def state(sops: Path) -> tuple[str, str, str, str]:
    index = (sops.parent / ".git" / "index").read_bytes().hex()
    head = git(sops, "rev-parse", "HEAD", "--abbrev-ref", "HEAD")
    return index, head, git(sops, "status", "--porcelain"), git(sops, "stash", "list")


def put(sops: Path, site: Path, name: str = "pages") -> str | None:
    return branch.write(sops, branch.find(sops, name, SIGNS), site, "Publish")


def test_it_holds_what_the_folder_holds_and_all_else_stays(sops, site):
    git(sops, "config", "core.autocrlf", "true")
    before = state(sops)
    first = put(sops, site)
    assert git(
        sops, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "--full-tree", "pages"
    ).splitlines() == [
        *(".nojekyll", "v1/é/a b.html", "versions.json"),
    ]
    assert git(sops, "cat-file", "blob", "pages:v1/é/a b.html") == "\r\n\x00"
    assert put(sops, site) is None
    assert git(sops, "rev-parse", "pages").strip() == first
    (site / ".nojekyll").unlink()
    second = put(sops, site)
    assert git(sops, "rev-parse", "pages", "pages^").split() == [second, first]
    assert git(sops, "log", "-1", "--format=%an %s", "pages") == "A Publish\n"
    assert state(sops) == before


def test_the_hosts_own_name_stays(sops, site):
    (site / "CNAME").write_text("handbook.example.org\n")
    put(sops, site)
    (site / "CNAME").unlink()
    (site / "new.html").touch()
    assert put(sops, site)
    assert git(sops, "cat-file", "blob", "pages:CNAME") == "handbook.example.org\n"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("main", "‘main’ is checked out: name a branch that only holds the site"),
        ("other", "‘other’ is checked out: name a branch that only holds the site"),
        ("work", "‘work’ holds something that is not a published site: name another branch"),
        ("-d", "‘-d’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("HEAD", "‘HEAD’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("a..b", "‘a..b’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("a b", "‘a b’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("../x", "‘../x’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("x\x1b", "‘x\\x1b’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        ("", "‘’ is no name of a branch: name a branch, such as ‘gh-pages’"),
    ],
)
def test_what_is_not_written(sops, site, tmp_path, name, sentence):
    git(sops, "branch", "work")
    git(sops, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    with pytest.raises(SopError) as raised:
        put(sops, site, name)
    assert str(raised.value) == sentence


def test_somebody_else_was_quicker(sops, site):
    put(sops, site)
    found = branch.find(sops, "pages", SIGNS)
    (site / "one.html").touch()
    theirs = put(sops, site)
    (site / "two.html").touch()
    with pytest.raises(SopError, match="‘pages’ stays as it was, git does not move it: "):
        branch.write(sops, found, site, "Publish")
    assert git(sops, "rev-parse", "pages").strip() == theirs


def test_a_new_branch_that_somebody_else_made_meanwhile(sops, site):
    found = branch.find(sops, "pages", SIGNS)
    theirs = put(sops, site)
    with pytest.raises(SopError, match="stays as it was"):
        branch.write(sops, found, site, "Publish")
    assert git(sops, "rev-parse", "pages").strip() == theirs


def test_a_name_that_is_a_folder_of_names(sops, site):
    with pytest.raises(SopError, match="‘main/pages’ stays as it was, git does not move it: "):
        put(sops, site, "main/pages")


def test_nobody_commits(sops, site, monkeypatch):
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    git(sops, "config", "user.useConfigOnly", "true")
    with pytest.raises(SopError) as raised:
        put(sops, site)
    assert (str(raised.value), raised.value.exit_code) == (
        "git does not know who you are: say it with `git config user.name …` and "
        "`git config user.email …`",
        3,
    )


def test_no_hook_runs(sops, site, tmp_path):
    hooks = sops.parent / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "post-commit", "pre-commit", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
        (hooks / name).chmod(0o755)
    assert put(sops, site)
    assert not (tmp_path / "sprung").exists()


WRITER = """
import sys
from pathlib import Path
from salesops_sop.history import branch
place, site = Path(sys.argv[1]), Path(sys.argv[2])
branch.write(place, branch.find(place, "pages", ("versions.json",)), site, "Publish")
"""


def test_a_kill_at_any_moment_leaves_the_branch_whole(sops, site):
    put(sops, site)
    first = git(sops, "rev-parse", "pages").strip()
    for number in range(300):
        (site / f"{number}.html").write_text(str(number) * 1000)
    before, seen = state(sops), set()
    for moment in (0.1, 0.2, 0.3, 0.4, 0.6, 0.9):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(sops), str(site)])
        time.sleep(moment)
        process.kill()
        process.wait()
        seen.add(git(sops, "rev-parse", "pages").strip())
        git(sops, "fsck", "--connectivity-only", "pages")
        if len(seen) == 2:
            break
    assert first in seen
    assert state(sops) == before
