"""The document register: every controlled document with number, version, owner and dates."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.record import Control, Document
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, table
from salesops_sop.site.pages import control
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.review import control_of, next_review, overdue
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.words import dated
from salesops_sop.site.pages.writer import Writer

PATH = "documents.md"
TITLE = "Document register"
LEAD = (
    "Every controlled document: its number, version and status, who owns it, and its next review."
)
NOUNS = {
    "procedure": "Procedure",
    "decision": "Decision",
    "kpi": "KPI",
    "responsibilities": "Charter",
    "pipeline": "Pipeline",
    "service": "Service",
    "dataset": "Data",
    "system": "System",
    "parameter": "Value",
}
COLUMNS = ("Document", "Number", "Version", "Status", "Kind", "Owner", "Effective", "Next review")


def pages(book: Book) -> Iterator[Page]:
    """One page with all of them."""
    found = [(d, c) for d in book.handbook.documents if (c := control_of(d)) and d.kind in NOUNS]
    if not found:
        return
    writer = Writer(book, PATH)
    found.sort(
        key=lambda pair: (list(NOUNS).index(pair[0].kind), pair[1].number or "~", pair[0].id)
    )
    rows = [_row(writer, document, controlled) for document, controlled in found]
    kinds = {document.kind: NOUNS[document.kind] for document, _ in found}
    states = sorted({state for d, c in found for state in _states(book, d, c)})
    owners = sorted({controlled.owner for _, controlled in found})
    form = fill(
        "register.html.j2",
        kinds=list(kinds.items()),
        states=[(state, state.capitalize()) for state in states],
        owners=[(owner, book.wording.named("role", owner)) for owner in owners],
    )
    listing = table("Controlled documents", COLUMNS, rows, "sop-matrix")
    yield page(
        path=PATH,
        title=TITLE,
        where=("Reference",),
        lead=escape(LEAD),
        description=LEAD,
        sections=[
            section("", Markup("{}\n{}").format(form, listing)),
            section("Problems that are accepted for a time", _waivers(writer), "waivers"),
        ],
    )


def _waivers(writer: Writer) -> Markup:
    rows = []
    for waiver in writer.handbook.settings.waivers:
        kind, _, ident = waiver.document.partition(":")
        cells = [
            writer.named(kind, ident),
            Markup("<code>{}</code>").format(waiver.rule),
            writer.text(waiver.reason),
            writer.named("role", waiver.owner),
            dated(waiver.expires),
        ]
        rows.append(cells)
    columns = ["Document", "Rule", "Why it is accepted", "Who answers for it", "Until"]
    return table("Problems that are accepted for a time", columns, rows)


def _row(writer: Writer, document: Document, controlled: Control) -> Row:
    due = next_review(writer.handbook, document)
    cells = [
        writer.link(document),
        controlled.number or "",
        controlled.version or "",
        control.badges(writer.book, document, controlled),
        NOUNS[document.kind],
        writer.named("role", controlled.owner),
        dated(controlled.effective) if controlled.effective else "",
        dated(due) if due else "",
    ]
    mark = {
        "data-area": document.kind,
        "data-status": " ".join(_states(writer.book, document, controlled)),
        "data-role": controlled.owner,
    }
    return Row(cells, mark)


def _states(book: Book, document: Document, controlled: Control) -> list[str]:
    late = overdue(book.handbook, document, book.today)
    return [controlled.status.value, *(["overdue"] if late else [])]
