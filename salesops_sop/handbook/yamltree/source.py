"""The text of a file, cut into its documents and made safe for the parser."""

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from salesops_sop.base.position import Position
from salesops_sop.handbook.yamltree.flaw import Flaw

LINE_END = re.compile(r"\r\n?|\n")
MOST_FLAWS = 100
"""A document with more flaws than this is no document; nobody reads the rest of the list."""

_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # characters that turn the direction of writing around
    "\ud800-\udfff\ufeff\ufffe\uffff"  # halves of characters, byte order mark, no characters
    "\U000e0000-\U000e007f"  # tags: letters that no font shows
)
_NO_LINE_ENDS = "\x85\u2028\u2029"  # YAML 1.1, and so libyaml, ends lines here; no editor does
HIDDEN = re.compile(f"[{_HIDDEN}]")
_ODD = re.compile(f"[{_HIDDEN}{_NO_LINE_ENDS}]")

# These two stand at the beginning of a line and nowhere else, not even inside quoted text.
_MARKER = re.compile(
    r"(?:\A|(?<=[\r\n]))(?:---(?=[ \t\r\n]|\Z)|\.\.\.(?:[ \t]+#[^\r\n]*|[ \t]*)(?=[\r\n]|\Z))"
)


@dataclass(frozen=True)
class Source:
    """The text of one document; `line` is the line of its first character in the file.

    `restored` maps the characters that stand in for Unicode line separators back to these.
    """

    text: str
    path: str
    line: int
    restored: Mapping[int, str] = field(default_factory=dict)

    def position(self, index: int) -> Position:
        """Return the place of the character at `index`."""
        line = bisect.bisect_right(self._line_starts, index) - 1
        column = index - self._line_starts[line] + 1
        return Position(self.path, self.line + line, column)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]


def documents(text: str, path: str, first_line: int) -> Iterator[Source]:
    """Yield the text of each document; a byte order mark at the start of the file is left out."""
    start, line = int(text.startswith("\ufeff")), first_line
    has_markers = "..." in text or text.find("---", 1) >= 0  # much quicker than looking for one
    for marker in _MARKER.finditer(text, start) if has_markers else ():
        if marker.start() > start:
            yield Source(text[start : marker.start()], path, line)
            line += len(LINE_END.findall(text, start, marker.start()))
        start = marker.end() if marker[0].startswith(".") else marker.start()
    yield Source(text[start:], path, line)


def cleaned(source: Source) -> tuple[Source, list[Flaw]]:
    """Return the source without hidden characters, and a flaw for each of them.

    Every character is replaced by one other, so that all places stay what they are.
    """
    if not _ODD.search(source.text):
        return source, []
    flaws = _hidden(source)
    text = HIDDEN.sub("\ufffd", source.text)
    stand_ins = _stand_ins(text)
    restored = {ord(stand_in): odd for odd, stand_in in stand_ins.items()}
    for odd, stand_in in stand_ins.items():
        text = text.replace(odd, stand_in)
    return Source(text, source.path, source.line, restored), flaws


def hidden(text: str, path: str, first_line: int = 1) -> list[Flaw]:
    """Return a flaw for each character that a reader cannot see, in prose as in YAML.

    These are control characters, those that turn the direction of writing around, and what is no
    character at all; the first hundred of them.
    """
    return _hidden(Source(text, path, first_line))


def _hidden(source: Source) -> list[Flaw]:
    return [
        Flaw("document/yaml-syntax", _about(found[0]), source.position(found.start()))
        for found in islice(HIDDEN.finditer(source.text), MOST_FLAWS)
    ]


def _about(character: str) -> str:
    return (
        f"the invisible character U+{ord(character):04X} stands here: "
        "it can hide text from a reviewer, remove it"
    )


def _stand_ins(text: str) -> dict[str, str]:
    """Choose a private-use character for each separator that occurs nowhere, escaped or not."""
    lowered = text.lower()
    free = (
        chr(code)
        for code in range(0xF0000, 0xFFFFD)
        if chr(code) not in text and f"{code:x}" not in lowered
    )
    return {odd: next(free) for odd in _NO_LINE_ENDS if odd in text}
