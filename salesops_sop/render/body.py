"""Bodies: the Markdown below the front matter as safe HTML, cut at its headings.

Raw HTML is text, comments are left out, images are their alternative text, links lead where those
of `prose` may lead, and a list of allowed elements has the last word.
"""

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import markdown
import nh3
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from salesops_sop.render import prose
from salesops_sop.render.prose import Link


class Section(NamedTuple):
    """A heading of a body and what stands below it; level 0 is the text before any heading."""

    level: int
    id: str
    title: str
    html: Markup


EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "sane_lists", "tables", "toc")

# Python-Markdown looks for the end of every bracket: thousands in a paragraph take minutes.
MOST_BRACKETS = 1000

_HEADING = re.compile(r"h([1-6])")
# Nobody but us can write this element: raw HTML is text.
_CUT = re.compile(r'<cut id="(\d+)"></cut>')
# Themes keep their own elements under ids that begin with an underscore.
_SAFE_ID = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)
_CLASS = re.compile(r"admonition(?:-title| [a-z]+)")
_WITH_ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class"},
    "ol": {"start"},
    "p": {"class"},
    "td": {"align"},
    "th": {"align", "scope"},
}
_WITHOUT = {
    *("blockquote", "br", "code", "cut", "dd", "dl", "dt", "em", "hr", "li", "pre", "strong"),
    *("table", "tbody", "thead", "tr", "ul"),
}


def _attribute(element: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if _SAFE_ID.fullmatch(value) else None
    return value if name != "class" or _CLASS.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_WITHOUT | set(_WITH_ATTRIBUTES),
    attributes={"*": {"id"}, **_WITH_ATTRIBUTES},
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


class Bodies:
    """Renders bodies, one after the other; made once, because making it is slow."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(
            extensions=EXTENSIONS,
            extension_configs={"tables": {"use_align_attribute": True}, "toc": {"marker": ""}},
            output_format="html",
        )
        self._markdown.inlinePatterns.deregister("html")
        # in the place of the reader of raw HTML: after code blocks were put aside
        self._markdown.preprocessors.register(_Comments(self._markdown), "html_block", 20)
        self._tree = _Tree(self._markdown)
        # after everything else, so that ids are given and inline marks are read
        self._markdown.treeprocessors.register(self._tree, "salesops-sop", -10)

    def sections(self, text: str, link: Link, taken: Collection[str] = ()) -> list[Section]:
        """The parts of a body in order; ids that are `taken` on the page get a `-2`."""
        self._tree.begin(link, taken)
        if max(paragraph.count("[") for paragraph in text.split("\n\n")) > MOST_BRACKETS:
            return _as_it_is(text)
        try:
            raw = self._markdown.reset().convert(text)
        except RecursionError:
            return _as_it_is(text)
        pieces = _CUT.split(_CLEANER.clean(raw).replace("{", "&#123;").replace("}", "&#125;"))
        found = [Section(0, "", "", Markup(pieces[0].strip()))]
        titles = dict(_titles(self._markdown.toc_tokens))  # type: ignore[attr-defined]
        for number, content in zip(pieces[1::2], pieces[2::2], strict=True):
            level, ident = self._tree.cuts[int(number)]
            title, shown = titles.get(ident, ident), self._tree.shown(ident)
            found.append(Section(level, shown, title, Markup(content.strip())))
        return found if found[0].html else found[1:]


def _as_it_is(text: str) -> list[Section]:
    return [Section(0, "", "", Markup("<pre>{}</pre>").format(prose.escape(text)))]


def _titles(tokens: list[Any]) -> Iterator[tuple[str, str]]:
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        yield token["id"], html.unescape(token["name"])
        waiting += token["children"]


class _Comments(Preprocessor):
    """Leaves out what stands between `<!--` and `-->`."""

    def run(self, lines: list[str]) -> list[str]:
        first, *rest = "\n".join(lines).split("<!--")
        kept = [first]
        for piece in rest:
            inside, end, after = piece.partition("-->")
            kept += [after if end else f"<!--{inside}"]
        return "".join(kept).split("\n")


class _Tree(Treeprocessor):
    """Marks the places of headings, and lets links lead only where they may."""

    def begin(self, link: Link, taken: Collection[str]) -> None:
        self.link = link
        self.taken = taken
        self.cuts: list[tuple[int, str]] = []

    def shown(self, ident: str) -> str:
        """The id that a heading has on the page."""
        if not _SAFE_ID.fullmatch(ident):
            return f"section-{re.sub(r'[^A-Za-z0-9-]+', '', ident)}"
        return f"{ident}-2" if ident in self.taken else ident

    def run(self, root: etree.Element) -> None:
        for index, element in enumerate(root):
            if _HEADING.fullmatch(element.tag):
                root[index] = self._cut(element)
        for element in root.iter():
            if _HEADING.fullmatch(element.tag):
                element.tag = "p"
            elif element.tag == "a":
                self._follow(element)
            elif element.tag == "img":
                element.tag, element.text = "span", element.get("alt", "")
            elif element.tag == "th":
                element.set("scope", "col")

    def _cut(self, heading: etree.Element) -> etree.Element:
        self.cuts.append((int(heading.tag[1]), heading.get("id", "")))
        mark = etree.Element("cut", {"id": str(len(self.cuts) - 1)})
        mark.tail = heading.tail
        return mark

    def _follow(self, element: etree.Element) -> None:
        target = element.get("href", "")
        if prose.external(target):
            return
        if target.startswith("#") and any(ident == target[1:] for _, ident in self.cuts):
            element.set("href", f"#{self.shown(target[1:])}")
            return
        destination = self.link(target)
        if destination and not len(element) and not (element.text or "").strip():
            element.text = destination.title
        if destination and destination.href:
            element.set("href", destination.href)
        else:
            element.tag = "span"  # which the cleaner takes away, and leaves what is inside
