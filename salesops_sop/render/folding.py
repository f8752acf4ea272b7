"""Trees that open and close: nested lists that work with a keyboard, and without any script."""

from collections.abc import Sequence

from markupsafe import Markup

from salesops_sop.render.orgchart import Box
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import html


def levels(boxes: Sequence[Box], most: int) -> int:
    """How many levels from the top down have no more than `most` boxes together; 0 for none."""
    of_depth: dict[int, int] = {}
    for box in boxes:
        of_depth[box.depth] = of_depth.get(box.depth, 0) + 1
    count = 0
    for depth in range(len(of_depth)):
        count += of_depth[depth]
        if count > most:
            return depth
    return len(of_depth)


def below(boxes: Sequence[Box]) -> list[int]:
    """For each box how many boxes its tree has below it."""
    found = [0] * len(boxes)
    above: list[int] = []
    for number, box in enumerate(boxes):
        while above and boxes[above[-1]].depth >= box.depth:
            _close(above, found)
        above.append(number)
    while above:
        _close(above, found)
    return found


def _close(above: list[int], found: list[int]) -> None:
    number = above.pop()
    if above:
        found[above[-1]] += found[number] + 1


def folded(boxes: Sequence[Box], open_levels: int, noun: str) -> Markup:
    """The tree as lists inside of each other, those of the first `open_levels` levels opened.

    Each box with others below it says how many: `noun` is what they are called, one of them.
    """
    out, depth = ['<ul class="sop-tree sop-tree--folds">'], 0
    for box, count in zip(boxes, below(boxes), strict=True):
        out.append("</ul></details></li>" * (depth - box.depth))
        depth = box.depth
        out.append(_item(box, count, noun))
        if count:
            mark = " open" if box.depth < open_levels else ""
            label = f"{_counted(count, noun)} below {box.title}"
            out.append(
                f'<details{mark}><summary><span class="sop-visually-hidden">{escape(label)}</span>'
                "</summary>\n<ul>"
            )
            depth += 1
        else:
            out.append("</li>")
    out.append("</ul></details></li>" * depth)
    return Markup("\n".join([*filter(None, out), "</ul>"]))


def _item(box: Box, count: int, noun: str) -> str:
    ident = f' id="{escape(box.ident)}"' if box.ident else ""
    title = f'<a href="{escape(box.href)}">{html(box.title)}</a>' if box.href else html(box.title)
    notes = [box.note, f"{_counted(count, noun)} below" if count else ""]
    note = " · ".join(filter(None, notes))
    return f"<li{ident}>{title}" + (f' <span class="sop-muted">{html(note)}</span>' if note else "")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else noun + 's'}"
