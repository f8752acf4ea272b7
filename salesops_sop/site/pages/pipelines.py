"""Pipeline pages: the stages, what must be true in each, and what moves a record on."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.process import IdleAfter, Pipeline, Stage, Step
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, facts, listed, table
from salesops_sop.site.pages import stages
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import mentions
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.writer import Writer

SECTION = "Pipelines"
INDEX = "pipelines/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of pipelines, and a page for each."""
    found = book.handbook.all(Pipeline)
    if not found:
        return
    entries = [Entry(p, p.purpose, counted(len(p.stages), "stage")) for p in found]
    lead = "The stages of a lead and of a deal, and what must be true to move on."
    yield index_page(book, INDEX, SECTION, lead, [("", entries)])
    for pipeline in found:
        writer = Writer.of(book, pipeline)
        owner = pipeline.control.owner if pipeline.control else ""
        yield document_page(
            writer,
            pipeline,
            (SECTION,),
            _sections(writer, pipeline),
            lead=pipeline.purpose,
            facts=facts([("Owner", writer.chip("role", owner) if owner else "")]),
        )


def _sections(writer: Writer, pipeline: Pipeline) -> Iterator[Section]:
    rows = [_row(writer, stage) for stage in pipeline.stages]
    columns = ["Stage", "Chance to win", "Enter when", "Leave when", "Shown by", "Idle after"]
    yield section("Diagram", stages.diagram(writer, pipeline), "diagram")
    yield section("Stages", table("Stages", columns, rows), "stages")
    yield section("What moves it on", _moves(writer, pipeline), "moves")
    titles = {stage.id: stage.title for stage in pipeline.stages}
    back = [
        [
            _stage(writer, pipeline, titles, move.origin),
            _stage(writer, pipeline, titles, move.to),
            writer.text(move.when),
        ]
        for move in pipeline.back
    ]
    moves = table("Moves back that are allowed", ["From", "Back to", "When"], back)
    yield section("Moves back", moves, "back")


def _row(writer: Writer, stage: Stage) -> Row:
    meaning = Markup('<br><span class="sop-muted">{}</span>').format(writer.text(stage.meaning))
    cells = [
        writer.text(stage.title) + (meaning if stage.meaning else ""),
        writer.limit(stage.probability),
        writer.texts(stage.entry),
        writer.texts(stage.exit),
        writer.texts(stage.evidence),
        _idle(writer, stage.idle_after),
    ]
    return Row(cells, {"id": anchor("stage", stage.id)})


def _idle(writer: Writer, idle: IdleAfter | None) -> Markup:
    lines = []
    for values in (idle or {}).values():
        for value, limit in values.items():
            said = writer.limit(limit)
            name = writer.wording.name(value)
            lines.append(Markup("{}: {}").format(name, said) if value else said)
    return listed(lines)


def _moves(writer: Writer, pipeline: Pipeline) -> Markup:
    titles = {stage.id: stage.title for stage in pipeline.stages}
    order = {stage.id: number for number, stage in enumerate(pipeline.stages)}
    steps = [m for m in mentions(writer.handbook, pipeline)["steps.pipeline"] if m.part]
    rows = []
    for mention in steps:
        step = mention.part
        if isinstance(step, Step) and step.moves:
            label = f"{writer.wording.title(mention.document)}, step {mention.number}"
            cells = [
                _stage(writer, pipeline, titles, step.moves.origin),
                _stage(writer, pipeline, titles, step.moves.to),
                writer.text(step.action),
                writer.link(mention.document, label, mention.anchor),
            ]
            place = (order.get(step.moves.origin, 99), order.get(step.moves.to, 99))
            rows.append((place, cells))
    rows.sort(key=lambda row: row[0])
    return table("Moves", ["From", "To", "By", "Where"], [cells for _, cells in rows])


def _stage(writer: Writer, pipeline: Pipeline, titles: dict[str, str], ident: str) -> Markup:
    title = titles.get(ident)
    if title is None:
        return escape(writer.wording.name(ident))
    return writer.link(pipeline, writer.wording.plain(title), anchor("stage", ident))
