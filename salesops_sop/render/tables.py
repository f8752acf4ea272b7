"""Tables, fact lists and plain lists: the same accessible HTML everywhere.

Cells are text, which is escaped, or Markup, which is safe already. Each begins with a capital.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.render.prose import escape

# The first word, after tags: letters alone, so that no address and no name in code is changed.
_FIRST_LETTER = re.compile(r"\A((?:<(?!code|pre)[^>]*>)*)([a-z])(?=[a-z’'-]*[,.;:)]?(?:[\s<]|\Z))")


class Row(NamedTuple):
    """A row whose first cell names it, with attributes for its element."""

    cells: Sequence[str]
    attributes: Mapping[str, str] = {}


class Group(NamedTuple):
    """A heading inside a table, perhaps with an id: the rows after it belong to it."""

    title: str
    id: str = ""


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Group | Row | Sequence[str]],
    kind: str = "",
) -> Markup:
    """A table that scrolls on narrow screens; columns without any content are left out.

    `kind` is one more class (`sop-matrix`). Without rows there is no table.
    """
    body = [row if isinstance(row, Group | Row) else Row(row) for row in rows]
    filled = [row.cells for row in body if isinstance(row, Row)]
    if not filled:
        return Markup("")
    used = [i for i in range(len(columns)) if i == 0 or any(cells[i] for cells in filled)]
    head = " ".join(f'<th scope="col">{capitalized(columns[i])}</th>' for i in used)
    lines = "\n".join(
        _row(row, used) if isinstance(row, Row) else _group(row, len(used)) for row in body
    )
    lines = lines.removeprefix(_NEXT_BODY)
    return scrolled(
        caption,
        Markup(
            f'<table class="{escape(f"sop-table {kind}".strip())}">\n'
            f"<caption>{html(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{lines}\n</tbody>\n</table>"
        ),
    )


def scrolled(label: str, content: Markup) -> Markup:
    """Wide content in a region that a keyboard can reach and scroll."""
    return Markup(
        f'<div class="sop-scroll" tabindex="0" role="region" aria-label="{escape(label)}">\n'
        f"{content}\n</div>"
    )


def facts(rows: Iterable[Sequence[str]], kind: str = "sop-facts") -> Markup:
    """A list of names and values, each perhaps with an id; a row without a value is left out."""
    lines = [_fact(*row) for row in rows if row[1]]
    return Markup(f'<dl class="{kind}">\n' + "\n".join(lines) + "\n</dl>" if lines else "")


def _fact(name: str, value: str, ident: str = "") -> str:
    mark = attributes({"id": ident}) if ident else ""
    return f"<div{mark}><dt>{html(name)}</dt> <dd>{capitalized(value)}</dd></div>"


def listed(items: Sequence[str], always: bool = False) -> Markup:
    """A list; a single item is just itself, unless it is always to be a list."""
    if len(items) < (1 if always else 2):
        return html(items[0]) if items else Markup("")
    lines = "\n".join(f"<li>{capitalized(item)}</li>" for item in items)
    return Markup(f"<ul>{lines}</ul>")


def paragraph(text: str, kind: str = "") -> Markup:
    """A paragraph of text or Markup; nothing without it."""
    if not text:
        return Markup("")
    return Markup(f"<p{attributes({'class': kind} if kind else {})}>{html(text)}</p>\n")


def disclosed(label: str, content: Markup) -> Markup:
    """Content that is shown when somebody asks for it."""
    return Markup(
        f'<details class="sop-used"><summary>{html(label)}</summary>\n{content}\n</details>'
    )


def capitalized(cell: str) -> Markup:
    """A cell or an item that begins with a capital, unless it begins with code or a name."""
    return Markup(_FIRST_LETTER.sub(lambda found: found[1] + found[2].upper(), html(cell), count=1))


def attributes(pairs: Mapping[str, str]) -> Markup:
    """Attributes for an element, each with a space before it."""
    return Markup("".join(f' {name}="{escape(value)}"' for name, value in pairs.items()))


def html(cell: str) -> Markup:
    """Markup as it is, anything else escaped."""
    return cell if isinstance(cell, Markup) else escape(str(cell))


_NEXT_BODY = "</tbody>\n<tbody>\n"


def _group(group: Group, columns: int) -> str:
    head = f'<th colspan="{columns}" scope="rowgroup">{html(group.title)}</th>'
    mark = attributes({"class": "sop-group"} | ({"id": group.id} if group.id else {}))
    return f"{_NEXT_BODY}<tr{mark}>{head}</tr>"


def _row(row: Row, used: Sequence[int]) -> str:
    first, *rest = [capitalized(row.cells[i]) for i in used]
    # spaces between cells: search reads the text alone
    cells = "".join(f" <td>{cell}</td>" for cell in rest)
    return f'<tr{attributes(row.attributes)}><th scope="row">{first}</th>{cells}</tr>'
