"""Trees of linked boxes: as a picture (SVG, from left to right) and as nested lists.

Colours come from the page: lines take `currentColor`, boxes carry the class that `kind` names.
"""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.render.prose import escape
from salesops_sop.render.tables import html

WIDTH, HEIGHT = 184, 50
GAP_X, GAP_Y = 36, 12
LETTERS_IN_LINE = 24


class Box(NamedTuple):
    """One box; a tree is a list of boxes, each followed by those below it, one deeper.

    `ident` is the id of its place in a list on the same page; `more` counts the boxes below it that
    a picture leaves out, which that place has.
    """

    title: str
    depth: int
    href: str = ""
    note: str = ""
    kind: str = ""
    ident: str = ""
    more: int = 0


def svg(boxes: Sequence[Box], label: str) -> Markup:
    """The tree as a picture, pixels as units; the boxes are links in reading order."""
    heights = _heights(boxes)
    width = (max(box.depth for box in boxes) + 1) * (WIDTH + GAP_X) - GAP_X + 2
    width += GAP_X if any(box.more for box in boxes) else 0
    height = max(heights) + HEIGHT + 2
    lines = "\n".join(
        _line(boxes[above].depth, heights[above], heights[below])
        for below, above in _above(boxes).items()
    )
    drawn = "\n".join(_box(box, top) for box, top in zip(boxes, heights, strict=True))
    return Markup(
        f'<svg class="sop-org" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="group" aria-label="{escape(label)}">\n'
        f'<g class="sop-org__lines" fill="none" stroke="currentColor" aria-hidden="true">\n{lines}'
        f"\n</g>\n{drawn}\n</svg>"
    )


def nested(boxes: Sequence[Box], kind: str = "sop-tree") -> Markup:
    """The tree as nested lists; a title that is Markup stays as it is."""
    out, open_depth = [f'<ul class="{kind}">'], 0
    for box, below in zip(boxes, [*boxes[1:], None], strict=True):
        title = f'<a href="{escape(box.href)}">{html(box.title)}</a>' if box.href else box.title
        note = f' <span class="sop-muted">{html(box.note)}</span>' if box.note else ""
        out.append(f"<li>{html(title) if not box.href else title}{note}")
        next_depth = below.depth if below else 0
        if next_depth > open_depth:
            out.append("<ul>")
        else:
            out.append("</li>" + "</ul></li>" * (open_depth - next_depth))
        open_depth = next_depth
    return Markup("\n".join([*out, "</ul>"]))


def _above(boxes: Sequence[Box]) -> Mapping[int, int]:
    """From the number of a box to the number of the box above it."""
    found, last = {}, {}
    for number, box in enumerate(boxes):
        last[box.depth] = number
        if box.depth:
            found[number] = last[box.depth - 1]
    return found


def _heights(boxes: Sequence[Box]) -> list[int]:
    """The tops: boxes without others below one by one, all others in the middle of theirs."""
    tops = [0] * len(boxes)
    below: dict[int, list[int]] = {}
    for number, above in _above(boxes).items():
        below.setdefault(above, []).append(number)
    top = 1
    for number, (box, following) in enumerate(pairwise([*boxes, Box("", 0)])):
        if following.depth <= box.depth:
            tops[number] = top
            top += HEIGHT + GAP_Y
    for number in reversed(range(len(boxes))):
        if number in below:
            tops[number] = (tops[below[number][0]] + tops[below[number][-1]]) // 2
    return tops


def _line(depth: int, above: int, below: int) -> str:
    start = 1 + depth * (WIDTH + GAP_X) + WIDTH
    middle, end = start + GAP_X // 2, start + GAP_X
    return f'<path d="M{start} {above + HEIGHT // 2}H{middle}V{below + HEIGHT // 2}H{end}"/>'


def _box(box: Box, top: int) -> str:
    left = 1 + box.depth * (WIDTH + GAP_X)
    titles = textwrap.wrap(box.title, LETTERS_IN_LINE, max_lines=2, placeholder="…") or [""]
    # a single line leaves room for the note below it
    lines = [*titles, _short(box.note)] if box.note and len(titles) == 1 else titles
    first = top + HEIGHT // 2 + 5 - 8 * (len(lines) - 1)
    texts = "".join(
        f'<text class="sop-org__{"title" if number < len(titles) else "note"}" '
        f'x="{left + WIDTH // 2}" y="{first + 16 * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    drawn = (
        f'<g class="{escape(f"sop-org__box {box.kind}".strip())}">'
        f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>{texts}</g>'
    )
    drawn = f'<a href="{escape(box.href)}">{drawn}</a>' if box.href else drawn
    return drawn + (_more(box, left + WIDTH, top) if box.more else "")


def _more(box: Box, left: int, top: int) -> str:
    """The number of boxes that are left out below a box, as a link to where they are."""
    label = escape(f"+{box.more} below {box.title}")
    return (
        f'<a href="#{escape(box.ident)}" aria-label="{label}"><g class="sop-org__more">'
        f'<rect x="{left}" y="{top + HEIGHT // 2 - 13}" width="{GAP_X}" height="26" rx="4"/>'
        f'<text x="{left + GAP_X // 2}" y="{top + HEIGHT // 2 + 4}">+{box.more}</text></g></a>'
    )


def _short(text: str) -> str:
    return textwrap.shorten(text, LETTERS_IN_LINE + 4, placeholder="…")
