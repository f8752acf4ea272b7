"""Reads the blocks of code of a page, in order: files, data, and commands with what they print."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w./-]+)`:\s*\Z")  # “Write `sops/handbook.yaml`:”


class Block(NamedTuple):
    """A fenced block: its language, its text, the file that the words before it name, its line."""

    language: str
    text: str
    file: str
    line: int


class Command(NamedTuple):
    """A line after `$`, and what is printed below it."""

    typed: str
    printed: str


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        before = text[: found.start()]
        named = NAMED.search(before)
        line = before.count("\n") + 1
        yield Block(found[1], found[2], named[1] if named else "", line)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a `console` block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        typed, _, printed = part.partition("\n")
        yield Command(typed, printed)


def agrees(shown: str, real: str) -> bool:
    """Whether a page shows what was printed: `…` stands for anything, and times may differ."""
    pattern = ".*?".join(re.escape(part) for part in _timeless(shown).split("…"))
    return re.fullmatch(pattern, _timeless(real), re.DOTALL) is not None


def _timeless(text: str) -> str:
    lines = (line.rstrip() for line in text.rstrip().splitlines())
    return re.sub(r"\b\d+(\.\d+)? s\b", "N s", "\n".join(lines))
