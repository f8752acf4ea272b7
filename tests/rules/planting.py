"""Tools for planting defects into a copy of a handbook: each file gets one at most."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

BODY = r"(?<=\n---\n\n)(?=## )"
"""The place in front of the first heading of a body."""


class Defect(NamedTuple):
    """What the linter must say about a planted defect."""

    path: str
    line: int
    rule: str


@dataclass
class Copy:
    """The files of a handbook, of which each gets one defect at most."""

    files: dict[str, str]
    random: Random
    whole: set[str] = field(init=False)
    handbook: Handbook = field(init=False)

    def __post_init__(self) -> None:
        self.whole = set(self.files)
        self.handbook = load(self.files)

    def find(self, folder: str, pattern: str) -> tuple[str, re.Match[str]]:
        """A place in a file that is still whole; the file counts as edited from now on."""
        found = re.compile(pattern, re.MULTILINE)
        paths = (path for path in sorted(self.whole) if f"/{folder}" in path)
        fitting = [path for path in paths if found.search(self.files[path])]
        assert fitting, f"no whole file is left in {folder} with {pattern}"
        path = self.random.choice(fitting)
        self.whole.remove(path)
        return path, self.random.choice(list(found.finditer(self.files[path])))

    def put(self, path: str, match: re.Match[str], text: str) -> int:
        """Write a text in the place of a match; the line on which it begins."""
        before = self.files[path]
        self.files[path] = before[: match.start()] + text + before[match.end() :]
        return self.line(path, match.start())

    def line(self, path: str, index: int) -> int:
        return self.files[path].count("\n", 0, index) + 1

    def add(self, name: str, text: str) -> str:
        """Write a new file; its path."""
        path = f"{min(self.files).partition('/')[0]}/zz/{name}"
        assert path not in self.files
        self.files[path] = text
        return path


Kind = Callable[[Copy], Defect]


def edit(rule: str, folder: str, pattern: str, text: str, lines: int = 0) -> Kind:
    """The kind that replaces a match of `pattern` (groups may be used in `text`).

    The problem stands on the line where the match begins, or `lines` below.
    """

    def plant(copy: Copy) -> Defect:
        path, match = copy.find(folder, pattern)
        return Defect(path, copy.put(path, match, match.expand(text)) + lines, rule)

    return plant


def say(rule: str, sentence: str) -> Kind:
    """The kind that puts a sentence of its own into the body of a document."""
    return edit(rule, "", BODY, f"{sentence}\n\n")


def remove(rule: str, folder: str, pattern: str, owner: str) -> Kind:
    """The kind that removes a line; the problem stands on the nearest line `owner` above it."""

    def plant(copy: Copy) -> Defect:
        path, match = copy.find(folder, pattern)
        copy.put(path, match, "")
        *_, above = re.finditer(owner, copy.files[path][: match.start()], re.MULTILINE)
        return Defect(path, copy.line(path, above.start()), rule)

    return plant


def new(rule: str, name: str, text: str, line: int) -> Kind:
    """The kind that comes with a file of its own."""
    return lambda copy: Defect(copy.add(name, text), line, rule)
