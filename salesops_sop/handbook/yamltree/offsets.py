"""Where a character of a text value stands in the source, whatever the style of quoting."""

import re
from typing import Any

_WHITE = " \t\r\n"
_INK = {
    "'": re.compile(r"''|[^ \t\r\n]"),
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|\r\n|.)|[^ \t\r\n]", re.DOTALL),
}
_ANY_INK = re.compile(r"[^ \t\r\n]")
_WHITE_ESCAPES = frozenset({"\\ ", "\\t", "\\\t", "\\n", "\\r", "\\\r", "\\\n", "\\\r\n"})
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")


def index_of(text: str, scalar: Any, offset: int) -> int:
    """Return the index in `text` of character `offset` of the value of a scalar event.

    Folding and indentation change white space only, so the two are matched by counting the other
    characters. Where that fails (a tag stands before the value), it is the start of the value.
    """
    value: str = scalar.value
    start: int = scalar.start_mark.index
    ink = _ink(text, scalar)
    wanted = len(value) - sum(value.count(white) for white in _WHITE)
    if len(ink) < wanted or (len(ink) > wanted and scalar.style not in ("|", ">")):
        return start
    offset = max(0, min(offset, len(value)))
    before = value[:offset]
    count = len(before) - sum(before.count(white) for white in _WHITE)
    if value[offset : offset + 1].strip(_WHITE):
        return ink[count][0]
    gap = len(before) - len(before.rstrip(_WHITE))
    last = ink[count - 1][1] if count else _start_of_content(text, scalar)
    limit = ink[count][0] if count < len(ink) else scalar.end_mark.index
    between = re.split(r"[\r\n]", text[last:limit], maxsplit=1)[0]
    return last + min(gap, len(between))


def _ink(text: str, scalar: Any) -> list[tuple[int, int]]:
    """Return beginning and end of each character that is not white, as indexes into `text`."""
    start, end = _start_of_content(text, scalar), scalar.end_mark.index
    if scalar.style in _INK:
        end -= 1
    found = _INK.get(scalar.style, _ANY_INK).finditer(text, start, end)
    return [match.span() for match in found if match[0] not in _WHITE_ESCAPES]


def _start_of_content(text: str, scalar: Any) -> int:
    start: int = scalar.start_mark.index
    if scalar.style in _INK:
        return start + 1
    header = _BLOCK_HEADER.match(text, start) if scalar.style in ("|", ">") else None
    return header.end() if header else start
