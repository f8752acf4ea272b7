"""The organization chart: who reports to whom, as a picture and as a list."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.handbook.model.organization import Role
from salesops_sop.render import orgchart
from salesops_sop.render.folding import below, folded, levels
from salesops_sop.render.orgchart import Box
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import scrolled
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

SECTION = "Organization"
PATH = "organization/index.md"
LEAD = "Who reports to whom. Each box and each name leads to the page of the role."
MOST_BOXES = 60  # a larger picture helps nobody: it shows the top levels, the list has all
ALL = "The same as a list"
CUT = (
    "The picture shows the top of the organization. A number beside a box leads to the roles below "
    "it, in the list."
)


def pages(book: Book) -> Iterator[Page]:
    """The chart, and a list with branches that open and close."""
    boxes = list(_boxes(Writer(book, PATH), book.handbook.all(Role)))
    if not boxes:
        return
    shown = levels(boxes, MOST_BOXES)
    tree = fill("tree.html.j2", tree=folded(boxes, max(shown - 1, 1), "role"), tools=len(boxes) > 1)
    yield page(
        path=PATH,
        title=SECTION,
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=[
            section("Chart", _chart(boxes, shown), "chart"),
            section(ALL if len(boxes) <= MOST_BOXES else "All roles", tree, "list"),
        ],
    )


def _chart(boxes: Sequence[Box], shown: int) -> Markup:
    """The picture of the first levels; none where it would be only those that lead nobody."""
    top = [
        box._replace(more=count if box.depth == shown - 1 else 0)
        for box, count in zip(boxes, below(boxes), strict=True)
        if box.depth < shown
    ]
    if not top:
        return Markup("")
    picture = scrolled("Organization chart", orgchart.svg(top, "Who reports to whom"))
    return fill("chart.html.j2", picture=picture, said=CUT if len(top) < len(boxes) else "")


def _boxes(writer: Writer, roles: list[Role]) -> Iterator[Box]:
    """Roles from the top down; those whose line goes in a circle come last."""
    lines = writer.handbook.derived(Organization).lines
    known = {role.id: role for role in sorted(roles, key=lambda r: (r.department, r.title, r.id))}
    place = {ident: number for number, ident in enumerate(known)}
    seen: set[str] = set()
    tops = [ident for ident in known if ident not in lines.managers]
    for start in [*tops, *(role.id for role in roles)]:
        waiting = [(start, 0)]
        while waiting:
            ident, depth = waiting.pop()
            if ident in seen:
                continue
            seen.add(ident)
            yield _box(writer, known[ident], depth)
            below = sorted(lines.reports.get(ident, ()), key=place.__getitem__, reverse=True)
            waiting += [(other, depth + 1) for other in below]


def _box(writer: Writer, role: Role, depth: int) -> Box:
    note = writer.wording.named("department", role.department)
    title = writer.wording.title(role)
    place = anchor("branch", role.id)
    return Box(title, depth, writer.url(role), note, writer.book.hue(role), place)
