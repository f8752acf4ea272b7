"""Role pages: where the role stands, and its work sheet."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.organization import Department, Holding, Person, Role
from salesops_sop.handbook.model.record import Document
from salesops_sop.render.tables import facts, listed
from salesops_sop.site.pages import choosing
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import Mention, mentions
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.shared import borders
from salesops_sop.site.pages.sheet import sheet
from salesops_sop.site.pages.worksheet import sections
from salesops_sop.site.pages.writer import PARTY, Writer

WHERE = ("Organization", "Roles")
INDEX = "roles/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of roles by department, and a page for each."""
    departments = {d.id: book.wording.title(d) for d in book.handbook.all(Department)}
    groups = []
    for ident in sorted(book.by_department, key=lambda i: departments.get(i, i)):
        entries = [_entry(book, role) for role in book.by_department[ident]]
        groups.append((departments.get(ident) or book.wording.name(ident), entries))
    lead = "Find your role: what you do and by when, what you answer for, and whom you ask."
    yield index_page(book, INDEX, "Roles", lead, groups, WHERE)
    for role in book.handbook.all(Role):
        writer = Writer.of(book, role)
        found = mentions(book.handbook, role)
        yield document_page(
            writer,
            role,
            WHERE,
            sections(writer, role, found),
            closing=[borders(writer, role)],
            lead=role.purpose,
            facts=choosing.mark(role) + _facts(writer, role, found) + sheet(writer, role, found),
        )


def _entry(book: Book, role: Role) -> Entry:
    count = len(book.duties[role.id]["R"])
    return Entry(role, role.purpose, counted(count, "duty", "duties") if count else "")


def _facts(writer: Writer, role: Role, found: dict[str, list[Mention]]) -> Markup:
    def roles(how: str) -> Markup:
        return documents(writer, [mention.document for mention in found[how]])

    return facts(
        [
            ("Department", writer.chip("department", role.department), "department"),
            ("Leads", roles("head")),
            ("Reports to", writer.chip("role", role.reports_to or ""), "reports-to")
            if role.reports_to
            else ("", ""),
            ("Reports to this role", roles("reports_to")),
            ("Backup", writer.chip("role", role.backup) if role.backup else "", "backup"),
            ("Stands in for", roles("backup")),
            ("Advises", writer.chips(PARTY, role.advises), "advises"),
            ("Is advised by", roles("advises")),
            ("Held by", _holders(writer, role, [*found["holds"], *found["holds.role"]])),
        ]
    )


def documents(writer: Writer, found: list[Document]) -> Markup:
    """Roles or departments as labels, each once."""
    unique = {document.ref: document for document in found}
    return Markup(" ").join(writer.chip(d.kind, d.id) for d in unique.values())


def _holders(writer: Writer, role: Role, found: list[Mention]) -> Markup:
    """The persons who hold the role today."""
    names = []
    for person in dict.fromkeys(mention.document for mention in found):
        if isinstance(person, Person) and any(_holds(writer, held, role) for held in person.holds):
            names.append(writer.wording.plain(person.name or person.title))
    return listed(names)


def _holds(writer: Writer, held: str | Holding, role: Role) -> bool:
    if isinstance(held, str):
        return held == role.id
    today = writer.book.today
    begun = held.start is None or held.start <= today
    return held.role == role.id and begun and (held.until is None or today <= held.until)
