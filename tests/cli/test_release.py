"""`sop release`, and what `sop audit` says of releases: on real repositories, whole outputs."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_approve import act, steady
from tests.history.approval.conftest import Repository

KILLS = int(os.environ.get("SOP_KILLS", "6"))
HANDBOOK = "kind: handbook\ntitle: Handbook\n"
ROLES = """\
kind: department
id: sales
title: Sales
head: vp-sales
purpose: Sells.
---
kind: role
id: vp-sales
title: VP of Sales
department: sales
purpose: Leads the sales.
"""
STATUS = ("status", "--porcelain")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A committed handbook that nobody has to approve; we stand in it."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.write("handbook.yaml", HANDBOOK)
    made.write("roles.yaml", ROLES)
    made.commit("first")
    monkeypatch.chdir(made.top)
    act(monkeypatch, "v")
    return made


@pytest.fixture
def released(sop, repository: Repository) -> Callable[[str], str]:
    """Change the purpose of the role and release that; the commit."""

    def run(purpose: str) -> str:
        repository.write("roles.yaml", ROLES.replace("Leads the sales", purpose))
        repository.commit(f"purpose: {purpose}")
        code, out, err = sop("release")
        assert (code, out) == (0, ""), err
        return repository.git("rev-parse", "HEAD")

    return run


def test_the_first_release_and_the_next(sop, repository):
    assert sop("release", "--dry-run")[2] == "✓ 1.0.0 can be released: tag v1.0.0, CHANGES.md\n"
    assert repository.git("tag") == ""
    assert steady(sop("release")[2]) == (
        "✓ released 1.0.0 · commit COMMIT, tag v1.0.0 · publish it with `git push --follow-tags`\n"
    )
    assert repository.git(*STATUS) == ""
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Leads all sales"))
    repository.commit("purpose")
    assert steady(sop("release")[2]).startswith("✓ released 1.1.0 · ")
    assert repository.git(*STATUS) == ""
    assert steady((repository.top / "CHANGES.md").read_text(encoding="utf-8")) == (
        "# Changes\n"
        "\n"
        "## 1.1.0 · DAY\n"
        "\n"
        "1 change since v1.0.0 in 1 document.\n"
        "\n"
        "### For whom\n"
        "\n"
        "- **VP of Sales**: 1 fact, in “VP of Sales”\n"
        "\n"
        "### What changed\n"
        "\n"
        "- **VP of Sales** (role)\n"
        "  - The purpose says “Leads all sales.” instead of “Leads the sales.”\n"
        "\n"
        "## 1.0.0 · DAY\n"
        "\n"
        "The first release: 3 documents.\n"
    )
    message = repository.git("tag", "-l", "--format=%(contents)", "v1.1.0")
    before = repository.git("rev-parse", "v1.0.0^{commit}")
    assert message.startswith(
        "Release 1.1.0\n\n1 change since v1.0.0 in 1 document\n\nsalesops-sop/manifest/1\n"
        f"version 1.1.0\nprevious v1.0.0 {before} sha256:"
    )
    assert "\nrole:vp-sales - sha256:" in message
    code, out, _ = sop("audit")
    assert (code, steady(out)) == (
        0,
        "Audit of HEAD (COMMIT) on DAY\n"
        "\n"
        "✓ release v1.0.0 of DAY\n"
        "    it leads to COMMIT, which holds what its tag recorded\n"
        "✓ release v1.1.0 of DAY\n"
        "    it leads to COMMIT, which holds what its tag recorded\n"
        "\n"
        "✓ no breach in 0 effective documents, nor in 2 releases\n",
    )


def test_all_reasons_at_once(sop, repository):
    repository.write(
        "broken.md",
        "---\nkind: procedure\nid: broken\ntitle: Broken\n"
        "control: {owner: vp-sales, version: 1.0.0, status: effective, approvers: vp-sales,\n"
        "  effective: 2026-01-01, reviewed: 2026-01-01, review_every: 90 years}\n"
        "steps: [{id: a, action: Call, raci: {responsible: nobody}}]\n---\n",
    )
    repository.commit("broken")
    repository.write("notes.yaml", "kind: term\n")
    repository.git("switch", "-q", "--detach")
    code, out, err = sop("release", "0.9")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "sop: no branch is checked out: `git switch` to the one that is released",
        "sop: ‘sops/notes.yaml’ is not committed: commit or set aside what is to wait",
        "sop: ‘0.9’ is no version: write three numbers, such as 1.0.0",
        next(line for line in err.splitlines() if "see `sop lint`" in line),
        "sop: procedure:broken: ‘vp-sales’ has not approved it",
        "sop: 5 reasons against 0.9: nothing was released",
    ]
    assert repository.git("tag") == ""


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1.0.0", "there is a tag ‘v1.0.0’ already"),
        ("0.9.0", "0.9.0 is not above 1.0.0, the release before"),
        ("1.0.1", "what changed demands a new minor version: 1.1.0 or higher"),
        ("--upload-pack=x", "no such option"),
        ("2.0.0;x", "‘2.0.0;x’ is no version: write three numbers, such as 1.0.1"),
        ("../../x", "‘../../x’ is no version: write three numbers, such as 1.0.1"),
        ("9" * 300, "is no version"),
        ("01.0.0", "‘01.0.0’ is no version"),
    ],
)
def test_a_version_that_cannot_be(sop, repository, version, said):
    sop("release")
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Leads all sales"))
    before = repository.commit("purpose")
    code, _, err = sop("release", version)
    assert code in (1, 2)
    assert said in err
    assert repository.git("rev-parse", "HEAD") == before
    assert repository.git("tag") == "v1.0.0"


def test_more_than_is_demanded_and_early_versions(sop, repository, released):
    sop("release")
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Leads all sales"))
    repository.commit("purpose")
    assert sop("release", "v2.0.0-rc.1")[0] == 0
    assert sop("release", "2.0.0")[0] == 0  # the same, now for good
    assert repository.git("tag").split() == ["v1.0.0", "v2.0.0", "v2.0.0-rc.1"]
    assert sop("audit")[0] == 0


def test_a_repair_of_an_older_line(sop, repository, released):
    first = released("One")
    released("Two")
    repository.git("switch", "-q", "-c", "older", first)
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Three"))
    repository.commit("repair")
    assert sop("release", "1.0.1")[0] == 1  # a new purpose is no patch
    assert "there is a tag ‘v1.1.0’ already" in sop("release")[2]
    assert sop("release", "1.2.0")[0] == 0
    assert sop("audit")[0] == 0


def test_what_people_wrote_into_the_list_of_changes_stays(sop, repository):
    (repository.top / "CHANGES.md").write_text("# Ours\n\nAsk Kim.\n\n## 0.1\n\nOld.\n")
    repository.commit("list")
    assert sop("release")[0] == 0
    text = steady((repository.top / "CHANGES.md").read_text(encoding="utf-8"))
    assert text == (
        "# Ours\n\nAsk Kim.\n\n## 1.0.0 · DAY\n\nThe first release: 3 documents.\n\n"
        "## 0.1\n\nOld.\n"
    )


def test_a_handbook_at_the_top_of_its_repository(sop, tmp_path, monkeypatch):
    made = Repository(tmp_path / "flat")
    made.top.mkdir()
    made.git("init", "-q", "-b", "main")
    (made.top / "handbook.yaml").write_text(HANDBOOK)
    (made.top / "roles.yaml").write_text(ROLES)
    made.commit("first")
    monkeypatch.chdir(made.top)
    act(monkeypatch, "v")
    code, _, err = sop("release")
    assert code == 0, err
    assert (made.top / "CHANGES.md").is_file()
    assert "CHANGES" not in sop("lint")[1]
    assert sop("audit")[0] == 0


def test_hostile_words_stay_words(sop, repository, released):
    released("Leads <b>@all</b> [x](javascript:x) {{ x }} $(rm) ::set-output::")
    text = (repository.top / "CHANGES.md").read_text(encoding="utf-8")
    released("Leads it all")
    text = (repository.top / "CHANGES.md").read_text(encoding="utf-8")
    assert "<b>" not in text
    assert "@all" not in text
    assert "](javascript" not in text


def moved(repository: Repository) -> None:
    repository.git("tag", "-f", "v1.0.0", "v1.1.0^{commit}")


def deleted(repository: Repository) -> None:
    repository.git("tag", "-d", "v1.0.0")


def made_anew(repository: Repository) -> None:
    repository.git("tag", "-f", "-a", "-m", "mine", "v1.0.0", "v1.0.0^{commit}")


def forged(repository: Repository) -> None:
    """The same message on another commit, which says something else."""
    message = repository.git("tag", "-l", "--format=%(contents)", "v1.1.0")
    repository.git("switch", "-q", "--detach", "v1.1.0")
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Owns everything"))
    repository.commit("quietly")
    repository.git("switch", "-q", "-C", "main")
    repository.git("tag", "-f", "-a", "--cleanup=verbatim", "-m", message, "v1.1.0", "main")


def rewritten(repository: Repository) -> None:
    """The last release is made of other words, and its tag stays where it was."""
    repository.write("roles.yaml", ROLES.replace("Leads the sales", "Owns everything"))
    repository.git("add", "-A")
    repository.git("commit", "-q", "--amend", "--no-edit")


def squashed(repository: Repository) -> None:
    """Nothing in the history tells of releases any more."""
    repository.git("switch", "-q", "--orphan", "new")
    repository.git("checkout", "-q", "main", "--", ".")
    repository.commit("all of it")
    repository.git("branch", "-q", "-M", "new", "main")


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (moved, "v1.0.0, led to COMMIT and now leads to COMMIT: it was moved"),
        (deleted, "COMMIT made it, and its tag is gone"),
        (made_anew, "its tag has no manifest, though its commit states one: it was made anew"),
        (forged, "its manifest does not match what it leads to: ‘role:vp-sales’"),
        (rewritten, "its tag leads to COMMIT: the tag was moved, or the history rewritten"),
        (squashed, "its commit COMMIT is in no branch any more: the history was rewritten"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_an_attack_on_a_release_is_a_breach(sop, repository, released, attack, said):
    released("One")
    released("Two")
    assert sop("audit")[0] == 0
    attack(repository)
    code, out, _ = sop("audit")
    assert code == 1
    assert said in " ".join(steady(out).split())
    code, out, _ = sop("audit", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["breaches"] == sum(len(one["breaches"]) for one in found["releases"])
    assert any("release " in line for line in sop("release", "--dry-run")[2].splitlines())


def test_a_release_of_before_has_no_manifest_and_no_breach(sop, repository, released):
    repository.git("tag", "v0.9.0")
    released("One")
    code, out, _ = sop("audit")
    assert code == 0
    assert "its tag recorded nothing, so there is nothing to hold it against" in out
    message = repository.git("tag", "-l", "--points-at", "HEAD", "--format=%(contents)")
    assert "previous v0.9.0" in message


def test_a_signed_release(sop, repository, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingKey", f"{key}.pub")
    repository.git("config", "gpg.ssh.program", "/bin/false")  # the repository's own is not asked
    code, _, err = sop("release", "--sign")
    assert (code, steady(err)) == (
        0,
        "✓ released 1.0.0 · commit COMMIT, tag v1.0.0, signed · publish it with "
        "`git push --follow-tags`\n",
    )
    (tmp_path / "allowed").write_text(f"v@example.org {(tmp_path / 'key.pub').read_text()}")
    repository.git("config", "--unset", "gpg.ssh.program")
    repository.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    repository.git("verify-tag", "v1.0.0")
    repository.git("verify-commit", "v1.0.0^{commit}")
    assert sop("audit")[0] == 0


def test_no_key_to_sign_with(sop, repository):
    code, _, err = sop("release", "--sign")
    assert code == 2
    assert "git knows no key to sign with" in err
    assert repository.git("tag") == ""


def test_a_shallow_clone(sop, repository, released, tmp_path, monkeypatch):
    released("One")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.top}", str(clone))
    monkeypatch.chdir(clone)
    code, _, err = sop("release")
    assert code == 1
    assert "the clone is shallow" in err


def test_nothing_that_the_repository_names_is_run(sop, repository):
    mark = repository.top.parent / "ran"
    (repository.top / ".gitattributes").write_text("* filter=evil\n")
    repository.commit()
    hooks = repository.top / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    program = repository.top.parent / "program"
    program.write_text(f"#!/bin/sh\necho $0 $* >> {mark}\ncat\n")
    program.chmod(0o755)
    for hook in ("pre-commit", "post-commit", "reference-transaction", "post-index-change"):
        (hooks / hook).symlink_to(program)
    names = ("filter.evil.clean", "filter.evil.process", "filter.evil.smudge")
    for name in (*names, "core.fsmonitor", "gpg.program"):
        repository.git("config", name, str(program), GIT_CONFIG_NOSYSTEM="1")
    repository.git("config", "filter.evil.required", "true")
    mark.unlink(missing_ok=True)
    for path in repository.sops.iterdir():
        path.write_bytes(path.read_bytes())  # so young that git would look again
    assert sop("release").code == 0
    assert not mark.exists(), mark.read_text()


def test_a_release_whose_tag_git_was_killed_before(sop, repository, released):
    commit = released("One")
    repository.git("tag", "-d", "v1.0.0")
    code, _, err = sop("release")
    assert code == 1
    assert err.splitlines()[0] == "the last release was interrupted: its tag v1.0.0 is made now"
    assert repository.git("rev-parse", "v1.0.0^{commit}") == commit
    assert sop("audit")[0] == 0


def test_a_kill_at_any_moment_leaves_the_repository_as_before_or_as_after(repository):
    """Six kills here; `SOP_KILLS=50` asks for more."""
    command = [sys.executable, "-m", "salesops_sop", "release"]
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    takes = time.monotonic() - begin
    chance = random.Random(7)
    for number in range(KILLS):
        repository.write("roles.yaml", ROLES.replace("Leads the sales", f"Leads {number} sales"))
        before = repository.commit(GIT_COMMITTER_DATE="", GIT_AUTHOR_DATE="")
        tags = repository.git("tag")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.1) * takes)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.1)  # a git that it had started ends by itself
        repository.git("fsck", "--strict")
        after = repository.git("rev-parse", "HEAD")
        assert (after != before) == (repository.git("tag") != tags)
        if after != before:
            assert repository.git("rev-parse", "HEAD~1") == before
        for lock in (repository.top / ".git").glob("**/*.lock"):
            lock.unlink()  # of git itself, which says so and how to go on
        subprocess.run(command, check=False, capture_output=True)
        assert repository.git("log", "-1", "--format=%s").startswith("Release ")
        left = repository.git(*STATUS).splitlines()
        assert [line for line in left if ".sop-" not in line] == []
    done = subprocess.run(
        [sys.executable, "-m", "salesops_sop", "audit"], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stdout
