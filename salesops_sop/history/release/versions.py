"""The version of the next release: the least that the changes demand, or the one that is wanted."""

import re
from collections.abc import Sequence

from salesops_sop.history.diff.change import Change, Part, demanded
from salesops_sop.history.releases import Release

FIRST = "1.0.0"
_VERSION = re.compile(
    r"(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})"
    r"(?:-(?P<early>[0-9a-z]+(?:\.[0-9a-z]+)*))?"
)
_PLACES = {Part.MAJOR: 0, Part.MINOR: 1, Part.PATCH: 2}


def proposed(last: Release | None, changes: Sequence[Change]) -> str:
    """The version after the last release that the changes demand, at least a new patch."""
    if last is None:
        return FIRST
    numbers = numbers_of(last.name)
    place = _PLACES.get(demanded(changes), 2)
    return ".".join(
        str(n + 1 if at == place else 0 if at > place else n) for at, n in enumerate(numbers)
    )


def is_version(text: str) -> bool:
    """Whether a text is a version of three numbers, perhaps an early one: `2.0.0-rc.1`."""
    return bool(_VERSION.fullmatch(text))


def is_early(text: str) -> bool:
    """Whether a version comes before the final one of its numbers."""
    found = _VERSION.fullmatch(text)
    return bool(found and found["early"])


def numbers_of(name: str) -> tuple[int, int, int]:
    """The three numbers in the name of a release; what it leaves out is 0."""
    found = [int(number) for number in re.findall(r"\d{1,9}", name.partition("-")[0])][:3]
    major, minor, patch = (*found, 0, 0, 0)[:3]
    return major, minor, patch


def tag_of(pattern: str, version: str) -> str:
    """The tag of a version, by the pattern that releases follow; empty where it names none."""
    return pattern.replace("*", version) if pattern.count("*") == 1 and "?" not in pattern else ""
