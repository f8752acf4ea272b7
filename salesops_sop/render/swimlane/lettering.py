"""How much room text takes: widths of letters and the breaking of lines, without a browser."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Widths in thousandths of the size of the letters, after Helvetica's; groups of one width.
_GROUPS = (
    (260, "ijl|'"),
    (310, "Itf.,:;!/\\[]() -‘’·"),
    (370, 'r`*"“”'),
    (510, "cksvxyzJ?{}^"),
    (570, "abdeghnopquL0123456789$_#"),
    (610, "FTZ+=<>~–…→"),
    (680, "ABEKPSVXY&"),
    (740, "CDHNRUw"),
    (790, "GOQ"),
    (870, "mM"),
    (960, "W%@—"),
)
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters}
_NARROW, _WIDE = 640, 1050
# Fonts differ: the widest of those that the site asks for take this much more than Helvetica.
_MARGIN = 1.08


@lru_cache(maxsize=8192)  # a handbook writes the same few thousand words again and again
def width(text: str, size: float) -> int:
    """The width of a text in pixels, as wide as it can be; `size` is that of the letters."""
    return int(sum(map(_thousandths, text)) * size * _MARGIN / 1000) + 1


def lines(text: str, room: int, size: float, most: int = 99) -> list[str]:
    """A text in lines that are at most `room` pixels wide; the last of too many ends in “…”."""
    found = list(_broken(text.split(), room, size))
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and width(f"{last}…", size) > room:
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip()}…"]


def _broken(words: list[str], room: int, size: float) -> Iterator[str]:
    line, taken = "", 0
    space = width(" ", size)
    for word in words:
        needed = width(word, size)
        if line and taken + space + needed <= room:
            line, taken = f"{line} {word}", taken + space + needed
            continue
        if line:
            yield line
        *whole, line = _cut(word, room, size) if needed > room else [word]
        yield from whole
        taken = width(line, size)
    if line:
        yield line


def _cut(word: str, room: int, size: float) -> list[str]:
    """A word that is wider than a line: cut at a hyphen or slash if there is one, else anywhere."""
    parts: list[str] = []
    start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and width(word[start : end + 1], size) <= room:
            end += 1
        if end < len(word):
            sign = max(word.rfind(sign, start + 1, end) for sign in "-/_")
            end = sign + 1 if sign > start else end
        parts.append(word[start:end])
        start = end
    return parts


def _thousandths(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if letter >= "\u0300" and unicodedata.combining(letter):
        return 0
    return _NARROW if letter < "\u1100" else _WIDE
