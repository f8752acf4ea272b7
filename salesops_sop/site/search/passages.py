"""What search reads of a page: its sections as plain text, without what only repeats others."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Passage(NamedTuple):
    """A section of a page; `anchor` is empty for what stands below the page's own title."""

    anchor: str
    title: str
    text: str


_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_MARK = "data-search-exclude"
_OPENING = re.compile(rf"<([a-z]+)\b[^>]*\b{_MARK}\b[^>]*>")
_UNREAD = re.compile(r"<(script|style|svg|math|template)\b.*?</\1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_INSIDE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|u)(?:\s[^>]*)?>")
_ELEMENT = re.compile(r"<[^>]*>")
# what only repeats other pages: nobody searches for it, and it would triple the index
_REPEATED = re.compile(
    r'<caption|<table class="[^"]*\bsop-matrix\b[^"]*"'
    r'|<(?:dl|details) class="[^"]*\bsop-(?:referrers|used)\b[^"]*"'
)
_REPEATED_FOR_ROLES = re.compile(rf"{_REPEATED.pattern}|<table")
_VOID = frozenset({"br", "hr", "img", "input"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def marked(content: str, path: str) -> str:
    """The HTML of a page with a mark at what search is not to read; `path` is the page’s."""
    repeated = _REPEATED_FOR_ROLES if path.startswith("roles/") else _REPEATED
    return repeated.sub(rf"\g<0> {_MARK}", content)


def passages(content: str) -> Iterator[Passage]:
    """The sections of a page's HTML in order; a section whose heading is excluded is left out.

    The first passage is the page itself; its title is empty where the page has no main heading.
    """
    pieces = _HEADING.split(_without(_UNREAD.sub(" ", content)))
    anchor, title, before = "", "", pieces[0]
    for level, given, heading, after in zip(*(iter(pieces[1:]),) * 4, strict=True):
        if level == "1":
            title, before = plain(_PERMALINK.sub("", heading)), f"{before} {after}"
            continue
        yield from _passage(anchor, title, before)
        found = _ID.search(given)
        anchor, before = (html.unescape(found[1]) if found else anchor), after
        title = "" if _MARK in given else plain(_PERMALINK.sub("", heading))
    yield from _passage(anchor, title, before)


def plain(markup: str) -> str:
    """HTML as text on one line."""
    bare = _ELEMENT.sub(" ", _INSIDE.sub("", markup))
    return " ".join(html.unescape(bare).split())


def _passage(anchor: str, title: str, markup: str) -> Iterator[Passage]:
    if title or not anchor:
        yield Passage(anchor, title, plain(markup))


def _without(content: str) -> str:
    """The HTML without the elements that are marked; marked headings stay, and say so."""
    kept, end = [], 0
    for mark in _all(content, _MARK):
        found = _OPENING.match(content, content.rfind("<", end, mark)) if mark > end else None
        if not found or found.end() < mark or found[1] in _VOID or found[1] in _HEADINGS:
            continue
        kept.append(content[end : found.start()])
        end = _close(content, found[1], found.end())
    return " ".join([*kept, content[end:]])


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _close(content: str, element: str, start: int) -> int:
    """Where an element ends that was opened before `start`."""
    depth = 1
    for found in re.compile(rf"<(/?){element}\b[^>]*>").finditer(content, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(content)
