"""Prose: the texts of fields as safe HTML, with a small inline Markdown of our own.

Everything is escaped first; only `code`, **bold**, *emphasis* and links become elements. A link
leads to http, https and mailto addresses and to documents (`role:vp-sales`), never elsewhere.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup


class Destination(NamedTuple):
    """Where a link to a document leads (a URL, or empty: nowhere) and how it is called there."""

    href: str
    title: str


Link = Callable[[str], Destination | None]
"""From a target such as `kpi:close-rate` to its destination; None when it is unknown."""

# No part of the pattern can run past the start of the next mark: long texts take linear time.
_MARK = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | `(?P<code>[^`]+)`
    | !?\[(?P<label>[^\[\]]*)\]\((?P<target>[^\s()<>]*)(?:\s"[^"()]*")?\)
    | \*\*(?P<strong>(?=[^\s*])[^*]*[^\s*])\*\*
    | \*(?P<emphasis>(?=[^\s*])[^*]*[^\s*])\*
    | (?<!\w)_(?P<underlined>(?=[^\s_])[^_]*[^\s_])_(?!\w)
    """,
    re.VERBOSE,
)
_MARKS = frozenset("\\`[*_")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&#34;",
        "'": "&#39;",
        "{": "&#123;",  # so that no template language after us finds anything to do
        "}": "&#125;",
    }
)
_PLAIN = re.compile(r"[\w .,;:!?/()–—’“”+%-]*", re.ASCII)
# What no HTML text may hold, and the marks that Python-Markdown uses for itself.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> Markup:
    """The text as HTML, for content and for attribute values; nothing in it is markup."""
    if _PLAIN.fullmatch(text):
        return Markup(text)
    return Markup(_CONTROL.sub("", text).translate(_ESCAPES))


def inline(text: str, link: Link) -> Markup:
    """A field's text as inline HTML; a blank line in it becomes a line break."""
    paragraphs = _BLANK_LINE.split(text.strip())
    return Markup("<br>".join(_html(" ".join(p.split()), link) for p in paragraphs))


def plain(text: str, link: Link) -> str:
    """A field's text without marks, on one line, not escaped: for titles and descriptions."""
    return " ".join(_CONTROL.sub("", _text(text, link)).split())


def external(target: str) -> bool:
    """Whether a link's target is an address outside of the handbook that may be followed."""
    return bool(_EXTERNAL.match(target))


def _html(text: str, link: Link | None) -> str:
    if _MARKS.isdisjoint(text):
        return escape(text)
    parts, end = [], 0
    for match in _MARK.finditer(text):
        parts += [escape(text[end : match.start()]), _element(match, link)]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _element(match: re.Match[str], link: Link | None) -> str:
    kind, content = match.lastgroup, match[match.lastgroup or 0]
    if kind == "escaped":
        return escape(content)
    if kind == "code":
        return f"<code>{escape(content.strip())}</code>"
    if kind == "strong":
        return f"<strong>{_html(content, link)}</strong>"
    if kind in ("emphasis", "underlined"):
        return f"<em>{_html(content, link)}</em>"
    return _anchor(match["label"], match["target"], link)


def _anchor(label: str, target: str, link: Link | None) -> str:
    if link and external(target):
        shown = _html(label.strip(), None) or escape(target)
        return f'<a href="{escape(target)}" rel="noopener noreferrer">{shown}</a>'
    destination = link(target) if link else None
    shown = _html(label.strip(), None) or escape(destination.title if destination else target)
    if destination is None or not destination.href:
        return shown
    return f'<a href="{escape(destination.href)}">{shown}</a>'


def _text(text: str, link: Link) -> str:
    if _MARKS.isdisjoint(text):
        return text
    parts, end = [], 0
    for match in _MARK.finditer(text):
        parts += [text[end : match.start()], _bare(match, link)]
        end = match.end()
    return "".join([*parts, text[end:]])


def _bare(match: re.Match[str], link: Link) -> str:
    if match.lastgroup in ("escaped", "code"):
        return match[match.lastgroup]
    if match.lastgroup != "target":
        return _text(match[match.lastgroup or 0], link)
    label = match["label"].strip()
    if label:
        return _text(label, link)
    destination = link(match["target"])
    return destination.title if destination else match["target"]
