"""Signed approvals: real keys of SSH and OpenPGP, made for the test."""

import shutil
import subprocess
from pathlib import Path

import pytest

from salesops_sop.base.errors import SopError, UsageError
from tests.history.approval.conftest import PEOPLE, SETTINGS, Approve, Repository
from tests.history.approval.test_auditing import breaches

SIGNED = SETTINGS.replace(
    "  kinds:\n", "  kinds:\n    procedure: {approvers: vp-sales, signature: required}\n"
)
NOT = "procedure:grading: the approval by ‘v’ as ‘vp-sales’ does not count: "


@pytest.fixture
def key(tmp_path: Path) -> str:
    """The public key; the private one is what git signs with."""
    return made(tmp_path / "key")


def made(path: Path) -> str:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path.with_name(f"{path.name}.pub").read_text().strip()


def known(repository: Repository, keys: str) -> None:
    """`v` has these keys, and git signs with the one of the fixture; a signature is asked for."""
    repository.write("handbook.yaml", SIGNED)
    repository.write(
        "people.yaml", PEOPLE.replace("holds: [vp-sales]", f"holds: [vp-sales]\n{keys}")
    )
    repository.commit()
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingKey", str(repository.top.parent / "key"))


def test_a_signed_approval(repository: Repository, approve: Approve, key: str) -> None:
    known(repository, f"signing_keys: ['{key}']")
    commit = approve()
    assert "BEGIN SSH SIGNATURE" in repository.git("cat-file", "commit", commit)
    assert breaches(repository) == []


def test_without_a_key_nothing_is_recorded(repository: Repository, approve: Approve) -> None:
    repository.write("handbook.yaml", SIGNED)
    repository.commit()
    with pytest.raises(UsageError, match="its approval must be signed"):
        approve()


def test_an_unsigned_commit(repository: Repository, approve: Approve) -> None:
    approve()
    repository.write("handbook.yaml", SIGNED)
    repository.commit()
    assert breaches(repository)[0] == (f"{NOT}its commit is not signed, its signature is asked for")


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("", "‘v’ has no signing key in the handbook"),
        ("signing_keys: ['OTHER']", "its signature is not by a key of ‘v’"),
        ("signing_keys: [{key: 'KEY', until: 2026-10-31}]", "no key of ‘v’ was valid on that day"),
        ("signing_keys: [{key: 'KEY', from: 2026-12-01}]", "no key of ‘v’ was valid on that day"),
        ("signing_keys: ['ssh-ed25519 AAAA\\nx']", "its signature is not by a key of ‘v’"),
    ],
)
def test_a_signature_that_does_not_count(
    repository: Repository, approve: Approve, key: str, keys: str, fault: str
) -> None:
    other = made(repository.top.parent / "other")
    known(repository, keys.replace("KEY", key).replace("OTHER", other))
    approve()
    assert breaches(repository)[0] == f"{NOT}{fault}"


def test_a_commit_that_was_tampered_with(
    repository: Repository, approve: Approve, key: str
) -> None:
    known(repository, f"signing_keys: ['{key}']")
    commit = approve()
    data = repository.git("cat-file", "commit", commit).replace("as vp-sales", "as king") + "\n"
    file = repository.top.parent / "commit"
    file.write_text(data)
    forged = repository.git("hash-object", "-t", "commit", "-w", str(file))
    repository.git("reset", "-q", "--hard", forged)
    assert breaches(repository)[0] == f"{NOT}its signature is not by a key of ‘v’"


def test_no_program_of_the_repository_runs(
    repository: Repository, approve: Approve, key: str, tmp_path: Path
) -> None:
    known(repository, f"signing_keys: ['{key}']")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "gpg.openpgp.program", "core.editor"):
        repository.git("config", name, str(trap))
    for name in ("gpg.ssh.defaultKeyCommand", "core.fsmonitor", "diff.external", "core.pager"):
        repository.git("config", name, str(trap))
    hook = repository.top / ".git" / "hooks"
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        shutil.copy(trap, hook / name)
    approve()
    assert breaches(repository) == []
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("form", ["x509", "openpgp"])
def test_no_program_of_the_repository_signs(
    repository: Repository, approve: Approve, key: str, tmp_path: Path, form: str
) -> None:
    known(repository, f"signing_keys: ['{key}']")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    repository.git("config", "gpg.format", form)
    for name in ("gpg.program", f"gpg.{form}.program"):
        repository.git("config", name, str(trap))
    with pytest.raises(SopError):
        approve()  # nobody has a key of that kind
    assert not (tmp_path / "sprung").exists()


def test_openpgp(
    repository: Repository, approve: Approve, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path("/tmp") / f"sop-gpg-{repository.top.parent.name}"  # sockets have short names
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    quick = ["--batch", "--passphrase", "", "--faked-system-time", "20260101T000000!"]
    try:
        made = ["--quick-generate-key", "v@example.org", "ed25519", "sign", "never"]
        subprocess.run(["gpg", "-q", *quick, *made], check=True, capture_output=True)
        said = subprocess.run(
            ["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True
        ).stdout
        fingerprint = next(line.split(":")[9] for line in said.splitlines() if line[:3] == "fpr")
        known(repository, f"signing_keys: ['{fingerprint}']")
        repository.git("config", "gpg.format", "openpgp")
        repository.git("config", "user.signingKey", fingerprint)
        approve()
        assert breaches(repository) == []
        known(repository, f"signing_keys: ['{'0' * 40}']")
        assert breaches(repository) == [], "it was signed under the key of then"
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)
