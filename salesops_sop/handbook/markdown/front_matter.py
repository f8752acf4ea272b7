"""The YAML at the top of a Markdown file, cut off from the prose below it."""

import re
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")
_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")


class Parts(NamedTuple):
    """The two parts of a Markdown file, and the line of the file on which each begins.

    `front` is None where the file has no front matter. Where front matter begins and never ends,
    it is the whole rest of the file, and there is no body: `body_line` is 0.
    """

    front: str | None
    front_line: int
    body: str
    body_line: int

    @property
    def closed(self) -> bool:
        """Tell whether the front matter, if there is any, ends with a line of its own."""
        return self.body_line > 0


def split(text: str) -> Parts:
    """Cut a Markdown file after its front matter: from `---` on line 1 to the next `---` or `...`.

    A byte order mark before it is left out; lines end with LF, CRLF or CR.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Parts(None, 1, text.removeprefix("\ufeff"), 1)
    closing = _closing(text, opening.end())
    if not closing:
        return Parts(text[opening.end() :], 2, "", 0)
    front = text[opening.end() : closing.start()]
    body_line = 3 + len(_LINE_END.findall(front))
    return Parts(front, 2, text[closing.end() :], body_line)


def _closing(text: str, start: int) -> re.Match[str] | None:
    """The line that ends the front matter; looking for the marks alone is much quicker."""
    at = start
    while places := [place for mark in ("---", "...") if (place := text.find(mark, at)) >= 0]:
        at = min(places)
        found = _CLOSING.match(text, at) if at == start or text[at - 1] in "\r\n" else None
        if found:
            return found
        at += 1
    return None
