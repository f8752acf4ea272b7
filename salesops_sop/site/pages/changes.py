"""What changed: for each release in sentences, by document and by role."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.history.changelog import Entry
from salesops_sop.history.diff.change import CLASSES, Change, Class
from salesops_sop.history.diff.documents import by_document
from salesops_sop.history.diff.tally import by_role, tally
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import disclosed, facts
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.since import CHANGES as PATH
from salesops_sop.site.pages.since import since
from salesops_sop.site.pages.telling import TITLES, item, sentences
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.words import MONTHS, joined
from salesops_sop.site.pages.writer import Writer

TITLE = "What changed"
NOT_YET = "Not yet released"
LEAD = "What each release changed in meaning: who may, who must, what is done, what is measured."

MOST_ROLES = 9
"""Rows for roles that are shown at once; more are folded."""

_KINDS = {"responsibilities": "charter", "kpi": "KPI", "decision": "decision table"}


def pages(book: Book) -> Iterator[Page]:
    """The page of changes, where there are releases."""
    if not book.history:
        return
    writer = Writer(book, PATH)
    yield page(
        path=PATH,
        title=TITLE,
        lead=escape(LEAD),
        description=LEAD,
        facts=since(writer),
        sections=[part for entry in book.history for part in _entry(writer, entry)],
    )


def named(entry: Entry) -> str:
    """“v1.2 · 28 November 2026”, as plain text."""
    if entry.release is None:
        return NOT_YET
    day = date.fromisoformat(entry.release.day)
    return f"{entry.release.name} · {day.day} {MONTHS[day.month - 1]} {day.year}"


def anchor(entry: Entry) -> str:
    """The id of an entry on the page."""
    name = entry.release.name if entry.release else "next"
    return f"release-{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-').lower()}"


def _entry(writer: Writer, entry: Entry) -> Iterator[Section]:
    ident = anchor(entry)
    yield section(named(entry), _headline(entry), ident)
    if not entry.changes:
        return
    telling = [change for change in entry.changes if change.of is not Class.WORDING]
    yield section("By role", _by_role(writer, telling, ident), f"{ident}-roles", 3)
    for ref, changes in by_document(telling).items():
        yield _document(writer, ref, changes, ident)
    wording = [change for change in entry.changes if change.of is Class.WORDING]
    yield section("", _wording(writer, wording))


def _headline(entry: Entry) -> Markup:
    if entry.first:
        text = f"The first release, with {counted(entry.documents, 'document')}."
        return Markup("<p>{}</p>").format(text)
    if not entry.changes:
        return Markup("<p>Nothing changed in meaning.</p>")
    counts = Counter(change.of for change in entry.changes)
    parts = [f"{TITLES[of]} ({counts[of]})" for of in CLASSES if counts[of]]
    documents = len({change.document.ref for change in entry.changes})
    text = f"{counted(len(entry.changes), 'change')} in {counted(documents, 'document')}"
    return Markup("<p>{}: {}.</p>").format(text, ", ".join(parts))


def _by_role(writer: Writer, changes: Sequence[Change], ident: str) -> Markup:
    """For each role what is different for it, with ways to the documents."""
    found = by_role(changes)
    rows = [
        (
            Markup('<span id="{}" data-role="{}">{}</span>').format(
                f"{ident}-for-{role}", role, writer.chip("role", role)
            ),
            Markup("{}: {}").format(escape(tally(own)), _ways(writer, own, ident)),
        )
        for role, own in sorted(
            found.items(), key=lambda pair: writer.wording.named("role", pair[0])
        )
    ]
    shown = facts(rows, "sop-facts sop-changes__roles")
    return disclosed(f"All {len(rows)} roles", shown) if len(rows) > MOST_ROLES else shown


def _name(writer: Writer, role: str) -> str:
    return writer.wording.named("role", role).casefold()


def _ways(writer: Writer, changes: Sequence[Change], ident: str) -> Markup:
    links = [
        Markup('<a href="#{}">{}</a>').format(_anchor(ident, ref), _title(writer, own))
        for ref, own in by_document(changes).items()
    ]
    return joined(links)


def _anchor(ident: str, ref: str) -> str:
    return f"{ident}-{ref.replace(':', '-')}"


def _title(writer: Writer, changes: Sequence[Change]) -> str:
    return writer.wording.plain(changes[0].document.title)


def _document(writer: Writer, ref: str, changes: Sequence[Change], ident: str) -> Section:
    kind, _, name = ref.partition(":")
    document = writer.handbook.find(kind, name)
    href = writer.url(document) if document else ""
    way = (
        Markup('<p class="sop-changes__way"><a href="{}">Read it as it is now</a></p>\n\n').format(
            href
        )
        if href
        else Markup("")
    )
    html = Markup("{}{}").format(sentences(writer, changes), way)
    title = f"{_title(writer, changes)} · {_KINDS.get(kind, kind)}"
    return section(title, html, _anchor(ident, ref), 3)


def _wording(writer: Writer, changes: Sequence[Change]) -> Markup:
    if not changes:
        return Markup("")
    items = [
        Markup("<li>{}: {}</li>").format(_title(writer, [change]), item(change))
        for change in changes
    ]
    said = counted(len(changes), "change") + " of wording, which asks nothing else of anybody"
    return fill("wording.html.j2", said=said, items=items)
