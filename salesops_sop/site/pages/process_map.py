"""The process map: which procedure starts or carries out which other one, area by area."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.analysis.flow.procmap import ProcessMap
from salesops_sop.base.listing import counted, joined
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Note, Shape
from salesops_sop.render.swimlane.svg import svg
from salesops_sop.render.tables import paragraph, scrolled, table
from salesops_sop.site.pages.book import HUES, Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.procedures import SECTION, by_area
from salesops_sop.site.pages.writer import Writer

PATH = "process-map.md"
TITLE = "Process map"
LEAD = (
    "How the procedures are joined: an outcome of one starts the next, or a step carries out "
    "another one and goes on."
)
LEGEND = (
    "Time runs down. A line leads from a procedure to one that it starts; a dashed line to one "
    "that it carries out and that returns. Each box leads to the page of the procedure."
)
ELSEWHERE = "Other areas"
MOST_BOXES = 60  # a larger picture helps nobody: each area gets its own
MOST_LANES = 12


class Link(NamedTuple):
    """One procedure leads to another: it `starts` it, or carries it out."""

    source: str
    target: str
    starts: bool


class Area(NamedTuple):
    """An area with its procedures and the CSS class of its color."""

    title: str
    procedures: Sequence[Procedure]
    kind: str


def pages(book: Book) -> Iterator[Page]:
    """The map, where at least two procedures are joined."""
    links = sorted(set(_links(book)))
    if not links:
        return
    writer = Writer(book, PATH)
    areas = _areas(book, links)
    yield page(
        path=PATH,
        title=TITLE,
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=list(_sections(writer, areas, links)),
    )


def onward(book: Book) -> dict[str, list[str]]:
    """From an area to the areas that its procedures lead to, both in the order of work.

    Empty where no procedure leads to another one.
    """
    links = sorted(set(_links(book)))
    if not links:
        return {}
    of = {p.id: area for area, several in by_area(book).items() for p in several}
    order = [of[area.procedures[0].id] for area in _areas(book, links) if area.procedures]
    joined = {(of[link.source], of[link.target]) for link in links if link.starts}
    return {
        area: [other for other in order if other != area and (area, other) in joined]
        for area in order
    }


def _links(book: Book) -> Iterator[Link]:
    for join in book.handbook.derived(ProcessMap).joins:
        yield Link(join.source, join.target, not join.is_call)


def _areas(book: Book, links: Sequence[Link]) -> list[Area]:
    """Areas so that neighbours have much to do with each other: each is followed by the one that
    it leads to most often, and the first one leads to others more often than they to it.
    """
    there = {id(procedure) for procedure in book.handbook.derived(ProcessMap).procedures}
    found = {
        area: [procedure for procedure in several if id(procedure) in there]
        for area, several in by_area(book).items()
    }
    of = {procedure.id: area for area, several in found.items() for procedure in several}
    joined = Counter((of[link.source], of[link.target]) for link in links)
    balance = {
        area: sum((source == area) - (target == area) for source, target in joined.elements())
        for area in found
    }
    left = sorted(found, key=lambda area: (-balance[area], area))
    order = [left.pop(0)]
    while left:
        last = order[-1]
        order.append(max(left, key=lambda area: (joined[last, area], joined[area, last])))
        left.remove(order[-1])
    return [
        Area(area or SECTION, found[area], f"sop-hue-{number % HUES + 1}")
        for number, area in enumerate(order)
    ]


def _sections(writer: Writer, areas: Sequence[Area], links: Sequence[Link]) -> Iterator[Section]:
    linked = {end for link in links for end in link[:2]}
    whole = len(linked) <= MOST_BOXES and len(areas) <= MOST_LANES
    if whole:
        yield section("Map", _picture(writer, areas, links, TITLE), "map")
    for area in areas:
        own = {procedure.id for procedure in area.procedures}
        near = [link for link in links if own.intersection(link[:2])]
        if not near:
            continue
        several = {end for link in near for end in link[:2]}
        drawn = not whole and len(several) <= MOST_BOXES
        shown = _near(writer, areas, area, near) if drawn else Markup("")
        yield section(area.title, shown + _table(writer, area, near))


def _picture(writer: Writer, areas: Sequence[Area], links: Sequence[Link], title: str) -> Markup:
    """Areas side by side, their procedures in the order in which they start each other."""
    linked = {end for link in links for end in link[:2]}
    shown = [area for area in areas if any(p.id in linked for p in area.procedures)]
    nodes = [
        _box(writer, procedure, number, area.kind)
        for number, area in enumerate(shown)
        for procedure in area.procedures
        if procedure.id in linked
    ]
    lanes = [Lane(area.title, kind=area.kind) for area in shown]
    return _drawn(Diagram(lanes, nodes, _flows(links)), title)


def _near(writer: Writer, areas: Sequence[Area], own: Area, links: Sequence[Link]) -> Markup:
    """One area and, in a second lane, what it is joined to elsewhere."""
    linked = {end for link in links for end in link[:2]}
    nodes = []
    for area in areas:
        for procedure in area.procedures:
            if procedure.id in linked:
                lane = int(area is not own)
                box = _box(writer, procedure, lane, area.kind)
                nodes.append(box._replace(notes=[Note("area", area.title)] if lane else []))
    lanes = [Lane(own.title, kind=own.kind), Lane(ELSEWHERE)]
    used = lanes[: 1 + max(node.lane for node in nodes)]
    return _drawn(Diagram(used, nodes, _flows(links)), f"{TITLE}: {own.title}")


def _box(writer: Writer, procedure: Procedure, lane: int, kind: str) -> Node:
    title = writer.wording.title(procedure)
    return Node(procedure.id, Shape.STEP, lane, title, writer.url(procedure), kind=kind)


def _flows(links: Sequence[Link]) -> list[Flow]:
    return [Flow(link.source, link.target, dashed=not link.starts) for link in links]


def _drawn(diagram: Diagram, title: str) -> Markup:
    where = joined([lane.title for lane in diagram.lanes])
    said = f"{counted(len(diagram.nodes), 'procedure')} in {where}. The tables below say the same."
    return paragraph(LEGEND, "sop-muted") + scrolled(title, svg(diagram, said, "sop-flow--map"))


def _table(writer: Writer, area: Area, links: Sequence[Link]) -> Markup:
    """The same in words: what comes before each procedure and what it leads to."""
    rows = []
    for procedure in area.procedures:
        own = procedure.id
        cells = [
            _named(writer, [x.source for x in links if x.target == own and x.starts]),
            _named(writer, [x.target for x in links if x.source == own and x.starts]),
            _named(writer, [x.source for x in links if x.target == own and not x.starts]),
            _named(writer, [x.target for x in links if x.source == own and not x.starts]),
        ]
        if any(cells):
            rows.append([writer.link(procedure), *cells])
    columns = ["Procedure", "Started by", "Starts", "Carried out by", "Carries out"]
    return table(f"How the procedures of {area.title} are joined", columns, rows)


def _named(writer: Writer, idents: Sequence[str]) -> Markup:
    return Markup(", ").join(writer.named("procedure", ident) for ident in idents)
