"""The releases of a handbook: git tags, oldest first, and the handbook as each of them has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.settings import HandbookFile
from salesops_sop.history import repo
from salesops_sop.history.tags import tags, tags_within

LATEST, NEXT = "latest", "next"
LONGEST_NAME = 60

# A name becomes a folder of the site and a part of addresses, on every system.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*(?<!\.)")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_TAKEN = {LATEST, NEXT, "assets", "search", "index.html", "versions.js", "versions.json"}
_VERSION = re.compile(
    r"(?:^|[A-Za-z_-])(?P<version>(?P<numbers>\d+(?:-\d+)+|\d+(?:\.\d+)*)"  # a date, or numbers
    r"(?:(?:-|(?=[A-Za-z]))(?P<early>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)$"
)

_SHALLOW = "the clone is shallow, releases may be missing: `git fetch --unshallow --tags`"

Rank = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


@dataclass(frozen=True, slots=True)
class Release:
    """A tag that is a release.

    `name` is the tag without what stands before its last slash; it is safe as the name of a
    folder. `version` is the number in it (`1.2.0` of `v1.2.0`), or the name where there is none;
    `day` is written `2026-11-28`.
    """

    tag: str
    name: str
    version: str
    commit: str
    day: str

    @property
    def early(self) -> bool:
        """Whether it comes before the version it is named after, as `2.0.0-rc.1` does."""
        match = _VERSION.search(self.name)
        return match is not None and match["early"] is not None


@dataclass(frozen=True, slots=True)
class Releases:
    """All releases, oldest first; and a sentence about each tag that should be one and cannot.

    Where the clone does not have all of the history `refused` begins with that.
    """

    found: tuple[Release, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def latest(self) -> Release | None:
        """The newest; release candidates count only where there is nothing else."""
        final = [release for release in self.found if not release.early]
        return next(reversed(final or self.found), None)


def tags_of(settings: HandbookFile) -> str:
    """The pattern of the tags that are releases."""
    return settings.releases.tags if settings.releases else "v*"


def releases(folder: Path, pattern: str = "v*") -> Releases:
    """Return the releases of the handbook in a folder of a repository.

    They are sorted by version as Semantic Versioning 2.0.0 (clause 11) orders them, with any number
    of numbers; names without a version come first, by day. Raises UnreadableError where there is
    no repository, EnvironmentProblem where there is no git.
    """
    wanted = _matching(pattern)
    found: dict[str, Release] = {}
    refused = [_SHALLOW] if repo.is_shallow(folder) else []
    for tag, commit, day in tags(folder):
        if not wanted.fullmatch(tag):
            continue
        name = tag.rpartition("/")[2]
        trouble = _trouble(name, commit, found.get(name.lower()))
        if trouble:
            refused.append(f"the tag ‘{visible(tag)[:LONGEST_NAME]}’ is left out: {trouble}")
        else:
            found[name.lower()] = Release(tag, name, _version(name), commit, day)
    return Releases(tuple(sorted(found.values(), key=_order)), tuple(refused))


def comes_after(name: str, release: Release) -> bool:
    """Whether a release of this name would come after another one."""
    return _rank(name) > _rank(release.name)


def led_to(folder: Path, found: Sequence[Release], release: Release) -> tuple[Release, ...]:
    """Return the releases that a release comes after, and itself, the oldest first.

    A later repair of an older release (1.0.1 after 2.0.0) did not lead to the newer one, so what
    is said of that never changes.
    """
    within = tags_within(folder, release.commit)
    earlier = found[: found.index(release)]
    return (*(before for before in earlier if before.tag in within), release)


def handbook_at(folder: Path, revision: str, prefix: str = "") -> Handbook:
    """Return the handbook in a folder as a revision has it, without touching a file.

    A revision that was written for other schemas gives what can be loaded: `flaws` says what
    cannot, and there is no document where the folder was not there yet. Raises like
    `repo.texts_at`.
    """
    return load(*repo.documents_at(folder, revision, prefix))


def _matching(pattern: str) -> re.Pattern[str]:
    """As git matches names: `*` and `?` stand for no slash."""
    parts = re.split(r"([*?])", pattern)
    return re.compile("".join({"*": "[^/]*", "?": "[^/]"}.get(p, re.escape(p)) for p in parts))


def _trouble(name: str, commit: str, other: Release | None) -> str:
    """Why a tag cannot be a release; empty when it can."""
    if not commit:
        return "it leads to no commit"
    if len(name) > LONGEST_NAME:
        return f"its name is longer than {LONGEST_NAME} characters"
    if not _NAME.fullmatch(name) or _DEVICE.fullmatch(name):
        return "its name cannot be that of a folder: use letters, digits and . _ + -"
    if name.lower() in _TAKEN:
        return f"‘{name}’ means something else on the site: choose another name"
    if other:
        return f"some systems cannot tell it from ‘{other.tag}’: choose another name"
    return ""


def _version(name: str) -> str:
    match = _VERSION.search(name)
    return match["version"] if match else name


def _order(release: Release) -> tuple[bool, Rank | tuple[()], str, str]:
    rank = _rank(release.name)
    return bool(rank), rank, release.day, release.name


@lru_cache(maxsize=1024)
def _rank(name: str) -> Rank | tuple[()]:
    """The numbers without zeros at their end, whether it is final, and what comes before it is."""
    match = _VERSION.search(name)
    if not match:
        return ()
    numbers = [int(number) for number in match["numbers"].replace("-", ".").split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    early = match["early"]
    parts = early.split(".") if early else []
    words = tuple((False, int(p), "") if p.isdigit() else (True, 0, p) for p in parts)
    return tuple(numbers), not early, words
