"""Dimensions: the ways in which scopes are cut, with their values as trees."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.fields import DimensionNode
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.render.orgchart import Box, nested
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import attributes, disclosed, paragraph
from salesops_sop.site.pages.address import SHEETS, anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.mentions import referrers
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.writer import Writer

SECTION = "Reference"
LEAD = (
    "What “only for” means: regions, segments and other ways to say where something holds. "
    "A value means everything below it; where a dimension is not named, all of it is meant."
)


def pages(book: Book) -> Iterator[Page]:
    """One page for all dimensions."""
    dimensions = book.handbook.all(Dimension)
    if not dimensions:
        return
    path = SHEETS["dimension"]
    sections = []
    for dimension in dimensions:
        writer = Writer(book, path, dimension)
        html = paragraph(writer.text(dimension.meaning)) if dimension.meaning else Markup("")
        html += nested(list(_boxes(writer, dimension)))
        used = referrers(writer, dimension)
        if used:
            html += disclosed("Referred to by", used)
        title = book.wording.title(dimension)
        sections.append(section(title, html, anchor("dimension", dimension.id)))
    yield page(
        path=path,
        title="Regions, segments and other cuts",
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=sections,
    )


def _boxes(writer: Writer, dimension: Dimension) -> Iterator[Box]:
    waiting: list[tuple[int, DimensionNode]] = [(0, node) for node in reversed(dimension.values)]
    while waiting:
        depth, node = waiting.pop()
        mark = attributes({"id": anchor(dimension.id, node.id)})
        yield Box(Markup("<span{}>{}</span>").format(mark, writer.wording.name(node.id)), depth)
        waiting += [(depth + 1, inner) for inner in reversed(node.children)]
