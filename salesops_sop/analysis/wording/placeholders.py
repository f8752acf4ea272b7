"""Placeholders: words that somebody meant to replace before anybody reads them."""

import re
from collections.abc import Iterator
from functools import cache

from salesops_sop.analysis.wording.prose import Found, Prose, listed

_ELEMENTS = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|col|dd|del|details|div|"
    "dl|dt|em|embed|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|"
    "label|li|link|main|mark|meta|nav|object|ol|option|p|pre|q|s|samp|script|section|select|small|"
    "span|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|th|thead|title|tr|u|ul|video"
)
_DECISIONS = listed(
    "defined decided determined confirmed announced specified clarified agreed discussed completed "
    "written"
)
_TO_BE = re.compile(rf"[Tt]o\s+be\s+(?:{'|'.join(sorted(_DECISIONS))})(?![\w-])")
_OPEN = re.compile(r"\b(?:still|yet)\s+$")
_BEFORE = re.compile(r"(?:^|[.!?:;(–—]\s?|[-*+] |\b(?:is|are|remains?)\s)\W{0,2}$")
_AFTER = re.compile(r"\s*(?:[.,;:)!?*_]|\n[ \t]*\n|\Z)")
_RELATIVE = re.compile(r"\b(?:that|what|which|who|whose|where|whether|if)\b", re.IGNORECASE)

# A pattern for each word that must be there; what no word can tell begins with its own mark.
_BY_WORD = {
    "tbd": "(?i:tbd)",
    "tba": "TBA",
    "tbc": "TBC",
    "todo": "TODO|(?i:todo)(?=:)",
    "fixme": "(?i:fixme)",
    "xx": r"[Xx]{2}(?=\s?(?:%|percent|days?|hours?|weeks?|months?|USD|EUR))",
    "xxx": "(?i:xxx)",
    "xxxx": "(?i:xxxx)",
    "lorem": r"(?i:lorem\s+ipsum)",
}
_ANYWHERE = {
    "<": re.compile(rf"<(?<![\w)\]]<)(?!(?:{_ELEMENTS})\b[^<>]*>)[A-Za-z][^<>\n@:/=]{{0,60}}>"),
    "[": re.compile(
        r"\[(?i:insert|enter|fill in|add|your|name of|date of|placeholder|tb[acd]|todo|xx+)\b"
        r"[^\[\]\n]{0,60}\](?![(\[:])"
    ),
    "??": re.compile(r"\?{2,}"),
}
_EMPTY = re.compile(r"[\s.…?_–—-]{1,9}")


def placeholders(text: Prose) -> Iterator[Found]:
    """Every placeholder of a text, and every passage that is nothing but dots or dashes.

    “<…>” in the title of a document is told when the document is read.
    """
    for word in sorted(text.words.intersection(_BY_WORD)):
        yield from text.find(_patterns()[word])
    if "be" in text.words and not text.words.isdisjoint(_DECISIONS):
        yield from (found for found in text.find(_TO_BE) if _is_statement(found))
    for mark, pattern in _ANYWHERE.items():
        if mark in text.text:
            yield from (f for f in text.find(pattern) if mark != "<" or f.place.path != ("title",))
    for passage in text.passages:
        if len(passage.text) < 9 and _EMPTY.fullmatch(passage.text) and "??" not in passage.text:
            yield Found(passage.place, passage.text.strip(), passage, 0)


def _is_statement(found: Found) -> bool:
    """Whether “to be decided” is said of something, or all that is said.

    “The price to be confirmed by the customer” and “what is still to be decided” speak of work.
    """
    text, end = found.passage.text, found.start + len(found.words)
    before = text[max(0, found.start - 20) : found.start]
    alone = _BEFORE.search(before) and _AFTER.match(text, end)
    return bool(alone or _OPEN.search(before)) and not _RELATIVE.search(found.sentence)


def is_placeholder(text: str) -> bool:
    """Whether a text begins with a placeholder, so that nothing else can be said about it."""
    found = (*_patterns().values(), *_ANYWHERE.values(), _TO_BE)
    begin = len(text) - len(text.lstrip())
    return bool(_EMPTY.fullmatch(text)) or any(pattern.match(text, begin) for pattern in found)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        word: re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") for word, pattern in _BY_WORD.items()
    }
