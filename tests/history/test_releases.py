"""Releases: which tags they are, in which order, and what the handbook was at each."""

import os
from pathlib import Path

import pytest

from salesops_sop.base.errors import SopError
from salesops_sop.handbook.model.organization import Role
from salesops_sop.history.releases import Release, handbook_at, led_to, releases
from tests.history.test_repo import ROLE, git


@pytest.fixture
def sops(tmp_path: Path) -> Path:
    """A repository with a handbook and one commit."""
    handbook = tmp_path / "repo" / "sops"
    handbook.mkdir(parents=True)
    git(handbook.parent, "init", "-q", "-b", "main")
    (handbook / "boss.yaml").write_text(ROLE)
    git(handbook, "add", "-A")
    git(handbook, "commit", "-q", "-m", "first", "--date=2026-01-02T12:00:00Z")
    return handbook


def tagged(sops: Path, *names: str, target: str = "HEAD") -> None:
    for name in names:
        git(sops, "update-ref", f"refs/tags/{name}", target)


def test_they_are_in_the_order_of_versions(sops):
    ordered = [
        *("vacation", "v0.9", "v1.0.0-alpha", "v1.0.0-alpha.1", "v1.0.0-alpha.beta", "v1.0.0-beta"),
        *("v1.0.0-beta.2", "v1.0.0-beta.11", "v1.0rc1", "v1.0", "v1.0.1", "v1.2.0+7", "v1.10"),
        *("v2026-09-30", "v2026-11", "v2026.11.1"),
    ]
    tagged(sops, *sorted(ordered), "other", "v1/x")
    assert [release.name for release in releases(sops).found] == ordered
    assert releases(sops).refused == ()


def test_what_is_known_of_a_release(sops, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-04T23:30:00-05:00")
    git(sops, "tag", "-a", "v1.2.0", "-m", "one")
    git(sops, "tag", "-a", "v1.3.0-rc.1", "-m", "a tag of a tag", "v1.2.0")
    commit = git(sops, "rev-parse", "HEAD").strip()
    found = releases(sops)
    assert found.found == (
        Release("v1.2.0", "v1.2.0", "1.2.0", commit, "2026-03-04"),
        Release("v1.3.0-rc.1", "v1.3.0-rc.1", "1.3.0-rc.1", commit, "2026-03-04"),
    )
    assert [release.early for release in found.found] == [False, True]
    assert found.latest == found.found[0]


@pytest.mark.parametrize(
    ("names", "latest"),
    [((), None), (("v1.0-rc1", "v2.0-rc1"), "v2.0-rc1"), (("v1.0", "v2.0-rc1"), "v1.0")],
)
def test_the_latest_is_no_candidate_unless_there_is_no_other(sops, names, latest):
    tagged(sops, *names)
    found = releases(sops).latest
    assert (found and found.name) == latest


def test_a_pattern_of_ones_own(sops):
    tagged(sops, "handbook/v1.0", "handbook/v2.0", "tool/v3.0", "v4.0")
    found = releases(sops, "handbook/v?.*").found
    assert [(release.tag, release.name) for release in found] == [
        ("handbook/v1.0", "v1.0"),
        ("handbook/v2.0", "v2.0"),
    ]


def test_names_that_could_do_harm_are_refused(sops):
    tree = git(sops, "rev-parse", "HEAD^{tree}").strip()
    tagged(sops, "v1.0", "V1.0", "-v", 'v1"><script>', "vé", "v" * 61, "latest", "Next", "nul")
    tagged(sops, "tree", target=tree)
    found = releases(sops, "*")
    assert [release.name for release in found.found] == ["V1.0"]
    folder = "its name cannot be that of a folder: use letters, digits and . _ + -"
    assert list(found.refused) == [
        f"the tag ‘-v’ is left out: {folder}",
        "the tag ‘Next’ is left out: ‘Next’ means something else on the site: choose another name",
        "the tag ‘latest’ is left out: ‘latest’ means something else on the site: choose another "
        "name",
        f"the tag ‘nul’ is left out: {folder}",
        "the tag ‘tree’ is left out: it leads to no commit",
        f'the tag ‘v1"><script>’ is left out: {folder}',
        "the tag ‘v1.0’ is left out: some systems cannot tell it from ‘V1.0’: choose another name",
        f"the tag ‘{'v' * 60}’ is left out: its name is longer than 60 characters",
        f"the tag ‘vé’ is left out: {folder}",
    ]


def test_a_repair_of_an_old_release_did_not_lead_to_the_new_one(sops):
    tagged(sops, "v1.0")
    git(sops, "checkout", "-q", "-b", "repairs")
    git(sops, "commit", "-q", "--allow-empty", "-m", "repair")
    tagged(sops, "v1.0.1")
    git(sops, "checkout", "-q", "main")
    git(sops, "commit", "-q", "--allow-empty", "-m", "second")
    tagged(sops, "v2.0")
    found = releases(sops).found
    ways = [[before.name for before in led_to(sops, found, release)] for release in found]
    assert ways == [["v1.0"], ["v1.0", "v1.0.1"], ["v1.0", "v2.0"]]


def test_a_handbook_as_it_was(sops):
    tagged(sops, "v1")
    (sops / "boss.yaml").write_text(ROLE.replace("The boss", "The new boss"))
    (sops / "old.yaml").write_text("kind: no-longer-known\nid: old\n")
    git(sops, "add", "-A")
    git(sops, "commit", "-q", "-m", "second")
    tagged(sops, "v2")
    (sops / "old.yaml").unlink()
    first, second = (handbook_at(sops, r.commit, "sops") for r in releases(sops).found)
    assert [role.title for role in first.all(Role)] == ["The boss"]
    assert [role.title for role in second.all(Role)] == ["The new boss"]
    assert first.flaws == ()
    assert [flaw.position.path for flaw in second.flaws] == ["sops/old.yaml"]


def test_without_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    with pytest.raises(SopError, match="is in no git repository: there is no history to look at"):
        releases(tmp_path)
