"""Writes what one page says: links as seen from its place, texts, values and scopes."""

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from markupsafe import Markup

from salesops_sop.handbook.model.fields import Quantity, Scope, TimeLimit
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Dimension, Parameter, Term
from salesops_sop.render import prose
from salesops_sop.render.prose import Destination, escape
from salesops_sop.render.tables import attributes, html, listed
from salesops_sop.site.pages.address import HOME, Address, address, part_anchors, url
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.words import joined, measured

PARTY = ("role", "department")
EXPLAINED = ("procedure", "decision", "kpi", "responsibilities", "service", "pipeline")
"""Kinds whose texts explain the words of the glossary that they use."""
LONGEST_UNBROKEN = 20


class Writer:
    """Bound to one page, and to the document it is about; answers are safe HTML."""

    def __init__(self, book: Book, path: str, document: Document | None = None) -> None:
        self.book = book
        self.handbook = book.handbook
        self.wording = book.wording
        self.path = path
        self.document = document
        # a page names the same few roles and limits again and again
        self._chips: dict[str, Markup] = {}
        self._links: dict[str, Markup] = {}
        self._limits: dict[str, Markup] = {}
        self.terms: set[str] = set()  # ids of those that the page has links to

    @classmethod
    def of(cls, book: Book, document: Document) -> "Writer":
        """The writer of a document's own page, or of the page on which it stands."""
        place = address(document)
        return cls(book, place.path if place else HOME, document)

    # ---- links -----------------------------------------------------------------------------

    def url(self, document: Document, anchor: str = "") -> str:
        """The relative URL of a document, not escaped; empty when it has no page."""
        place = address(document)
        if place is None:
            return ""
        return url(self.path, place._replace(anchor=anchor) if anchor else place)

    def link(self, document: Document, label: str = "", anchor: str = "", **more: str) -> Markup:
        """A link to a document; the label (text or Markup) is its title unless given."""
        if label or anchor or more:
            return self._link(document, label, anchor, **more)
        if document.ref not in self._links:
            self._links[document.ref] = self._link(document)
        return self._links[document.ref]

    def _link(self, document: Document, label: str = "", anchor: str = "", **more: str) -> Markup:
        shown = html(label or self.wording.title(document))
        href = self.url(document, anchor)
        return _anchor(href, shown, **more) if href else shown

    def page(self, path: str, label: str, **more: str) -> Markup:
        """A link to a page by its path."""
        return _anchor(url(self.path, Address(path)), html(label), **more)

    def named(self, kinds: str | tuple[str, ...], ident: str) -> Markup:
        """A link to the document with this id, or the id in words when there is none."""
        document = self._find(kinds, ident)
        return self.link(document) if document else escape(self.wording.name(ident))

    def chip(self, kinds: str | tuple[str, ...], ident: str) -> Markup:
        """A role, a department or a system as a small linked label."""
        key = f"{kinds} {ident}"
        if key not in self._chips:
            self._chips[key] = self._chip(self._find(kinds, ident), ident)
        return self._chips[key]

    def _chip(self, document: Document | None, ident: str) -> Markup:
        if document is None:
            return Markup('<span class="sop-chip">{}</span>').format(self.wording.name(ident))
        return self.link(document, **{"class": f"sop-chip {self.book.hue(document)}".strip()})

    def chips(self, kinds: str | tuple[str, ...], idents: Iterable[str]) -> Markup:
        """Labels one after the other."""
        return Markup(" ").join(self.chip(kinds, ident) for ident in idents)

    def parties(self, idents: Iterable[str], word: str = "and") -> Markup:
        """Roles and departments in a row."""
        return joined([self.named(PARTY, ident) for ident in idents], word)

    def destination(self, target: str) -> Destination | None:
        """Where a link in a text leads: `kind:id#part`, or a file beside this document."""
        whole, _, anchor = target.partition("#")
        kind, colon, ident = whole.partition(":")
        document = self.handbook.find(kind, ident) if colon else self._beside(whole)
        if document is None:
            return None
        if isinstance(document, Term):
            self.terms.add(document.id)
        place = part_anchors(document).get(anchor, anchor) if anchor else ""
        shown = (
            self.wording.value(document)
            if isinstance(document, Parameter)
            else self.wording.title(document)
        )
        return Destination(self.url(document, place), shown)

    # ---- texts and values ------------------------------------------------------------------

    def text(self, text: str | None, explained: bool = True) -> Markup:
        """A field's text; words of the glossary are explained where they come first."""
        if not text:
            return Markup("")
        shown = prose.inline(text, self.destination)
        return self.explained(shown) if explained else shown

    def explained(self, text: Markup) -> Markup:
        """Safe HTML in which words of the glossary lead to it, each where it comes first."""
        if self.document is None or self.document.kind not in EXPLAINED:
            return text
        return Markup(self.book.names.marked(text, self.terms, self._term))

    def _term(self, term: Term, text: str) -> str:
        return self.link(term, Markup(text))

    def texts(self, items: Iterable[str]) -> Markup:
        """Several texts as a list, one as itself."""
        return listed([self.text(item) for item in items])

    def row(self, items: Iterable[str]) -> Markup:
        """Several short texts in a row: “a, b and c”."""
        return joined([self.text(item) for item in items])

    def limit(self, limit: TimeLimit | Quantity | None) -> Markup:
        """A time limit or quantity; one that a parameter states is linked to it."""
        if limit is None:
            return Markup("")
        if limit.parameter is None:
            return escape(_unbroken(measured(str(limit))))
        if limit.parameter not in self._limits:
            self._limits[limit.parameter] = self._stated(limit.parameter)
        return self._limits[limit.parameter]

    def _stated(self, ident: str) -> Markup:
        parameter = self.handbook.get(Parameter, ident)
        if parameter is None:
            return escape(self.wording.words(ident))
        title = self.wording.title(parameter)
        return self.link(parameter, _unbroken(self.wording.value(parameter)), title=title)

    def scope(self, scope: Scope, everywhere: str = "") -> Markup:
        """Where something holds: “Region: EMEA · Segment: SMB or mid market”."""
        parts = []
        for dimension, values in scope.items():
            known = self.handbook.get(Dimension, dimension)
            name = self.link(known) if known else escape(self.wording.name(dimension))
            words = [escape(self.wording.name(value)) for value in values]
            parts.append(Markup("{}: {}").format(name, joined(words, "or")))
        return Markup(" · ").join(parts) if parts else escape(everywhere)

    def _find(self, kinds: str | tuple[str, ...], ident: str) -> Document | None:
        for kind in (kinds,) if isinstance(kinds, str) else kinds:
            if document := self.handbook.find(kind, ident):
                return document
        return None

    def _beside(self, file: str) -> Document | None:
        if self.document is None or not file:
            return self.document
        folder = posixpath.dirname(self.document.path)
        return self.book.by_path.get(posixpath.normpath(posixpath.join(folder, unquote(file))))


def _unbroken(text: str) -> str:
    """A short value stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= LONGEST_UNBROKEN else text


def _anchor(href: str, shown: Markup, **more: str) -> Markup:
    return Markup(f"<a{attributes({'href': href, **more})}>{shown}</a>")
