"""Procedure pages: what starts it, the steps, how it ends, and who takes part."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Instead
from salesops_sop.render.body import Section
from salesops_sop.render.tables import Row, facts, listed, table
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.flowchart import flowchart
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import Mention, mentions
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.steps import steps
from salesops_sop.site.pages.words import dated, joined
from salesops_sop.site.pages.writer import Writer

SECTION = "Procedures"
INDEX = "procedures/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of procedures by area, and a page for each."""
    areas = by_area(book)
    yield index_page(
        book,
        INDEX,
        SECTION,
        "How work is done here, step by step. Each page says what starts it, who does what, "
        "by when, and what to do when it goes wrong.",
        [(area, [_entry(book, procedure) for procedure in found]) for area, found in areas.items()],
    )
    for area, found in areas.items():
        for procedure in found:
            yield _page(book, procedure, (SECTION, area) if area else (SECTION,))


def by_area(book: Book) -> dict[str, list[Procedure]]:
    """Procedures by the name of the folder they lie in, in the order of their numbers."""
    found: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in book.handbook.all(Procedure):
        found[area_of(book, procedure)].append(procedure)
    return {
        area: sorted(found[area], key=lambda p: (p.control.number or "~", p.title))
        for area in sorted(found)
    }


def area_of(book: Book, procedure: Procedure) -> str:
    """The area of a procedure in words; empty when it lies in no folder of its own."""
    folder = PurePosixPath(procedure.path).parent.name
    return "" if folder in ("", "procedures") else book.wording.name(folder)


def _entry(book: Book, procedure: Procedure) -> Entry:
    return Entry(procedure, procedure.purpose, counted(len(procedure.steps), "step"))


def _page(book: Book, procedure: Procedure, where: tuple[str, ...]) -> Page:
    writer = Writer.of(book, procedure)
    return document_page(
        writer,
        procedure,
        where,
        _sections(writer, procedure),
        _closing(writer, procedure),
        lead=procedure.purpose,
        facts=_facts(writer, procedure),
        jumps=True,
    )


def _facts(writer: Writer, procedure: Procedure) -> Markup:
    found = mentions(writer.handbook, procedure)
    return facts(
        [
            ("Starts when", writer.texts(procedure.trigger), "trigger"),
            ("Started by", _links(writer, found["outcomes.start"])),
            ("Part of", _links(writer, found["steps.call"])),
            ("Owner", writer.chip("role", procedure.control.owner)),
            ("Holds for", writer.scope(procedure.scope), "scope"),
            ("Time limit for all of it", writer.limit(procedure.within), "within"),
            ("You need", writer.texts(procedure.inputs), "inputs"),
            ("Result", writer.texts(procedure.outputs), "outputs"),
        ]
    )


def _links(writer: Writer, found: list[Mention]) -> Markup:
    unique = {mention.document.ref: mention.document for mention in found}
    return listed([writer.link(document) for document in unique.values()])


def _sections(writer: Writer, procedure: Procedure) -> Iterator[Section]:
    yield section("Steps", _steps(writer, procedure), "steps")
    yield section("Who takes part", _roles(writer, procedure), "who-takes-part")
    yield section("How it ends", _outcomes(writer, procedure), "outcomes")
    yield section("Exceptions", _exceptions(writer, procedure), "exceptions")
    yield section("Not allowed", _bullets(writer, procedure.prohibited), "prohibited")
    instead = out_of_scope(writer, "Not part of this procedure", procedure.out_of_scope)
    yield section("Not part of this procedure", instead, "out-of-scope")
    yield section("Records", _bullets(writer, procedure.records), "records")


def _steps(writer: Writer, procedure: Procedure) -> Markup:
    """The steps, beside the flowchart where there is one and room for both."""
    chart, listed_steps = flowchart(writer, procedure), steps(writer, procedure)
    if not chart:
        return listed_steps
    return Markup('<div class="sop-side">\n{}\n{}\n</div>').format(chart, listed_steps)


def _closing(writer: Writer, procedure: Procedure) -> Iterator[Section]:
    yield section("How well it works", _kpis(writer, procedure), "kpis")
    yield section("See also", _bullets(writer, procedure.references), "references")


def out_of_scope(writer: Writer, caption: str, items: list[Instead]) -> Markup:
    """What is not done here, and where to go with it."""
    rows = [[writer.text(item.what), writer.text(item.instead)] for item in items]
    return table(caption, ["Not this", "Go here instead"], rows)


def _roles(writer: Writer, procedure: Procedure) -> Markup:
    """One row for each role, with the numbers of the steps under each letter."""
    by_role: dict[str, dict[str, list[Markup]]] = defaultdict(lambda: defaultdict(list))
    for number, step in enumerate(procedure.steps, 1):
        link = writer.link(procedure, str(number), anchor("step", step.id))
        for letter, role in raci.of_step(procedure, step):
            by_role[role][letter].append(link)
        for escalation in step.escalate:
            by_role[escalation.to]["late"].append(link)
        if step.automation and step.automation.if_it_fails:
            by_role[step.automation.if_it_fails.by]["failure"].append(link)
    columns = ["Role", *(_column(letter) for letter in raci.FIELDS), "Helps when late or broken"]
    rows = [
        [
            writer.chip("role", role),
            *(_numbers(found[letter]) for letter in raci.FIELDS),
            _numbers([*found["late"], *found["failure"]]),
        ]
        for role, found in by_role.items()
    ]
    return table("Who takes part, with the numbers of the steps", columns, rows)


def _column(letter: str) -> Markup:
    return Markup("{} {}").format(raci.badge(letter), raci.SAID[letter])


def _numbers(links: list[Markup]) -> Markup:
    return Markup(", ").join(dict.fromkeys(links))


def _outcomes(writer: Writer, procedure: Procedure) -> Markup:
    rows = [
        Row(
            [
                writer.text(outcome.title),
                writer.named("procedure", outcome.start) if outcome.start else "",
            ],
            {"id": anchor("outcome", outcome.id)},
        )
        for outcome in procedure.outcomes
    ]
    return table("How it ends", ["Outcome", "What it starts"], rows)


def _exceptions(writer: Writer, procedure: Procedure) -> Markup:
    rows = []
    for exception in procedure.exceptions:
        until = Markup("until {}").format(dated(exception.until)) if exception.until else ""
        limits = [writer.limit(exception.duration), until]
        rows.append(
            [
                writer.text(exception.when),
                writer.text(exception.do),
                writer.named("role", exception.approver) if exception.approver else "",
                joined([Markup(limit) for limit in limits if limit]),
                writer.text(exception.evidence),
            ]
        )
    columns = ["When", "Do this instead", "Agreed by", "For how long", "Evidence"]
    return table("Exceptions", columns, rows)


def _kpis(writer: Writer, procedure: Procedure) -> Markup:
    rows = []
    for ident in procedure.kpis:
        kpi = writer.handbook.get(Kpi, ident)
        rows.append([writer.named("kpi", ident), writer.text(kpi.definition if kpi else "")])
    return table("KPIs of this procedure", ["KPI", "What it measures"], rows)


def _bullets(writer: Writer, items: tuple[str, ...]) -> Markup:
    return listed([writer.text(item) for item in items], always=True)
