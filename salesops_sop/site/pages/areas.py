"""The areas as a small process map, for the home page: their procedures, and where work goes on."""

from markupsafe import Markup

from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Status
from salesops_sop.render.tables import facts, paragraph
from salesops_sop.site.pages import process_map
from salesops_sop.site.pages.choosing import doers
from salesops_sop.site.pages.procedures import by_area
from salesops_sop.site.pages.words import joined
from salesops_sop.site.pages.writer import Writer

TITLE = "Procedures by area"
ORDER = "In the order in which work goes on from one area to the next; {} shows every step of it."


def overview(writer: Writer) -> Markup:
    """Every area with its procedures and the areas that these lead to, in the order of work."""
    used = {
        area: [p for p in found if p.control.status is not Status.RETIRED]
        for area, found in by_area(writer.book).items()
    }
    onward = process_map.onward(writer.book)
    names = [*onward, *(area for area in used if area not in onward)]
    rows = [
        (area or "Other", _area(writer, used[area], onward.get(area, [])))
        for area in names
        if used.get(area)
    ]
    said = ORDER.format(writer.page(process_map.PATH, "the process map")) if onward else ""
    return paragraph(Markup(said), "sop-muted") + facts(rows, "sop-facts sop-doors")


def _area(writer: Writer, found: list[Procedure], onward: list[str]) -> Markup:
    links = [writer.link(p, **_does(p)) for p in found]
    shown = Markup("<br>").join(links)
    if not onward:
        return shown
    names = joined([Markup("{}").format(area or "Other") for area in onward])
    leads = Markup(
        '<span class="sop-doors__on"><span aria-hidden="true">→</span> leads to {}</span>'
    )
    return shown + leads.format(names)


def _does(procedure: Procedure) -> dict[str, str]:
    roles = doers(procedure)
    return {"data-does": roles} if roles else {}
