"""The anchors of a Markdown text, named as Python-Markdown's `toc` names them."""

import html
import re
import unicodedata
from collections.abc import Iterator

from salesops_sop.handbook.markdown import code
from salesops_sop.handbook.markdown.linking import INLINE

LONGEST_EMPHASIS = 500

_INSIDE = re.compile(r"(?: {4})*(?: {0,3}>[ ]?| {0,3}(?:[-*+]|[0-9]+\.) +)*(?=#)")
_HASHES = re.compile(r"#{1,6}")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_ATTRIBUTES = re.compile(r"(?<! ) ++\{:? *+(?P<list>[^{}]+)\} *$")
_ATTRIBUTES_BELOW = re.compile(r"^ *+\{:? *+(?P<list>[^{}\n]+)\} *$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"""[^ =}]+="[^"]*"|[^ =}]+='[^']*'|[^ }]+""")
_LINK = re.compile(rf"(?P<image>!?)\[(?P<label>[^\[\]]*+)\]{INLINE.pattern}")
_TAG = re.compile(r"<(?!https?:|ftps?:)/?[A-Za-z][^<>@ ]*+(?: [^<>]*+)?>")
_EMPHASIS = re.compile(r"(?<!\w)(_{1,3})(?!_)(.+?)(?<!_)\1(?!\w)")
_ESCAPED = re.compile(r"\\([_#])")
_KEPT = re.compile("\x00([0-9]+)\x00")
_ENDS_IN_COUNT = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


def anchors(body: str) -> set[str]:
    """Return the ids of a text's headings, and those that attribute lists (`{#id}`) give."""
    text = code.prose(body.replace("\x00", " "))
    given = {_id(found["list"]) for found in _ATTRIBUTES_BELOW.finditer(text)}
    unnamed: list[str] = []
    for heading in _headings(text):
        attributes = _ATTRIBUTES.search(heading)
        if attributes and _id(attributes["list"]):
            given.add(_id(attributes["list"]))
        else:
            unnamed.append(heading[: attributes.start()] if attributes else heading)
    given.discard("")
    counts: dict[str, int] = {}
    for heading in unnamed:
        given.add(_unique(_slug(heading), given, counts))
    return given


def _headings(text: str) -> Iterator[str]:
    """Yield the text of each heading, in order: lines after `#`, first lines above `===`."""
    above, begins_block = "", True
    for line in text.split("\n"):
        inside = line[found.end() :] if (found := _INSIDE.match(line)) else line
        if hashes := _HASHES.match(inside):
            yield inside[hashes.end() :].rstrip("#").strip()
            above, begins_block = "", True
        elif above and _UNDERLINE.fullmatch(line):
            yield above.strip()
            above, begins_block = "", True
        else:
            above, begins_block = (line if begins_block else ""), not line.strip()


def _id(attributes: str) -> str:
    """Return the id that an attribute list gives, the last one; empty where it gives none."""
    id = ""
    for attribute in _ATTRIBUTE.findall(attributes):
        if attribute.startswith("#"):
            id = attribute[1:]
        elif attribute.startswith("id="):
            id = attribute[3:].strip("\"'")
    return id


def _slug(heading: str) -> str:
    text = unicodedata.normalize("NFKD", _plain(heading)).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _plain(heading: str) -> str:
    """Return what a reader sees of a heading: no marks, no targets, no tags, code as it is."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\x00{len(kept) - 1}\x00"

    pieces, end = [], 0
    for start, stop in code.inline(heading):
        pieces += [heading[end:start], keep(heading[start:stop].strip("`").strip())]
        end = stop
    heading = "".join(pieces) + heading[end:]
    heading = _ESCAPED.sub(lambda sign: keep(sign[1]), heading)
    for _ in range(2):  # a picture may stand inside a link
        heading = _LINK.sub(lambda link: "" if link["image"] else link["label"], heading)
    heading = _TAG.sub("", heading)
    if len(heading) <= LONGEST_EMPHASIS:
        heading = _EMPHASIS.sub(r"\2", heading)
    heading = _KEPT.sub(lambda number: kept[int(number[1])], html.unescape(heading))
    return " ".join(heading.split())


def _unique(slug: str, taken: set[str], counts: dict[str, int]) -> str:
    """Return the slug, or, where it is taken or empty, its first free `slug_1`, `slug_2`, …"""
    if slug and slug not in taken:
        return slug
    found = _ENDS_IN_COUNT.fullmatch(slug)
    base, count = (found[1], int(found[2])) if found and len(found[2]) < 9 else (slug, 0)
    count = max(count, counts.get(base, 0)) + 1
    while f"{base}_{count}" in taken:
        count += 1
    counts[base] = count
    return f"{base}_{count}"
