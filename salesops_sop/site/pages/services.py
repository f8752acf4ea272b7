"""Service pages: how to ask another department for something, and when to hear back."""

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.service import Service
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import facts, listed, paragraph, table
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.procedures import out_of_scope
from salesops_sop.site.pages.writer import PARTY, Writer

SECTION = "Services"
INDEX = "services/index.md"
LEAD = "How to ask another department: what for, where, what to include, and when you hear back."
COLUMNS = ("I need", "Ask here", "Include", "I hear back within", "It is done within")


def pages(book: Book) -> Iterator[Page]:
    """The list of services by provider, and a page for each."""
    found: dict[str, list[Service]] = defaultdict(list)
    for service in book.handbook.all(Service):
        found[_provider(book, service)].append(service)
    if not found:
        return
    yield _index(book, found)
    for service in book.handbook.all(Service):
        writer = Writer.of(book, service)
        yield document_page(
            writer,
            service,
            (SECTION,),
            _sections(writer, service),
            lead=service.request,
            facts=_facts(writer, service),
        )


def _index(book: Book, found: dict[str, list[Service]]) -> Page:
    """By provider: what to ask for, where, what to include, and when one hears back."""
    writer = Writer(book, INDEX)
    return page(
        path=INDEX,
        title=SECTION,
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=[
            section(f"Ask {name}", _table(writer, name, found[name]))
            for name in sorted(found, key=lambda name: (name.casefold(), name))
        ],
    )


def _table(writer: Writer, name: str, services: list[Service]) -> Markup:
    rows = [
        [
            Markup("{}<br>{}").format(
                Markup("<strong>{}</strong>").format(writer.link(service)),
                writer.text(service.request),
            ),
            writer.text(service.channel),
            listed([writer.text(item) for item in service.needs]),
            writer.limit(service.respond_within),
            writer.limit(service.resolve_within),
        ]
        for service in sorted(services, key=lambda s: (s.title.casefold(), s.id))
    ]
    return table(f"Ask {name}", COLUMNS, rows, "sop-services")


def _provider(book: Book, service: Service) -> str:
    handbook, ident = book.handbook, service.provider
    document = handbook.find("role", ident) or handbook.find("department", ident)
    return book.wording.title(document) if document else book.wording.name(ident)


def _facts(writer: Writer, service: Service) -> Markup:
    return facts(
        [
            ("How to ask", writer.text(service.channel), "channel"),
            ("You hear back within", writer.limit(service.respond_within), "respond-within"),
            ("It is done within", writer.limit(service.resolve_within), "resolve-within"),
            ("Done by", writer.chip(PARTY, service.provider), "provider"),
            (
                "Answers for it",
                writer.chip("role", service.owner) if service.owner else "",
                "owner",
            ),
            ("Who may ask", writer.chips(PARTY, service.consumers), "consumers"),
            ("Holds for", writer.scope(service.scope), "scope"),
        ]
    )


def _sections(writer: Writer, service: Service) -> Iterator[Section]:
    needs = listed([writer.text(item) for item in service.needs], always=True)
    yield section("What your request must hold", needs, "needs")
    yield section("Not for", out_of_scope(writer, "Not for", service.not_for), "not-for")
    if service.purpose:
        yield section("Why it exists", paragraph(writer.text(service.purpose)), "purpose")
