"""The organization chart: who reports to whom, as a picture and as a list."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.organization import Role
from salesops_sop.render import orgchart
from salesops_sop.render.orgchart import Box
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import scrolled
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.writer import Writer

SECTION = "Organization"
PATH = "organization/index.md"
LEAD = "Who reports to whom. Each box leads to the page of the role."
MOST_BOXES = 300  # a larger picture helps nobody; the list says the same


def pages(book: Book) -> Iterator[Page]:
    """The chart."""
    boxes = list(_boxes(Writer(book, PATH), book.handbook.all(Role)))
    if not boxes:
        return
    picture = Markup("")
    if len(boxes) <= MOST_BOXES:
        picture = scrolled("Organization chart", orgchart.svg(boxes, "Who reports to whom"))
    yield page(
        path=PATH,
        title=SECTION,
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=[
            section("Chart", picture, "chart"),
            section("The same as a list", orgchart.nested(boxes), "list"),
        ],
    )


def _boxes(writer: Writer, roles: list[Role]) -> Iterator[Box]:
    """Roles from the top down; those whose line goes in a circle come last."""
    known = {role.id: role for role in roles}
    below: dict[str, list[Role]] = {}
    tops = []
    for role in sorted(roles, key=lambda role: (role.department, role.title, role.id)):
        if role.reports_to in known:
            below.setdefault(role.reports_to, []).append(role)
        else:
            tops.append(role)
    seen: set[str] = set()
    for start in [*tops, *roles]:
        waiting = [(start, 0)]
        while waiting:
            role, depth = waiting.pop()
            if role.id in seen:
                continue
            seen.add(role.id)
            yield _box(writer, role, depth)
            waiting += [(other, depth + 1) for other in reversed(below.get(role.id, []))]


def _box(writer: Writer, role: Role, depth: int) -> Box:
    note = writer.wording.named("department", role.department)
    title = writer.wording.title(role)
    return Box(title, depth, writer.url(role), note, writer.book.hue(role))
