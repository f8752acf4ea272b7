"""The responsibility matrix: every step and every activity against every role."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import attributes
from salesops_sop.site.pages import ownership, raci
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.borders import Borders
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.duties import Duty, duties
from salesops_sop.site.pages.index import card, deck
from salesops_sop.site.pages.outside import Outside
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.procedures import area_of
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

PATH = "raci.md"
TITLE = "Who does what"
WHERE = ("Organization",)
MOST_CELLS = 25_000
"""Cells of a page: rows and roles both grow with a handbook, and a page with their product."""
Area = tuple[str, str, list[Duty]]  # id, name, duties
LEAD = (
    "Every step of every procedure and every activity of every charter: who does it (R), who "
    "answers for it (A), who is asked first (C) and who is told (I)."
)


def pages(book: Book) -> Iterator[Page]:
    """One page with all of it; where that would be too large, some for each area."""
    found = list(duties(book.handbook))
    if not found:
        return
    groups, outside = _groups(book, found), Outside(book)
    if _fits(found):
        yield _page(book, PATH, TITLE, WHERE, groups, outside)
        return
    groups = [part for group in groups for part in _parts(group)]
    links = [
        card(f"raci/{ident}.html", name, "", _counted(inside)) for ident, name, inside in groups
    ]
    yield page(
        path=PATH,
        title=TITLE,
        where=(*WHERE, TITLE),
        lead=escape(LEAD),
        description=LEAD,
        sections=[section("", deck(links))],
    )
    for group in groups:
        path = f"raci/{group[0]}.md"
        yield _page(book, path, group[1], (*WHERE, TITLE), [group], outside)


def _fits(found: Sequence[Duty]) -> bool:
    return len(found) * len({role for duty in found for _, role in duty.raci}) <= MOST_CELLS


def _parts(area: Area) -> list[Area]:
    """An area in as few pages as hold it; what is done in one document stays together."""
    ident, name, found = area
    parts: list[list[Duty]] = [[]]
    for _, document in groupby(found, key=lambda duty: duty.document.ref):
        inside = list(document)
        if parts[-1] and not _fits([*parts[-1], *inside]):
            parts.append([])
        parts[-1] += inside
    if len(parts) == 1:
        return [area]
    return [
        (f"{ident}-{number}", f"{name}, part {number} of {len(parts)}", inside)
        for number, inside in enumerate(parts, 1)
    ]


def _counted(inside: Sequence[Duty]) -> str:
    return counted(len(inside), "duty", "duties")


def _page(
    book: Book,
    path: str,
    title: str,
    where: tuple[str, ...],
    groups: list[Area],
    outside: Outside,
) -> Page:
    writer = Writer(book, path)
    roles = _roles(book, [duty for _, _, inside in groups for duty in inside])
    html = fill(
        "matrix.html.j2",
        areas=[(ident, name) for ident, name, _ in groups],
        departments=_departments(book, roles),
        roles=sorted(((r, book.wording.named("role", r)) for r in roles), key=lambda r: r[1]),
        head=[_head(writer, role) for role in roles],
        groups=[
            (name, Markup("\n").join(_row(writer, roles, ident, duty, outside) for duty in inside))
            for ident, name, inside in groups
        ],
        places=outside.places([duty for _, _, inside in groups for duty in inside]),
        columns=len(roles) + 1,
    )
    return page(
        path=path,
        title=title,
        where=where,
        lead=escape(LEAD),
        description=LEAD,
        sections=[section("", html)],
    )


def _roles(book: Book, found: Sequence[Duty]) -> list[str]:
    """The roles that have any duty, those of a department side by side."""
    taking_part = {role for duty in found for _, role in duty.raci}
    return sorted(taking_part, key=lambda ident: (book.department(ident), ident))


def _departments(book: Book, roles: Sequence[str]) -> list[tuple[str, str]]:
    found = sorted({book.department(role) for role in roles} - {""})
    return [(ident, book.wording.named("department", ident)) for ident in found]


def _groups(book: Book, found: Sequence[Duty]) -> list[Area]:
    """Duties by area: procedures by folder, charters each by themselves at the end."""
    groups: dict[tuple[bool, str], list[Duty]] = defaultdict(list)
    for duty in found:
        if isinstance(duty.document, Procedure):
            groups[False, area_of(book, duty.document) or "Procedures"].append(duty)
        else:
            groups[True, book.wording.title(duty.document)].append(duty)
    return [
        (f"area-{number}", name, groups[charter, name])
        for number, (charter, name) in enumerate(sorted(groups), 1)
    ]


def _head(writer: Writer, role: str) -> Markup:
    known = writer.handbook.get(Role, role)
    mark = {
        "scope": "col",
        "data-role": role,
        "data-department": writer.book.department(role),
        "class": f"sop-matrix__role {writer.book.hue(known) if known else ''}".strip(),
    }
    return Markup("<th{}>{}</th>").format(attributes(mark), writer.named("role", role))


def _row(writer: Writer, roles: Sequence[str], area: str, duty: Duty, outside: Outside) -> Markup:
    letters: dict[str, str] = defaultdict(str)
    for letter, role in duty.raci:
        letters[role] += letter
    mark = {
        "data-area": area,
        "data-department": " ".join(sorted({writer.book.department(r) for r in letters} - {""})),
        "data-role": " ".join(letters),
    }
    if elsewhere := outside.of(duty):
        mark["data-outside"] = " ".join(elsewhere)
    cells = "".join(
        f"<td>{raci.badges(letters[role])}</td>" if role in letters else "<td></td>"
        for role in roles
    )
    action = writer.link(duty.document, writer.wording.plain(duty.text), duty.anchor)
    title = writer.wording.title(duty.document)
    name = Markup('{} <span class="sop-muted">{}</span>').format(action, title)
    if found := writer.handbook.derived(Borders).by_row.get(duty.row):
        name += Markup(" {}").format(ownership.marks(writer, found))
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(
        attributes(mark), name, Markup(cells)
    )
