"""Which parts of a Markdown text are code or comments, where nothing else has a meaning.

All of it takes time that grows with the length of the text, whatever the text is.
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Where something begins and ends, as indexes into the text."""

_START = re.compile(
    r"^[ \t>]*+(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)[^\n]*$|<!--|(?<!\\)`++", re.MULTILINE
)
_TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*[^ \t]")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+\.)[ \t]")
_BLOCK = "\x00"
_NOT_A_BREAK = re.compile(r"[^\n]")


def without(text: str, spans: Iterable[Span], filling: str = " ") -> str:
    """Return the text with another character where the spans are, but for line ends."""
    kept, end = [], 0
    for start, stop in spans:
        kept += [text[end:start], _NOT_A_BREAK.sub(filling, text[start:stop])]
        end = stop
    return "".join(kept) + text[end:]


def prose(text: str) -> str:
    """Return the text with spaces for fenced and indented code and comments, and LF line ends.

    Every other character is where it was.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    blocks = [(start, end) for start, end, is_block in _fenced_and_inline(text) if is_block]
    text = without(text, blocks, _BLOCK)
    return without(text, _indented(text)).replace(_BLOCK, " ")


def inline(text: str) -> Iterator[Span]:
    """Yield what is code between backticks within a paragraph, in order."""
    return ((start, end) for start, end, is_block in _fenced_and_inline(text) if not is_block)


def _indented(text: str) -> Iterator[Span]:
    """Yield the lines that are code because they are indented by four, outside of lists."""
    start, after_blank, in_list = 0, True, False
    for line in text.split("\n"):
        if not line.strip(" \t"):
            after_blank = True
        elif _INDENTED.match(line):
            if after_blank and not in_list:
                yield start, start + len(line)
        else:
            ends_list = after_blank and not line.startswith(_BLOCK)
            in_list = bool(_LIST_ITEM.match(line)) or (in_list and not ends_list)
            after_blank = False
        start += len(line) + 1


def _fenced_and_inline(text: str) -> Iterator[tuple[int, int, bool]]:
    ticks: dict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text):
        ticks[len(run[0])].append(run.start())
    paragraphs = [blank.start() for blank in _BLANK_LINE.finditer(text)] + [len(text)]
    last_comment_end = text.rfind("-->")
    position = 0
    while start := _START.search(text, position):
        position = start.end()
        if start["fence"]:
            position = _end_of_fence(text, start["fence"], position)
            yield start.start(), position, True
        elif start[0] == "<!--":
            if position <= last_comment_end:
                position = text.index("-->", position) + 3
                yield start.start(), position, True
        else:
            size = position - start.start()
            after = bisect.bisect_left(ticks[size], position)
            paragraph = paragraphs[bisect.bisect_left(paragraphs, position)]
            if after < len(ticks[size]) and ticks[size][after] < paragraph:
                position = ticks[size][after] + size
                yield start.start(), position, False


def _end_of_fence(text: str, fence: str, position: int) -> int:
    closing = re.compile(rf"^[ \t>]*+{fence[0]}{{{len(fence)},}}+[ \t]*$", re.MULTILINE)
    found = closing.search(text, position)
    return found.end() if found else len(text)
