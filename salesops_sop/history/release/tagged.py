"""The tags of releases as objects: what their messages say, and the commits that made releases."""

import os
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.history.release.manifest import Manifest, read, stated_in
from salesops_sop.history.releases import Release
from salesops_sop.history.repo import last_line, run


@dataclass(frozen=True, slots=True)
class Tagged:
    """A release and the manifest in the message of its tag; None for a tag that has none."""

    release: Release
    manifest: Manifest | None


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that made a release: it states the digest of the manifest that the tag has."""

    commit: str
    title: str
    digest: str

    @property
    def version(self) -> str:
        """The version that its title names."""
        return self.title.removeprefix("Release ")


def tagged(folder: Path, found: tuple[Release, ...]) -> tuple[Tagged, ...]:
    """Read the messages of the tags of releases, all in one call of git."""
    if not found:
        return ()
    words = ("for-each-ref", "--format=%(refname:lstrip=2)%00%(objecttype)%00%(contents)%00%00")
    code, out, err = run(folder, *words, "refs/tags")
    if code:
        raise UnreadableError(f"git cannot read the tags of ‘{folder}’: {last_line(err)}")
    messages = {}
    for record in os.fsdecode(out).split("\0\0\n"):
        name, _, rest = record.partition("\0")
        kind, _, message = rest.partition("\0")
        messages[name] = message if kind == "tag" else ""
    return tuple(Tagged(release, read(messages.get(release.tag, ""))) for release in found)


def made(folder: Path, revision: str) -> list[Made]:
    """Return the commits in the history of a revision that made releases, the newest first."""
    words = ("log", "--format=%H%x00%s%x00%B%x00", "--grep=^Manifest: sha256:", "--end-of-options")
    code, out, err = run(folder, *words, revision)
    if code:
        raise UnreadableError(f"git cannot read the history: {last_line(err)}")
    fields = os.fsdecode(out).split("\0")
    found = zip(*(iter(fields[: len(fields) // 3 * 3]),) * 3, strict=True)
    return [
        Made(commit.strip(), title, digest)
        for commit, title, message in found
        if (digest := stated_in(message))
    ]
