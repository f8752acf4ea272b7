"""The shared borders of a role: where its duties touch or cover those of others, for its page."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.organization.organization import Organization
from salesops_sop.analysis.ownership.findings import Side
from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.organization import Role
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Group, paragraph, table
from salesops_sop.site.pages.address import url
from salesops_sop.site.pages.borders import KINDS, PATH, Border, Borders, link, regions
from salesops_sop.site.pages.compose import section
from salesops_sop.site.pages.writer import Writer

TITLE = "Shared borders"
MOST = 50
GROUPS = {
    "overlap": "Owned twice",
    "gap": "Left open between us",
    "conflict": "To be kept apart",
    "similar": "Only alike, perhaps the same",
}
COLUMNS = ("What I have", "What the other one has", "With", "Where we meet", "What it is")


def borders(writer: Writer, role: Role) -> Section:
    """A table of what the role shares, what is certain first; empty when it shares nothing."""
    found = writer.handbook.derived(Borders).by_role.get(role.id, [])
    met = [(border, *pair) for border in found if (pair := _sides(border, role.id))]
    rows: list[Group | Sequence[str]] = []
    sort = ""
    for border, mine, other in met[:MOST]:
        if border.sort != sort:
            rows.append(Group(GROUPS[border.sort]))
            sort = border.sort
        rows.append(_row(writer, border, mine, other))
    html = table(TITLE, COLUMNS, rows)
    if len(met) > MOST:
        label = counted(len(met) - MOST, "more border")
        html += paragraph(Markup("And {}.").format(writer.page(PATH, label)))
    return section(TITLE, html, "shared-borders")


def _sides(border: Border, role: str) -> tuple[Side, Side] | None:
    """The first side that is the role's own, and the first other one."""
    sides = border.item.sides
    mine = next(side for side in sides if role in side.roles)
    other = next((side for side in sides if side is not mine), None)
    return (mine, other) if other else None


def _row(writer: Writer, border: Border, mine: Side, other: Side) -> list[Markup]:
    why = escape(border.item.evidence)
    kind = KINDS[border.item.type] if border.sure else "Alike"
    label = Markup('<a href="{}">{}</a>').format(escape(url(writer.path, border.place)), kind)
    return [
        link(writer, mine),
        link(writer, other),
        Markup("<br>").join(_party(writer, role) for role in sorted(other.roles)),
        regions(writer, border.item.where),
        Markup("{}: {}").format(label, why) if why else label,
    ]


def _party(writer: Writer, role: str) -> Markup:
    """A role and, where persons are recorded, who holds it."""
    return Markup(" ").join([writer.named("role", role), *_holders(writer, role)])


def _holders(writer: Writer, role: str) -> Iterator[Markup]:
    people = writer.handbook.derived(Organization).people
    names = [writer.wording.title(p) for p in people.holders(role, writer.book.today)]
    if names:
        yield Markup('<span class="sop-muted">{}</span>').format(", ".join(names))
