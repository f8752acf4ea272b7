"""The load chart of the ownership page: how much each role does, answers for, and is asked."""

from collections.abc import Sequence

from markupsafe import Markup

from salesops_sop.analysis.ownership.duties import Letter
from salesops_sop.analysis.ownership.load import RACI, Load
from salesops_sop.base.listing import counted
from salesops_sop.render.tables import disclosed, paragraph
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

MOST = 100  # roles with bars; the others carry less
MOST_NAMED = 200
NONE = "No row of a charter or a procedure names a role."


def chart(writer: Writer, loads: Sequence[Load]) -> Markup:
    """Bars and numbers for each role that has any, the heaviest first; the idle ones by name."""
    busy = [load for load in loads if any(load.counts.values())]
    if not busy:
        return paragraph(NONE)
    most = max(max(load.counts.values()) for load in busy)
    html = fill(
        "load.html.j2",
        said=f"Rows of charters and procedures, {busy[0].rows} in all, by the part a role has.",
        cut=f"The {MOST} roles that answer for the most." if len(busy) > MOST else "",
        heads=[Markup("{} {}").format(raci.badge(letter), raci.SAID[letter]) for letter in RACI],
        rows=[
            {
                "name": writer.named("role", load.role),
                "cells": [_cell(load, letter, most) for letter in RACI],
                "share": f"{load.shares[Letter.ACCOUNTABLE]:.0%}",
            }
            for load in busy[:MOST]
        ],
    )
    return html + _idle(writer, [load.role for load in loads if not any(load.counts.values())])


def _cell(load: Load, letter: Letter, most: int) -> dict[str, object]:
    number = load.counts[letter]
    width = max(round(100 * number / most), 1) if number else 0
    return {"number": number, "width": width, "letter": letter.lower()}


def _idle(writer: Writer, roles: Sequence[str]) -> Markup:
    if not roles:
        return Markup("")
    names = writer.chips("role", sorted(roles)[:MOST_NAMED])
    label = f"{counted(len(roles), 'role')} without any row"
    return disclosed(label, Markup("<p>{}</p>").format(names))
