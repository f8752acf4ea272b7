"""Makes a commit of some files, on top of what is checked out and beside whatever is staged.

The commit is made first and the branch is moved to it in one act; a run that is interrupted at any
moment leaves the branch where it was or at the whole commit. No hook and no program that the
repository names is run.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from salesops_sop.base.errors import UsageError
from salesops_sop.history.plumbing import FILE, Entries, enter, identity, said, tree
from salesops_sop.history.repo import last_line, run

UNFINISHED = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
# Settings of a repository that name programs; what signs is what the machine has.
OWN_PROGRAMS = (
    *("-c", "gpg.program=gpg"),
    *("-c", "gpg.openpgp.program=gpg"),
    *("-c", "gpg.x509.program=gpgsm"),
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *("-c", "gpg.ssh.defaultKeyCommand="),
)


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
    folder = Path(said(place, "rev-parse", "--absolute-git-dir"))
    for name, what in UNFINISHED.items():
        if (folder / name).exists():
            raise UsageError(f"{what} is unfinished: end it first")
    return identity(place)


def signing_key(place: Path, wanted: bool | None) -> str:
    """Return the key to sign with, which git's settings name; empty for none.

    Without a wish it is the one that is set; raises UsageError where one is wanted and none is.
    """
    code, out, _ = run(place, "config", "--get", "user.signingKey")
    key = "" if code else os.fsdecode(out).strip()
    if wanted and not key:
        raise UsageError(
            "git knows no key to sign with: set `user.signingKey` (and `gpg.format ssh` for an SSH "
            "key)"
        )
    return "" if wanted is False else key


def commit(place: Path, files: Mapping[str, bytes], message: str, key: str) -> str:
    """Commit files on top of HEAD, signed where a key is given; return the commit.

    Paths are seen from the top of the repository, and so is what is written to the working tree.
    Raises UsageError when somebody else moved the branch meanwhile, UnreadableError when git
    cannot write or sign.
    """
    parent = head(place)
    fill(top(place), files)
    added = entries(place, files)
    made = written(place, added, message, key)
    note = f"sop: {message.splitlines()[0]}"
    code, _, err = run(place, "update-ref", "-m", note, "HEAD", made, parent)
    if code:
        raise UsageError(f"nothing was recorded, git does not move the branch: {last_line(err)}")
    enter(place, added)
    return made


def written(place: Path, added: Entries, message: str, key: str) -> str:
    """Write a commit on top of HEAD as an object, which no branch has yet; return it."""
    parent = head(place)
    signed = (f"-S{key}",) if key else ()
    words = ("commit-tree", tree(place, added, parent), "-p", parent, *signed, "-F", "-")
    return said(place, *OWN_PROGRAMS, *words, data=message.encode())


def settle(place: Path, files: Mapping[str, bytes]) -> None:
    """Let index and working tree hold files that are committed; a run that was killed right after
    its commit leaves them without."""
    root = top(place)
    fill(root, {path: data for path, data in files.items() if not (root / path).is_file()})
    enter(place, entries(place, files))


def top(place: Path) -> Path:
    """Return the top of the working tree that a folder lies in."""
    return Path(said(place, "rev-parse", "--show-toplevel"))


def fill(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each beside and renamed; UsageError where a link leads out."""
    for name in files:
        if not (root / name).resolve().is_relative_to(root.resolve()):
            raise UsageError(f"‘{name}’ leads out of the repository: remove the link")
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".sop-", delete=False) as beside:
            beside.write(data)
        Path(beside.name).chmod(0o644)
        os.replace(beside.name, path)


def entries(place: Path, files: Mapping[str, bytes]) -> Entries:
    """Write files as objects and return what a tree or an index needs of them."""
    words = ("hash-object", "-w", "--no-filters", "--stdin")
    return {path: (FILE, said(place, *words, data=data)) for path, data in files.items()}
