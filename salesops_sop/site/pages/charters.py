"""Charters: the duties of a department or a field of work, with who does and answers."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.organization import Activity, Responsibilities
from salesops_sop.render.body import Section
from salesops_sop.render.tables import Row, facts, table
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.steps import shared
from salesops_sop.site.pages.writer import Writer

WHERE = ("Organization", "Charters")
INDEX = "responsibilities/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of charters, and a page for each."""
    found = book.handbook.all(Responsibilities)
    if not found:
        return
    entries = [
        Entry(c, c.purpose, counted(len(c.activities), "activity", "activities")) for c in found
    ]
    lead = "Who does what and who answers for it, department by department."
    yield index_page(book, INDEX, "Charters", lead, [("", entries)], WHERE)
    for charter in found:
        writer = Writer.of(book, charter)
        yield document_page(
            writer,
            charter,
            WHERE,
            _sections(writer, charter),
            lead=charter.purpose,
            facts=_facts(writer, charter),
        )


def _facts(writer: Writer, charter: Responsibilities) -> Markup:
    department = charter.department
    return facts(
        [
            ("Department", writer.chip("department", department) if department else ""),
            ("Holds for", writer.scope(charter.scope), "scope"),
        ]
    )


def _sections(writer: Writer, charter: Responsibilities) -> Iterator[Section]:
    rows = [_row(writer, activity) for activity in charter.activities]
    letters = [
        Markup("{} {}").format(raci.badge(letter), raci.SAID[letter]) for letter in raci.FIELDS
    ]
    columns = ["Activity", *letters, "Only for", "Records", "Shared with"]
    yield section("Activities", table("Activities", columns, rows), "activities")


def _row(writer: Writer, activity: Activity) -> Row:
    cells = [
        writer.text(activity.activity),
        *(_roles(writer, getattr(activity.raci, field)) for field in raci.FIELDS.values()),
        writer.scope(activity.scope),
        writer.texts(activity.records),
        shared(writer, activity.shared_with),
    ]
    return Row(cells, {"id": anchor("activity", activity.id)})


def _roles(writer: Writer, idents: tuple[str, ...]) -> Markup:
    return Markup("<br>").join(writer.named("role", ident) for ident in idents)
