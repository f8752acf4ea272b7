"""Section pages: cards that lead to the documents of a kind."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.model.record import Document, Status
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import attributes
from salesops_sop.site.pages import control
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.review import control_of
from salesops_sop.site.pages.writer import Writer


class Entry(NamedTuple):
    """A document on a section page: `text` says what it is for, `note` something in a word."""

    document: Document
    text: str | None = None
    note: str = ""


def index_page(
    book: Book,
    path: str,
    title: str,
    lead: str,
    groups: Sequence[tuple[str, Sequence[Entry]]],
    where: tuple[str, ...] = (),
) -> Page:
    """A section's page: cards in groups, each group under its name."""
    writer = Writer(book, path)
    sections = [section(name, cards(writer, entries)) for name, entries in groups if entries]
    return page(
        path=path,
        title=title,
        where=where or (title,),
        lead=escape(lead),
        description=lead,
        sections=sections,
    )


def cards(writer: Writer, entries: Sequence[Entry]) -> Markup:
    """Cards for documents, each one a link."""
    return deck([_card(writer, entry) for entry in entries])


def deck(made: Sequence[Markup]) -> Markup:
    """Cards side by side."""
    return Markup('<div class="sop-cards">\n{}\n</div>').format(Markup("\n").join(made))


def card(href: str, title: str, text: str, note: str = "") -> Markup:
    """One card; all of it is a link. `note` may be Markup."""
    return Markup('<a class="sop-card"{}><strong>{}</strong>{}{}</a>').format(
        attributes({"href": href}),
        title,
        Markup(" <span>{}</span>").format(text) if text else "",
        Markup(' <span class="sop-muted">{}</span>').format(note) if note else "",
    )


def _card(writer: Writer, entry: Entry) -> Markup:
    document = entry.document
    found = control_of(document)
    note: str = entry.note
    if found and found.status is not Status.EFFECTIVE:
        note = Markup("{} {}").format(note, control.badges(writer.book, document, found))
    return card(
        writer.url(document),
        writer.wording.title(document),
        writer.wording.plain(entry.text),
        note,
    )
