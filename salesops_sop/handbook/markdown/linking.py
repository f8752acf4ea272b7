"""The links of a Markdown text, images included, outside of code and comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.handbook.markdown import code


class Link(NamedTuple):
    """`offset` is the index in the text of the link's first character, `[` or `!`."""

    label: str
    target: str
    offset: int


_TOKEN = re.compile(r"\\[^\n]|\[|\]|\n[ \t]*(?=\n)")
_WORD = r"(?:[^\s()<>]++|\([^\s()]*+\))++"
_TITLE = r"""(?:"[^"]*+"|'[^']*+')"""
INLINE = re.compile(
    rf"\(\s*+(?:<(?P<wrapped>[^<>\n]*+)>|(?P<plain>{_WORD}(?:[ ]++(?!['\"]){_WORD})*+)?)"
    rf"(?:\s++{_TITLE})?\s*+\)"
)
_DEFINITION = re.compile(r":[ \t]*+\n?[ \t]*+<?(?P<target>[^\s<>]++)")
_LINE_START = re.compile(r"[ >]{0,3}\Z")


def links(body: str) -> Iterator[Link]:
    """Yield `[label](target)`, `![label](target)` and `[label]: target`, in order of place.

    The definition of a reference is its link: that is where the target stands. A target is as
    written, without `<` `>` and title; footnotes are no links.
    """
    text = code.prose(body)
    text = code.without(text, code.inline(text))
    return iter(sorted(_links(body, text), key=lambda link: link.offset))


def _links(body: str, text: str) -> Iterator[Link]:
    opened: list[int] = []
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        if token[0] == "[":
            opened.append(token.start())
        elif token[0].startswith("\n"):
            opened.clear()
        elif token[0] == "]" and opened:
            start = opened.pop()
            label = body[start + 1 : token.start()]
            if found := INLINE.match(text, position):
                is_image = text[start - 1 : start] == "!"
                yield Link(label, found["wrapped"] or found["plain"] or "", start - is_image)
                position = found.end()
            elif found := _definition(text, start, label, position):
                yield Link(label, found["target"], start)
                position = found.end()


def _definition(text: str, start: int, label: str, end: int) -> re.Match[str] | None:
    line_start = text.rfind("\n", 0, start) + 1
    if label.startswith("^") or text[line_start:start].strip(" >"):
        return None
    return _DEFINITION.match(text, end)
