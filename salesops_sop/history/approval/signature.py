"""Whether a commit is signed by one of a person's keys: SSH keys, or OpenPGP fingerprints.

git is not asked: its settings name the programs that check, and a repository brings settings.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError
from salesops_sop.handbook.model.organization import Person, SigningKey
from salesops_sop.history import repo

_SSH = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+")
_FINGERPRINT = re.compile(r"(?:0x)?([0-9A-F]{40}|[0-9A-F]{64})", re.IGNORECASE)
_VALID = re.compile(rb"^\[GNUPG:\] VALIDSIG ([0-9A-F]+)(?:.* ([0-9A-F]+))?$", re.MULTILINE)
_SOMEBODY = "approver"


@dataclass(frozen=True, slots=True)
class Signature:
    """`there` says whether the commit is signed; `fault` why that does not count, if so."""

    there: bool
    fault: str = ""


def signature(folder: Path, commit: str, person: Person, made: datetime) -> Signature:
    """Check the signature of a commit, made at a time, against the keys of a person at that time.

    Raises UnreadableError where git cannot read the commit, EnvironmentProblem where the program
    that checks is missing.
    """
    code, data, err = repo.run(folder, "cat-file", "commit", commit)
    if code:
        raise UnreadableError(f"git cannot read the commit {commit[:10]}: {repo.last_line(err)}")
    signed, content = _parted(data)
    if signed is None:
        return Signature(False)
    keys = [key for key, start, until in _keys(person) if start <= made.date() <= until]
    if b"BEGIN SSH SIGNATURE" in signed:
        good = _by_ssh(signed, content, [key for key in keys if _SSH.match(key)])
    elif b"BEGIN PGP" in signed:
        good = _by_openpgp(signed, content, keys)
    else:
        return Signature(True, "its signature is neither of SSH nor of OpenPGP")
    return Signature(True, "" if good else _why(person, keys))


def _why(person: Person, keys: Sequence[str]) -> str:
    if keys:
        return f"its signature is not by a key of ‘{person.id}’"
    if person.signing_keys:
        return f"no key of ‘{person.id}’ was valid on that day"
    return f"‘{person.id}’ has no signing key in the handbook"


def _keys(person: Person) -> list[tuple[str, date, date]]:
    found = []
    for key in person.signing_keys:
        if isinstance(key, SigningKey):
            found.append((key.key, key.start or date.min, key.until or date.max))
        else:
            found.append((key, date.min, date.max))
    return found


def _parted(commit: bytes) -> tuple[bytes | None, bytes]:
    """The signature in a commit's head, and the commit as it was signed."""
    head, blank, body = commit.partition(b"\n\n")
    kept: list[bytes] = []
    signed: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        name, _, rest = line.partition(b" ")
        inside = name in (b"gpgsig", b"gpgsig-sha256") or (inside and line[:1] == b" ")
        if inside:
            signed.append(rest if name.startswith(b"gpgsig") else line[1:])
        else:
            kept.append(line)
    return (b"\n".join(signed) + b"\n" if signed else None), b"\n".join(kept) + blank + body


def _by_ssh(signed: bytes, content: bytes, keys: Sequence[str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="sop-signature-") as work:
        allowed = Path(work, "allowed")
        allowed.write_text("".join(f'{_SOMEBODY} namespaces="git" {key}\n' for key in keys))
        Path(work, "signature").write_bytes(signed)
        words = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", _SOMEBODY, "-n", "git"]
        return bool(keys) and _runs([*words, "-s", str(Path(work, "signature"))], content)[0]


def _by_openpgp(signed: bytes, content: bytes, keys: Sequence[str]) -> bool:
    """Whether gpg knows the key, and it is one of these; revoked and expired keys do not count."""
    wanted = {m[1].upper() for key in keys if (m := _FINGERPRINT.fullmatch(key.replace(" ", "")))}
    with tempfile.TemporaryDirectory(prefix="sop-signature-") as work:
        file = Path(work, "signature")
        file.write_bytes(signed)
        words = ["gpg", "--batch", "--no-auto-key-retrieve", "--status-fd", "1"]
        good, out = _runs([*words, "--verify", str(file), "-"], content)
    valid = _VALID.search(out)
    made_by = {part.decode() for part in valid.groups() if part} if valid else set()
    return good and not wanted.isdisjoint(made_by) and b"EXPKEYSIG" not in out


def _runs(words: Sequence[str], content: bytes) -> tuple[bool, bytes]:
    language = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            words, input=content, capture_output=True, check=False, timeout=60, env=language
        )
    except FileNotFoundError:
        raise EnvironmentProblem(
            f"{words[0]} is not there: install it to check signatures"
        ) from None
    except subprocess.TimeoutExpired:
        return False, b""
    return done.returncode == 0, done.stdout
