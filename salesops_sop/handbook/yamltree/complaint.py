"""Where the parser gave up, and what stands around that place."""

import re
from dataclasses import dataclass
from typing import Any

_FARTHEST_LINE = 100
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where the parser gave up, where it had begun, and which brackets were open, as indexes.

    `last` is the last thing that it understood.
    """

    text: str
    problem: int
    context: int
    brackets: list[int]
    last: Any

    @property
    def character(self) -> str:
        """The character at which the parser gave up; empty at the end of the text."""
        return self.text[self.problem : self.problem + 1]

    @property
    def before(self) -> str:
        """What stands on the line before the place where the parser gave up."""
        return self.text[self.line_start(self.problem) : self.problem]

    def line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def first_ink(self, index: int) -> int:
        """Return the first character of the line that is no space."""
        start = self.line_start(index)
        return start + len(self.rest(start)) - len(self.rest(start).lstrip(" \t"))

    def line(self, index: int) -> str:
        return self.rest(self.line_start(index)).strip()

    def rest(self, index: int) -> str:
        """Return the line from a place on."""
        end = _LINE_END.search(self.text, index)
        return self.text[index : end.start() if end else None]

    def line_above(self, index: int) -> int | None:
        """Return where the nearest line above begins that is neither empty nor a comment."""
        start = self.line_start(index)
        for _ in range(_FARTHEST_LINE):
            if start == 0:
                break
            start = self.line_start(start - 1)
            if self.line(start) and not self.line(start).startswith("#"):
                return start
        return None
