"""The manifest of a release: what each document said, kept in the message of its tag.

A line each, so that people can read it and `git show` any of it:

    salesops-sop/manifest/1
    version 1.4.0
    previous v1.3.0 0f3c… sha256:77ab…
    digest sha256:90de…
    procedure:lead-grading 1.2.0 sha256:5e1f…

`digest` is over the lines below it; `previous` names the release before, its commit, and the digest
of its manifest, so that the releases are a chain: none can be moved or left out unnoticed.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.record import Control

FORMAT = "salesops-sop/manifest/1"
TRAILER = "Manifest"
"""The name of the line in the message of the release’s commit that has the manifest’s digest."""

_LINE = re.compile(r"(?P<ref>[a-z-]+:[a-z0-9_-]+) (?P<version>\S+) sha256:(?P<digest>[0-9a-f]{64})")
_PREVIOUS = re.compile(
    r"previous (?P<tag>\S+) (?P<commit>[0-9a-f]{40,64}) sha256:(?P<digest>[0-9a-f]{64})"
)
_DIGEST = re.compile(r"digest sha256:(?P<digest>[0-9a-f]{64})")
_VERSION = re.compile(r"version (?P<version>\S+)")
_TRAILER = re.compile(rf"^{TRAILER}: sha256:(?P<digest>[0-9a-f]{{64}})$", re.MULTILINE)
_NONE = "-"


class Previous(NamedTuple):
    """The release before: its tag, its commit, the digest of its manifest."""

    tag: str
    commit: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds: from references to version and digest, by reference."""

    version: str
    documents: tuple[tuple[str, str, str], ...]
    previous: Previous | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the version, the release before and the lines of all documents."""
        return hashlib.sha256("\n".join(self._lines()).encode()).hexdigest()

    @property
    def text(self) -> str:
        """The manifest as it stands in a message."""
        head, *documents = self._lines()
        before = [documents.pop(0)] if self.previous else []
        lines = [FORMAT, head, *before, f"digest sha256:{self.digest}", *documents]
        return "\n".join(lines) + "\n"

    def _lines(self) -> list[str]:
        before = self.previous
        said = [f"previous {before.tag} {before.commit} sha256:{before.digest}"] if before else []
        documents = [f"{ref} {version} sha256:{digest}" for ref, version, digest in self.documents]
        return [f"version {self.version}", *said, *documents]


def manifest(handbook: Handbook, version: str, previous: Previous | None = None) -> Manifest:
    """The manifest of a handbook: each document that can be found by its reference."""
    lines = [
        (document.ref, _stated(getattr(document, "control", None)), approved_digest(document))
        for document in handbook.documents
    ]
    return Manifest(version, tuple(sorted(lines)), previous)


def read(message: str) -> Manifest | None:
    """The manifest in a message; None where there is none, or one that is not as it was written."""
    lines = iter(message[message.find(FORMAT) :].splitlines() if FORMAT in message else ())
    if next(lines, "") != FORMAT:
        return None
    version = _VERSION.fullmatch(next(lines, ""))
    second = next(lines, "")
    before = _PREVIOUS.fullmatch(second)
    stated = _DIGEST.fullmatch(next(lines, "") if before else second)
    if not version or not stated:
        return None
    found = Manifest(
        version["version"],
        tuple(_documents(lines)),
        Previous(before["tag"], before["commit"], before["digest"]) if before else None,
    )
    return found if found.digest == stated["digest"] else None


def stated_in(message: str) -> str:
    """The digest of a manifest that the message of a release’s commit states; empty for none."""
    found = _TRAILER.search(message)
    return found["digest"] if found else ""


def _documents(lines: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    for line in lines:  # below them stands nothing but, perhaps, a signature
        found = _LINE.fullmatch(line)
        if not found:
            return
        yield found["ref"], found["version"], found["digest"]


def _stated(control: object) -> str:
    version = control.version if isinstance(control, Control) else None
    return version or _NONE
