"""The heat map of the ownership page: which roles share a border, and how often."""

from collections import Counter
from itertools import product

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import paragraph
from salesops_sop.site.pages.borders import Border, Borders
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

MOST = 40  # roles: a larger picture helps nobody
DARKEST = 5
NONE = "No two roles share a border: what one of them owns, no other one does."
SAID = (
    "How many duties two roles share: a plain number for those that are owned twice, a number in "
    "brackets for those that are only alike."
)


def chart(writer: Writer, borders: Borders) -> Markup:
    """A table of roles against roles; only those that share something are in it."""
    sure = _pairs((*borders.overlaps, *borders.conflicts))
    weak = _pairs(borders.similar)
    roles = _roles(writer, sure, weak)
    if not roles:
        return paragraph(NONE, "sop-fine")
    rows = [
        {"name": writer.named("role", row), "cells": [_cell(sure, weak, row, c) for c in roles]}
        for row in roles
    ]
    shared = sum(1 for pair in sure.keys() | weak.keys() if pair[0] < pair[1])
    return fill(
        "sharing.html.j2",
        said=SAID,
        cut=f"The {MOST} roles that share the most." if len(roles) == MOST else "",
        caption=f"{counted(shared, 'pair')} of roles that share something",
        heads=[(writer.named("role", role), _hue(writer, role)) for role in roles],
        rows=rows,
    )


def _pairs(found: tuple[Border, ...]) -> Counter[tuple[str, str]]:
    """How often two roles stand on the two sides of a finding, both ways round."""
    count: Counter[tuple[str, str]] = Counter()
    for border in found:
        first, last = border.item.sides[0], border.item.sides[-1]
        met = {pair for pair in product(first.roles, last.roles) if pair[0] != pair[1]}
        count.update(met | {(b, a) for a, b in met})
    return count


def _roles(
    writer: Writer, sure: Counter[tuple[str, str]], weak: Counter[tuple[str, str]]
) -> list[str]:
    """The roles that share the most, those of a department side by side."""
    of_role: Counter[str] = Counter()
    for (role, _), number in (*sure.items(), *weak.items()):
        of_role[role] += number
    chosen = sorted(of_role, key=lambda role: (-of_role[role], role))[:MOST]
    return sorted(chosen, key=lambda role: (writer.book.department(role), role))


def _cell(
    sure: Counter[tuple[str, str]], weak: Counter[tuple[str, str]], row: str, column: str
) -> Markup:
    if row == column:
        return Markup('<td class="sop-heat__self"></td>')
    owned, alike = sure[row, column], weak[row, column]
    if not owned and not alike:
        return Markup("<td></td>")
    said = [f"{owned}{_hidden(' owned twice')}"] if owned else []
    said += [f"({alike}{_hidden(' alike')})"] if alike else []
    level = min(owned, DARKEST)
    return Markup(f'<td class="sop-heat__cell sop-heat--{level}">{" ".join(said)}</td>')


def _hidden(text: str) -> str:
    return f'<span class="sop-visually-hidden">{escape(text)}</span>'


def _hue(writer: Writer, role: str) -> str:
    known = writer.handbook.find("role", role)
    return writer.book.hue(known) if known else ""
