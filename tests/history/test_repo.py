"""Reading a revision: what it had, and one clear sentence for whatever is none."""

import os
import subprocess
from pathlib import Path

import pytest

from salesops_sop.base.errors import EnvironmentProblem, SopError
from salesops_sop.handbook import folder
from salesops_sop.history.releases import handbook_at
from salesops_sop.history.repo import documents_at, texts_at

ROLE = "kind: role\nid: boss\ntitle: The boss\ndepartment: sales\n"


def git(place: Path, *words: str) -> str:
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": "a@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    done = subprocess.run(
        ["git", *words], cwd=place, env={**os.environ, **fixed}, capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.fixture
def sops(tmp_path: Path) -> Path:
    """A repository with a handbook in a folder whose name git could take for a pattern."""
    handbook = tmp_path / "repo" / "so[p]s é"
    (handbook / "organization").mkdir(parents=True)
    git(handbook.parent, "init", "-q", "-b", "main")
    (handbook / "organization" / "boss.yaml").write_text(ROLE)
    (handbook / "README.md").write_text("# How to\n")
    (handbook / ".hidden.yaml").write_text("kind: role\n")
    (handbook / "latin.md").write_bytes(b"\xe9")
    (handbook / "link.yaml").symlink_to("organization/boss.yaml")
    (handbook / "out.yaml").symlink_to("../outside.yaml")
    (handbook.parent / "outside.yaml").write_text(ROLE)
    git(handbook.parent, "add", "-A")
    git(handbook.parent, "commit", "-q", "-m", "first")
    return handbook


def test_it_takes_what_a_folder_gives(sops):
    now, _ = folder.read(sops, "sops")
    assert texts_at(sops, "HEAD", "sops") == now
    assert list(now) == ["sops/link.yaml", "sops/organization/boss.yaml"]


def test_it_reads_what_was_and_not_what_is(sops):
    (sops / "organization" / "boss.yaml").write_text("kind: role\n")
    (sops / "new.yaml").write_text(ROLE)
    assert texts_at(sops, "main")["organization/boss.yaml"] == ROLE
    assert "new.yaml" not in texts_at(sops, "main")


def test_a_handbook_in_a_hidden_folder(sops):
    git(sops.parent, "mv", sops.name, ".sops")
    git(sops.parent, "commit", "-q", "-m", "moved")
    assert list(texts_at(sops.parent / ".sops", "HEAD")) == ["link.yaml", "organization/boss.yaml"]


def test_a_folder_that_was_not_there_has_no_texts(sops):
    (sops.parent / "later").mkdir()
    assert texts_at(sops.parent / "later", "HEAD") == {}


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("--output=x", "‘--output=x’ is no revision: write a branch, a tag or a commit"),
        ("main..HEAD", "‘main..HEAD’ is a range: name one revision, such as ‘main’"),
        ("...HEAD", "‘...HEAD’ is a range: name one revision, such as ‘HEAD’"),
        ("", "‘’ is no revision: write a branch, a tag or a commit"),
        ("a\nb", "‘a\nb’ is no revision: write a branch, a tag or a commit"),
        ("a\0b", "‘a\0b’ is no revision: write a branch, a tag or a commit"),
        ("x" * 300, "a revision of 300 characters is none: write a branch, a tag or a commit"),
        ("mian", "there is no revision ‘mian’, did you mean ‘main’?"),
        ("v9.0.0", "there is no revision ‘v9.0.0’: see `git log`"),
        ("HEAD:outside.yaml", "there is no revision ‘HEAD:outside.yaml’: see `git log`"),
    ],
)
def test_what_is_no_revision(sops, revision, sentence):
    with pytest.raises(SopError) as raised:
        texts_at(sops, revision)
    assert (str(raised.value), raised.value.exit_code) == (sentence, 2)


def test_no_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    sentence = f"‘{tmp_path}’ is in no git repository: there is no history to look at"
    with pytest.raises(SopError) as raised:
        texts_at(tmp_path, "HEAD")
    assert (str(raised.value), raised.value.exit_code) == (sentence, 2)


def test_a_repository_without_a_commit(tmp_path):
    git(tmp_path, "init", "-q")
    with pytest.raises(SopError, match="there is no revision ‘HEAD’: see `git log`"):
        texts_at(tmp_path, "HEAD")


def test_a_bare_repository(sops, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", str(sops.parent), "bare")
    with pytest.raises(SopError, match="is in a bare repository: use a clone with a working tree"):
        texts_at(tmp_path / "bare", "HEAD")


def test_a_shallow_clone_says_what_it_lacks(sops, tmp_path):
    git(sops.parent, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth=1", sops.parent.as_uri(), "shallow")
    with pytest.raises(SopError) as raised:
        texts_at(tmp_path / "shallow", "HEAD~1")
    assert str(raised.value) == (
        "there is no revision ‘HEAD~1’: the clone is shallow, fetch its history with "
        "`git fetch --unshallow`"
    )


def test_a_working_tree_beside_another_one(sops, tmp_path):
    git(sops.parent, "worktree", "add", "-q", str(tmp_path / "other"))
    assert texts_at(tmp_path / "other" / sops.name, "HEAD") == texts_at(sops, "HEAD")


def test_without_git(sops, monkeypatch):
    monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", "no-such-git")
    with pytest.raises(EnvironmentProblem, match="git is not there: install it") as raised:
        texts_at(sops, "HEAD")
    assert raised.value.exit_code == 3


def test_a_hook_that_calls_us_changes_nothing(sops, monkeypatch):
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "index")
    assert "organization/boss.yaml" in texts_at(sops, "HEAD")
    assert os.environ["GIT_DIR"] == ".git"


def test_nothing_of_the_repository_is_run(sops, tmp_path):
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\ncat\n")
    trap.chmod(0o755)
    (sops.parent / ".gitattributes").write_text("* filter=trap diff=trap\n")
    git(sops.parent, "add", ".gitattributes")
    git(sops.parent, "commit", "-q", "-m", "attributes")
    hooks = sops.parent / ".git" / "hooks"
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        hooks.mkdir(exist_ok=True)
        (hooks / hook).symlink_to(trap)
    for setting in (
        *("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "diff.trap.textconv"),
        *("filter.trap.smudge", "filter.trap.clean", "alias.ls-tree", "alias.cat-file"),
    ):
        git(sops.parent, "config", setting, f"!{trap}" if "alias" in setting else str(trap))
    assert texts_at(sops, "HEAD")
    assert not (tmp_path / "sprung").exists()


def test_what_cannot_be_read_is_told(sops):
    """A document that nobody can read is there all the same: it is not gone."""
    texts, flaws = documents_at(sops, "HEAD", "sops")
    assert list(texts) == ["sops/link.yaml", "sops/organization/boss.yaml"]
    here = folder.read(sops, "sops")[1]
    assert [flaw.position.path for flaw in flaws] == [flaw.position.path for flaw in here]
    assert str(flaws[0].position) == "sops/latin.md:1:1"
    assert flaws[0] in here
    assert handbook_at(sops, "HEAD").lost == {"latin", "out"}
