"""Department pages: who belongs to it, what it answers for, what it offers and asks."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.organization import Department, Responsibilities
from salesops_sop.handbook.model.service import Service
from salesops_sop.render.body import Section
from salesops_sop.render.tables import Group, facts, listed, table
from salesops_sop.site.pages import passages
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, cards, index_page
from salesops_sop.site.pages.mentions import Mention, mentions
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.writer import PARTY, Writer

WHERE = ("Organization", "Departments")
INDEX = "departments/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of departments, and a page for each."""
    found = book.handbook.all(Department)
    entries = [
        Entry(d, d.purpose, counted(len(book.by_department.get(d.id, ())), "role")) for d in found
    ]
    lead = "What each department is there for, who is in it, and what it offers to the others."
    yield index_page(book, INDEX, "Departments", lead, [("", entries)], WHERE)
    for department in found:
        yield _page(book, department)


def _page(book: Book, department: Department) -> Page:
    writer = Writer.of(book, department)
    found = mentions(book.handbook, department)
    return document_page(
        writer,
        department,
        WHERE,
        _sections(writer, department, found),
        lead=department.purpose,
        facts=_facts(writer, department, found),
    )


def _facts(writer: Writer, department: Department, found: dict[str, list[Mention]]) -> Markup:
    children = Markup(" ").join(writer.chip("department", m.document.id) for m in found["parent"])
    advisers = Markup(" ").join(writer.chip("role", m.document.id) for m in found["advises"])
    block = writer.wording.name(department.block) if department.block else ""
    return facts(
        [
            ("Led by", writer.chips("role", [department.head] if department.head else []), "head"),
            (
                "Part of",
                writer.chips("department", [department.parent] if department.parent else []),
                "parent",
            ),
            ("Made up of", children),
            ("Block of the sales division", block, "block"),
            ("Is advised by", advisers),
        ]
    )


def _sections(
    writer: Writer, department: Department, found: dict[str, list[Mention]]
) -> Iterator[Section]:
    roles = writer.book.by_department.get(department.id, [])
    if roles:
        yield section("Roles", cards(writer, [Entry(r, r.purpose) for r in roles]), "roles")
    charters = [m.document for m in found["department"]]
    links = listed(
        [writer.link(c) for c in charters if isinstance(c, Responsibilities)], always=True
    )
    yield section("Who answers for what", links, "charters")
    offered = _services(writer, found["provider"])
    yield section("What you can ask of it", offered, "services")
    asks = _services(writer, found["consumers"], of_others=True)
    yield section("What it may ask of others", asks, "asks")
    yield section("What it hands over", _given(writer, department), "gives")
    yield section("What others hand over to it", _received(writer, department), "hand-offs")


def _services(writer: Writer, found: list[Mention], of_others: bool = False) -> Markup:
    rows = []
    for mention in found:
        service = mention.document
        if isinstance(service, Service):
            rows.append(
                [
                    writer.link(service),
                    writer.text(service.request),
                    writer.named(PARTY, service.provider) if of_others else "",
                    writer.text(service.channel),
                    writer.limit(service.resolve_within or service.respond_within),
                ]
            )
    columns = ["Service", "What is asked", "Of", "How to ask", "Done within"]
    caption = "Services of others" if of_others else "Services it offers"
    return table(caption, columns, rows)


def _given(writer: Writer, department: Department) -> Markup:
    found = [
        (Group(Markup("To {}").format(passages.named(writer, i.receiver))), i)
        for i in writer.handbook.derived(Handoffs).by_giver.get(department.id, ())
    ]
    return passages.passages(writer, "What it hands over", found)


def _received(writer: Writer, department: Department) -> Markup:
    found = [
        (Group(Markup("From {}").format(passages.named(writer, i.giver))), i)
        for i in writer.handbook.derived(Handoffs).by_receiver.get(department.id, ())
    ]
    return passages.passages(writer, "What others hand over to it", found)
