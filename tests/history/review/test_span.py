"""What lies between two revisions, in repositories of any shape, and of any intention."""

import subprocess

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.history.review.span import authors, parted
from tests.history.test_repo import git

SIGNED = """\
tree {tree}
parent {parent}
author Kim <KIM@example.org> 1700000000 +0000
committer Kim <kim@example.org> 1700000000 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 bm90aGluZw==
 -----END PGP SIGNATURE-----

Change it

Co-authored-by: Robin <Robin@example.org>
"""


@pytest.fixture
def sops(tmp_path):
    """A handbook of one file in a repository, with the tag v1."""
    folder = tmp_path / "project" / "sops"
    folder.mkdir(parents=True)
    (folder / "handbook.yaml").write_text("kind: handbook\ntitle: Handbook\n")
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first")
    git(folder.parent, "tag", "v1")
    return folder


def commit(folder, name, text, *words):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "x", *words)
    return git(folder.parent, "rev-parse", "HEAD").strip()


def test_a_branch_is_held_against_where_it_left(sops):
    left = commit(sops, "a.yaml", "1")
    git(sops.parent, "checkout", "-q", "-b", "branch")
    commit(sops, "b.yaml", "1")
    git(sops.parent, "checkout", "-q", "main")
    later = commit(sops, "c.yaml", "1")
    assert parted(sops, "main", "branch") == left
    assert parted(sops, "branch", "main") == left
    git(sops.parent, "merge", "-q", "--no-edit", "branch")
    assert parted(sops, later, "main") == later
    assert parted(sops, "branch", "main") == git(sops.parent, "rev-parse", "branch").strip()


def test_what_lies_in_one_line_is_held_against_itself(sops):
    first = git(sops.parent, "rev-parse", "v1").strip()
    second = commit(sops, "a.yaml", "1")
    assert parted(sops, "v1", "main") == first
    assert parted(sops, "main", "v1") == second
    git(sops.parent, "checkout", "-q", "--detach", "v1")
    assert parted(sops, "main", "HEAD") == second


def test_histories_without_a_common_commit(sops):
    first = git(sops.parent, "rev-parse", "v1").strip()
    git(sops.parent, "checkout", "-q", "--orphan", "other")
    commit(sops, "a.yaml", "1")
    assert parted(sops, "main", "other") == first


def test_a_shallow_clone_and_a_working_tree_beside(sops, tmp_path):
    commit(sops, "a.yaml", "1")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{sops.parent}", "shallow")
    shallow = tmp_path / "shallow" / "sops"
    assert parted(shallow, "main", "HEAD") == git(sops.parent, "rev-parse", "main").strip()
    with pytest.raises(UsageError, match="there is no revision ‘v1’: the clone is shallow"):
        parted(shallow, "v1", "HEAD")
    git(sops.parent, "worktree", "add", "-q", "-b", "beside", str(tmp_path / "beside"), "v1")
    beside = tmp_path / "beside" / "sops"
    assert parted(beside, "v1", "HEAD") == git(sops.parent, "rev-parse", "v1").strip()


def test_who_wrote_which_file(sops):
    commit(sops, "a.yaml", "1", "--author", "Ann <Ann@example.org>")
    commit(sops, "sub/b.yaml", "1", "--author", "Bo <bo@example.org>")
    commit(sops, "a.yaml", "2\n\nCo-authored-by: x", "--author", "Bo <bo@example.org>")
    (sops.parent / "outside.yaml").write_text("x")
    commit(sops, "c.yaml", "1")
    assert authors(sops, "v1", "main~1", "seen") == {
        "seen/a.yaml": {"ann@example.org", "bo@example.org"},
        "seen/sub/b.yaml": {"bo@example.org"},
    }
    assert authors(sops, "v1", "main") == {
        "a.yaml": {"ann@example.org", "bo@example.org"},
        "sub/b.yaml": {"bo@example.org"},
        "c.yaml": {"a@example.org"},
    }
    assert authors(sops, "main", "main") == {}


def test_no_program_is_run_that_a_repository_names(sops, tmp_path):
    """A signed commit would start the program that checks it, as soon as git logs it."""
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\nexit 1\n")
    trap.chmod(0o755)
    commit(sops, "a.yaml", "1")
    tree = git(sops.parent, "rev-parse", "HEAD^{tree}").strip()
    parent = git(sops.parent, "rev-parse", "v1").strip()
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        input=SIGNED.format(tree=tree, parent=parent).encode(),
        cwd=sops.parent,
        capture_output=True,
        check=True,
    )
    signed = made.stdout.decode().strip()
    for setting in ("gpg.program", "gpg.openpgp.program", "diff.external", "core.pager"):
        git(sops.parent, "config", setting, str(trap))
    git(sops.parent, "config", "log.showSignature", "true")
    git(sops.parent, "log", "-1", signed)
    assert (tmp_path / "sprung").exists()  # the trap works
    (tmp_path / "sprung").unlink()
    assert authors(sops, parted(sops, "v1", signed), signed) == {
        "a.yaml": {"kim@example.org", "robin@example.org"}
    }
    assert not (tmp_path / "sprung").exists()
