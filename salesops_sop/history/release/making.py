"""Makes a release: a commit with the list of changes, and a tag on it that holds the manifest.

Commit and tag are written as objects first, which nobody sees; then one transaction moves the
branch and makes the tag. A run that is interrupted leaves both as they were or both as they are to
be; `settle` brings the working tree after them.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.history import committing, repo
from salesops_sop.history.plumbing import Entries, enter, said
from salesops_sop.history.release.checking import Check, previous
from salesops_sop.history.release.manifest import TRAILER, manifest
from salesops_sop.history.release.tagged import made
from salesops_sop.history.release.versions import tag_of
from salesops_sop.history.releases import handbook_at, releases, tags_of


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was made: its commit, its tag, and whether both are signed."""

    commit: str
    tag: str
    signed: bool


def release(folder: Path, check: Check, told: str, summary: str, sign: bool | None) -> Released:
    """Make a release that nothing stands against; `told` is the new text of the list of changes.

    Raises UsageError when somebody else moved the branch or made the tag meanwhile,
    UnreadableError when git cannot write or sign.
    """
    assert not check.reasons
    key = committing.signing_key(folder, sign)
    files = {check.file: told.encode()}
    title = f"Release {check.version}"
    trailer = f"{TRAILER}: sha256:{check.manifest.digest}"
    entries = committing.entries(folder, files)
    commit = committing.written(folder, entries, f"{title}\n\n{summary}\n\n{trailer}\n", key)
    tag = _tag(folder, check.tag, commit, f"{title}\n\n{summary}\n\n{check.manifest.text}", key)
    _move(folder, check, commit, tag)
    _settled(folder, files, entries)
    return Released(commit, check.tag, bool(key))


def mend(folder: Path, sign: bool | None) -> Released | None:
    """Make the tag of a release whose commit is checked out without one; None where it has one.

    git moves the branch first: killed in between, it leaves the tag out.
    """
    commit = committing.head(folder)
    found = made(folder, f"{commit}^!")
    if not found:
        return None
    version = found[0].version
    handbook = handbook_at(folder, commit)
    pattern = tags_of(handbook.settings)
    name = tag_of(pattern, version)
    if not name or not repo.run(folder, "rev-parse", "--verify", "--quiet", f"refs/tags/{name}")[0]:
        return None
    known = manifest(handbook, version, previous(folder, releases(folder, pattern).latest))
    if known.digest != found[0].digest:  # somebody moved the release before
        return None
    key = committing.signing_key(folder, sign)
    tag = _tag(folder, name, commit, f"Release {version}\n\n{known.text}", key)
    said(folder, "update-ref", f"refs/tags/{name}", tag, "0" * len(tag))
    return Released(commit, name, bool(key))


def settle(folder: Path) -> None:
    """Let index and working tree hold the list of changes of a release that was just made.

    A run that was killed right after its transaction leaves them with the one before. What
    somebody changed since is left alone.
    """
    commit = committing.head(folder)
    released = any(one.commit == commit for one in made(folder, f"{commit}^!"))
    if not released or repo.run(folder, "rev-parse", "--verify", "--quiet", f"{commit}^1")[0]:
        return
    top = committing.top(folder)
    before = repo.files_at(folder, f"{commit}^1")
    now = repo.files_at(folder, commit)
    changed = {path: data for path, data in now.items() if before.get(path) != data}
    behind = {
        path: data
        for path, data in changed.items()
        if any(_is(top / path, known) for known in (before.get(path), data))
    }
    if behind:
        _settled(folder, behind, committing.entries(folder, behind))


def _is(path: Path, data: bytes | None) -> bool:
    """Whether a file holds just this; nothing, where there is no file."""
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return data is None
    except OSError:
        return False


def _settled(folder: Path, files: Mapping[str, bytes], entries: Entries) -> None:
    committing.fill(committing.top(folder), files)
    enter(folder, entries)


def _tag(folder: Path, name: str, commit: str, message: str, key: str) -> str:
    """Write the object of a tag, signed where a key is given, and return its id.

    `git tag` writes a reference with it, and only it can sign; so it works in a repository of its
    own, which is thrown away, with the objects of this one.
    """
    who, email = committing.ready(folder)
    objects = Path(said(folder, "rev-parse", "--path-format=absolute", "--git-path", "objects"))
    kind = "sha256" if len(commit) > 40 else "sha1"
    formats = repo.run(folder, "config", "--get", "gpg.format")
    with tempfile.TemporaryDirectory(prefix="sop-tag-") as place:
        work = Path(place)
        said(work, "init", "-q", "--bare", f"--object-format={kind}", "--template=", place)
        env = {
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_COMMITTER_NAME": who,
            "GIT_COMMITTER_EMAIL": email,
        }
        words = [*committing.OWN_PROGRAMS]
        if not formats[0]:
            words += ["-c", f"gpg.format={os.fsdecode(formats[1]).strip()}"]
        words += ["tag", "--cleanup=verbatim", "-F", "-"]
        words += [f"--local-user={key}"] if key else ["--annotate", "--no-sign"]
        said(work, *words, "--end-of-options", name, commit, data=message.encode(), env=env)
        return said(work, "rev-parse", "--verify", f"refs/tags/{name}")


def _move(folder: Path, check: Check, commit: str, tag: str) -> None:
    """Move the branch and make the tag, both or neither."""
    lines = (
        "start",
        f"update {check.branch} {commit} {check.commit}",
        f"create refs/tags/{check.tag} {tag}",
        "prepare",
        "commit",
    )
    try:
        said(folder, "update-ref", "-m", f"sop: {check.tag}", "--stdin", data=_text(lines))
    except UnreadableError as error:
        raise UsageError(f"nothing was released, git does not move the branch: {error}") from error


def _text(lines: tuple[str, ...]) -> bytes:
    return os.fsencode("".join(f"{line}\n" for line in lines))
