"""The home page: what the handbook is, and the ways into it."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.service import Service
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.render.tables import facts, paragraph
from salesops_sop.site.pages import (
    areas,
    choosing,
    decisions,
    kpis,
    lately,
    matrix,
    organization,
    procedures,
    roles,
    services,
)
from salesops_sop.site.pages.address import HOME, SHEETS, Address, url
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.duties import duties
from salesops_sop.site.pages.index import card, deck
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.since import since
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

WELCOME = "Who does what, by when, with which decision rule, and how success is measured."

# page, what a reader wants, what is found there, and what is counted
DOORS: tuple[tuple[str, str, str, type[Document], str], ...] = (
    (roles.INDEX, "… find my role", "What I do, by when, and what I answer for.", Role, "role"),
    (
        procedures.INDEX,
        "… find a procedure",
        "How a piece of work is done, step by step.",
        Procedure,
        "procedure",
    ),
    (
        decisions.INDEX,
        "… know who decides",
        "Questions that are decided by table.",
        Decision,
        "decision",
    ),
    (
        services.INDEX,
        "… ask another department",
        "Where to ask, what to include, and when I hear back.",
        Service,
        "service",
    ),
    (kpis.INDEX, "… understand a number", "How it is computed, and what is good.", Kpi, "KPI"),
    (SHEETS["term"], "… look up a word", "What it means here.", Term, "term"),
    (organization.PATH, "… see who reports to whom", "The organization chart.", Role, "role"),
)


def pages(book: Book) -> Iterator[Page]:
    """The home page."""
    settings = book.handbook.settings
    writer = Writer(book, HOME, settings)
    purpose = settings.purpose or WELCOME
    yield page(
        path=HOME,
        title=book.wording.title(settings),
        sections=[
            section("", fill("find.html.j2")),
            section("", since(writer)),
            section(choosing.TITLE, choosing.form(writer), "i-am"),
            section("I want to …", deck(_doors(book)), "i-want-to"),
            section(areas.TITLE, areas.overview(writer), "procedures"),
            section("Roles by department", _roles(writer), "roles"),
            *lately.sections(writer),
        ],
        lead=writer.text(purpose),
        banners=paragraph(writer.text(settings.organization), "sop-docline sop-muted"),
        description=book.wording.plain(purpose),
        source=settings.path if "tree" in settings.__dict__ else "",
        name="Home",
    )


def _doors(book: Book) -> list[Markup]:
    found = [
        card(url(HOME, Address(path)), title, text, counted(count, noun))
        for path, title, text, record, noun in DOORS
        if (count := len(book.handbook.all(record)))
    ]
    if count := sum(1 for _ in duties(book.handbook)):
        href, note = url(HOME, Address(matrix.PATH)), counted(count, "duty", "duties")
        found.append(card(href, "… see who does what", "All duties against all roles.", note))
    return found


def _roles(writer: Writer) -> Markup:
    departments = {d.id: d for d in writer.handbook.all(Department)}
    rows = []
    for ident, found in writer.book.by_department.items():
        known = departments.get(ident)
        name = writer.link(known) if known else writer.wording.name(ident)
        rows.append((name, Markup("<br>").join(writer.link(role) for role in found)))
    return facts(sorted(rows), "sop-facts sop-doors")
