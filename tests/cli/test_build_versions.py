"""`sop build --versions` and `--to`: what is said, and that nothing else is touched."""

import re

import pytest

from tests.site.versions.repository import commit, git, released, repository


@pytest.fixture
def sops(tmp_path, monkeypatch):
    folder = repository(tmp_path / "project")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    return folder


def plain(text):
    return re.sub(r"\d+\.\d s", "# s", re.sub(r"[0-9a-f]{10}", "COMMIT", text))


def test_every_release_in_a_folder(process, sops):
    (sops / "old.yaml").write_text("kind: nothing\n")
    commit(sops, "v1.0")
    (sops / "old.yaml").unlink()
    git(sops, "update-ref", "refs/tags/vé", "HEAD")
    code, out, err = process("build", "--versions", timeout=120)
    assert (code, out) == (0, "")
    lines = plain(err).splitlines()
    assert lines[0].startswith("warning: the tag ‘vé’ is left out: its name cannot be")
    assert lines[1].startswith("warning: v1.0: sops/old.yaml:1:7: ‘nothing’ is no kind")
    assert lines[2:] == [
        "✓ 1 release (1 built, 0 as before) and what comes next in # s · open site/public/index.html"
    ]
    assert (sops.parent / "site" / "public" / "v1.0" / "index.html").is_file()


def test_a_branch_for_a_host(process, sops):
    released(sops, 2)
    (sops / "staged.yaml").write_text("kind: term\nid: staged\ntitle: Staged\ndefinition: New.\n")
    git(sops, "add", "-A")
    before = git(sops, "status", "--porcelain"), git(sops, "rev-parse", "HEAD")
    code, out, err = process("build", "--to", "pages", timeout=120)
    assert (code, out, plain(err)) == (
        0,
        "",
        "✓ 2 releases (2 built, 0 as before) and what comes next in # s · COMMIT on ‘pages’: "
        "publish it with `git push origin pages`\n",
    )
    assert git(sops, "ls-tree", "--name-only", "--full-tree", "pages").split() == [
        *(".nojekyll", "index.html", "latest", "next", "v1.0", "v2.0"),
        *("versions.js", "versions.json"),
    ]
    again = process("build", "--versions", "--to", "pages", timeout=120)
    assert plain(again.err) == (
        "✓ 2 releases (0 built, 2 as before) and what comes next in # s · nothing new: ‘pages’ "
        "holds it already\n"
    )
    assert (git(sops, "status", "--porcelain"), git(sops, "rev-parse", "HEAD")) == before
    assert not (sops.parent / "site").exists()

    git(sops, "tag", "-f", "v1.0", "v2.0")
    moved = process("build", "--to", "pages", timeout=120)
    assert plain(moved.err).splitlines()[0] == (
        "warning: the tag ‘v1.0’ was moved from COMMIT to COMMIT: it is another release"
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--to", "main"), "‘main’ is checked out: name a branch that only holds the site"),
        (("--to", "a..b"), "‘a..b’ is no name of a branch: name a branch, such as ‘gh-pages’"),
        (("--cache", "x"), "--cache keeps releases: it needs --versions"),
    ],
)
def test_what_cannot_work(sop, sops, options, sentence):
    assert sop("build", *options) == (2, "", f"sop: {sentence}\n")


def test_without_a_repository(sop, handbook, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(handbook.parent.parent))
    code, out, err = sop("build", "--versions")
    assert (code, out) == (2, "")
    assert err.endswith("is in no git repository: there is no history to look at\n")
