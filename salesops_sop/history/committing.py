"""Makes a commit of some files, on top of what is checked out and beside whatever is staged.

The commit is made first and the branch is moved to it in one act; a run that is interrupted at any
moment leaves the branch where it was or at the whole commit. No hook and no program that the
repository names is run.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError, UsageError
from salesops_sop.history.repo import last_line, run

UNFINISHED = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
# Settings of a repository that name programs; what signs is what the machine has.
_OWN_PROGRAMS = (
    *("-c", "gpg.program=gpg"),
    *("-c", "gpg.openpgp.program=gpg"),
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *("-c", "gpg.ssh.defaultKeyCommand="),
)


@dataclass(frozen=True, slots=True)
class Signing:
    """Whether to sign, and with which key; git's settings name it (`user.signingKey`)."""

    key: str

    @property
    def words(self) -> tuple[str, ...]:
        """What `commit-tree` and `tag` take for it."""
        return (f"-S{self.key}",) if self.key else ()


def head(place: Path) -> str:
    """Return the commit that is checked out; raises UsageError where there is none yet."""
    code, out, _ = run(place, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if code:
        raise UsageError("nothing is committed yet: commit the handbook first")
    return out.decode("ascii").strip()


def ready(place: Path) -> tuple[str, str]:
    """Return name and address of whoever commits.

    Raises EnvironmentProblem where git does not know that, UsageError while a merge, rebase or the
    like is unfinished.
    """
    for name, what in UNFINISHED.items():
        if Path(_said(place, "rev-parse", "--absolute-git-dir"), name).exists():
            raise UsageError(f"{what} is unfinished: end it first")
    code, out, _ = run(place, "var", "GIT_COMMITTER_IDENT")
    if code or run(place, "var", "GIT_AUTHOR_IDENT")[0]:
        raise EnvironmentProblem(
            "git does not know who you are: say it with `git config user.name …` and "
            "`git config user.email …`"
        )
    name, _, rest = os.fsdecode(out).partition(" <")
    return name, rest.partition(">")[0]


def signing(place: Path, wanted: bool | None) -> Signing:
    """Whether to sign: as wanted, or where a key is set; raises UsageError when there is none."""
    key = _said(place, "config", "--get", "user.signingKey", allow=True)
    if wanted and not key:
        raise UsageError(
            "git knows no key to sign with: set `user.signingKey` (and `gpg.format ssh` for an SSH "
            "key)"
        )
    return Signing("" if wanted is False else key)


def commit(place: Path, files: Mapping[str, bytes], message: str, sign: Signing) -> str:
    """Commit files on top of HEAD; return the commit.

    Paths are seen from the top of the repository, and so is what is written to the working tree.
    Raises UsageError when somebody else moved the branch meanwhile, UnreadableError when git
    cannot write or sign.
    """
    parent = head(place)
    top = Path(_said(place, "rev-parse", "--show-toplevel"))
    for path, data in files.items():
        _write(top / path, data)
    objects = {path: _blob(place, data) for path, data in files.items()}
    lines = "".join(f"100644 {ident}\t{path}\0" for path, ident in objects.items())
    with tempfile.TemporaryDirectory(prefix="sop-commit-") as work:
        index = {"GIT_INDEX_FILE": os.path.join(work, "index")}
        _fed(place, b"", "read-tree", parent, env=index)
        _fed(place, os.fsencode(lines), "update-index", "-z", "--index-info", env=index)
        tree = _fed(place, b"", "write-tree", env=index)
    words = (*_OWN_PROGRAMS, "commit-tree", tree, "-p", parent, *sign.words, "-F", "-")
    made = _fed(place, message.encode(), *words)
    code, _, err = run(
        place, "update-ref", "-m", f"sop: {message.splitlines()[0]}", "HEAD", made, parent
    )
    if code:
        raise UsageError(f"nothing was recorded, git does not move the branch: {last_line(err)}")
    _fed(place, os.fsencode(lines), "update-index", "-z", "--index-info")
    return made


def settle(place: Path, files: Mapping[str, bytes]) -> None:
    """Let index and working tree hold files that are committed; a run that was killed right after
    its commit leaves them without."""
    top = Path(_said(place, "rev-parse", "--show-toplevel"))
    for path, data in files.items():
        if not (top / path).is_file():
            _write(top / path, data)
    lines = "".join(f"100644 {_blob(place, data)}\t{path}\0" for path, data in files.items())
    _fed(place, os.fsencode(lines), "update-index", "-z", "--index-info")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".sop-", delete=False) as beside:
        beside.write(data)
    Path(beside.name).chmod(0o644)
    os.replace(beside.name, path)


def _blob(place: Path, data: bytes) -> str:
    return _fed(place, data, "hash-object", "-w", "--no-filters", "--stdin")


def _said(place: Path, *words: str, allow: bool = False) -> str:
    code, out, err = run(place, *words)
    if code and not allow:
        raise UnreadableError(f"git {words[0]} failed: {last_line(err)}")
    return os.fsdecode(out).strip() if not code else ""


def _fed(place: Path, data: bytes, *words: str, env: Mapping[str, str] | None = None) -> str:
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        code, out, err = run(place, *words, stdin=given, env=env)
    if code:
        name = next(word for word in words if word[:1] != "-" and "=" not in word)
        raise UnreadableError(f"git {name} failed: {last_line(err)}")
    return os.fsdecode(out).strip()
