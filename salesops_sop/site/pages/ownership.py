"""The ownership page: what is owned twice, by nobody or by the wrong hand, and the load."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.ownership.cure import cure
from salesops_sop.analysis.ownership.findings import Side
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.listing import counted
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import disclosed, facts, paragraph, table
from salesops_sop.site.pages import carrying, raci, sharing
from salesops_sop.site.pages.address import url
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.borders import (
    HEADINGS,
    KINDS,
    MOST,
    PATH,
    Border,
    Borders,
    link,
    regions,
)
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

TITLE = "Ownership"
WHERE = ("Organization",)
LEAD = "Where two roles own one thing, where nobody does, and how much each role carries."
MOST_SIDES = 12
TITLES = {"overlap": "Overlaps", "gap": "Gaps", "conflict": "Conflicts"}
NONE = {
    "overlap": "Nothing is owned twice: wherever two documents speak of one activity, they give it "
    "to the same role.",
    "gap": "Nothing is left open: every activity has somebody who answers for it, wherever it is "
    "done.",
    "conflict": "No hand checks its own work, and nobody is given what is forbidden elsewhere.",
}
ALIKE = (
    "These duties are alike in words but may well differ in fact. Where two of them are one "
    "activity, name one role for it; where they are not, there is nothing to do."
)


def pages(book: Book) -> Iterator[Page]:
    """One page, in every handbook that gives somebody something to do."""
    own, borders = book.handbook.derived(Ownership), book.handbook.derived(Borders)
    if not own.duties:
        return
    writer = Writer(book, PATH)
    groups = {"overlap": borders.overlaps, "gap": borders.gaps, "conflict": borders.conflicts}
    yield page(
        path=PATH,
        title=TITLE,
        where=WHERE,
        lead=escape(LEAD),
        description=LEAD,
        facts=_facts(own, borders),
        sections=[
            *(
                section(TITLES[sort], _told(writer, sort, found), HEADINGS[sort])
                for sort, found in groups.items()
            ),
            _alike(writer, borders.similar),
            section("Who shares what with whom", sharing.chart(writer, borders), "shared"),
            section("Load per role", carrying.chart(writer, borders.loads), "load"),
        ],
    )


def _facts(own: Ownership, borders: Borders) -> Markup:
    def number(found: Sequence[Border]) -> str:
        return str(len(found)) if found else "None"

    rows = sum(any(letter in raci.FIELDS for letter in duty.roles) for duty in own.duties)
    return facts(
        [
            ("Overlaps", number(borders.overlaps)),
            ("Gaps", number(borders.gaps)),
            ("Conflicts", number(borders.conflicts)),
            ("Checked", counted(rows, "duty", "duties")),
        ]
    )


def _told(writer: Writer, sort: str, found: Sequence[Border]) -> Markup:
    if not found:
        return paragraph(NONE[sort], "sop-fine")
    html = fill("findings.html.j2", findings=[_finding(writer, b) for b in found[:MOST]])
    if len(found) > MOST:
        html += paragraph(
            Markup("And {} more: <code>sop overlaps</code> lists them all.").format(
                len(found) - MOST
            )
        )
    return html


def _finding(writer: Writer, border: Border) -> dict[str, object]:
    item = border.item
    said = escape(cure(item, writer.handbook))
    rest = len(item.sides) - MOST_SIDES
    return {
        "anchor": border.place.anchor,
        "kind": KINDS[item.type],
        "activity": writer.wording.plain(item.activity),
        "sides": [_side(writer, side) for side in item.sides[:MOST_SIDES]],
        "rest": f"And {counted(rest, 'more row')}." if rest > 0 else "",
        "facts": facts(
            [
                (
                    "Not covered" if item.type == "scope-gap" else "Where",
                    regions(writer, item.where),
                ),
                ("Why", _why(border)),
                ("What to do", Markup("{}.").format(said)),
            ]
        ),
    }


def _side(writer: Writer, side: Side) -> dict[str, object]:
    return {
        "who": who(writer, side),
        "what": link(writer, side),
        "scope": writer.scope(side.scope),
    }


def who(writer: Writer, side: Side) -> Markup:
    """The roles of a side, each with its letter or its part."""
    parts = []
    for letter, role in side.claims:
        mark = raci.badge(letter) if letter in raci.FIELDS else Markup("{}:").format(letter.title())
        parts.append(
            Markup('<span class="sop-who">{} {}</span>').format(mark, writer.chip("role", role))
        )
    return Markup(" ").join(parts) or Markup('<span class="sop-muted">Nobody</span>')


def _why(border: Border) -> Markup:
    item = border.item
    sure = f" (similarity {item.similarity:.2f})" if item.evidence and item.similarity < 1 else ""
    return escape(f"{item.evidence}{sure}")


def _alike(writer: Writer, found: Sequence[Border]) -> Section:
    """Pairs that are worth a look, as one table for those who want to see it."""
    if not found:
        return section("", "")
    rows = []
    for border in found[:MOST]:
        first, second = border.item.sides[0], border.item.sides[-1]
        rows.append(
            [
                Markup("{}<br>{}").format(link(writer, first), who(writer, first)),
                Markup("{}<br>{}").format(link(writer, second), who(writer, second)),
                regions(writer, border.item.where),
                _why(border),
            ]
        )
    columns = ["One duty", "Another one", "Where", "Why they are alike"]
    shown = table("Duties that are alike", columns, rows)
    pairs = disclosed(counted(len(found), "pair"), shown)
    return section("Worth a second look", paragraph(ALIKE) + pairs, HEADINGS["similar"])


def marks(writer: Writer, found: Sequence[Border]) -> Markup:
    """Small labels that lead to where the ownership page tells of a row."""
    first = {border.sort: border for border in reversed(found)}
    return Markup(" ").join(
        Markup('<a class="sop-badge sop-badge--{}" href="{}">{}</a>').format(
            sort, escape(url(writer.path, first[sort].place)), sort.capitalize()
        )
        for sort in TITLES
        if sort in first
    )
