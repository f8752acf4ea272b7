"""A flowchart as Mermaid, which GitHub and GitLab draw where Markdown has it."""

import re

from salesops_sop.analysis.flow.graph import NodeKind
from salesops_sop.base.visible import visible
from salesops_sop.history.review.charts import CHANGED, GONE, NEW, Box, Picture

# Whatever is no letter or digit of a text is written by its number: Mermaid and its Markdown have
# signs of their own, and a label may not end the block it stands in, nor begin like a list.
_UNSAFE = re.compile(r"[^\w ,.:/’‘“”–—…-]|_|^-|(?<=\d)\.(?=\s)")
_SHAPES = {
    NodeKind.START: ("([", "])"),
    NodeKind.END: ("([", "])"),
    NodeKind.CALL: ("[[", "]]"),
    NodeKind.CHOICE: ("{", "}"),
    NodeKind.MERGE: ("{", "}"),
    NodeKind.SPLIT: ("{", "}"),
    NodeKind.JOIN: ("{", "}"),
}
_SIGNS = {NodeKind.CHOICE: "×", NodeKind.MERGE: "×", NodeKind.SPLIT: "+", NodeKind.JOIN: "+"}
# no colors: the page is light or dark, and not everybody tells green from red
_STYLES = {
    NEW: "stroke-width:3px",
    CHANGED: "stroke-width:3px",
    GONE: "stroke-dasharray:6 4",
}


def mermaid(picture: Picture) -> str:
    """The text of a flowchart, from above to below; marks are said in words and by the border."""
    lines = ["flowchart TD"]
    lines += [f"  {_node(number, box)}" for number, box in enumerate(picture.boxes)]
    for way in picture.ways:
        label = f'|"{quoted(way.label)}"|' if way.label else ""
        lines.append(f"  n{way.source} -->{label} n{way.target}")
    for mark, style in _STYLES.items():
        marked = [f"n{number}" for number, box in enumerate(picture.boxes) if box.mark == mark]
        if marked:
            lines += [f"  classDef {mark} {style}", f"  class {','.join(marked)} {mark}"]
    return "\n".join(lines)


def _node(number: int, box: Box) -> str:
    start, end = _SHAPES.get(box.kind, ("[", "]"))
    rows = [_SIGNS.get(box.kind, ""), quoted(box.text), quoted(box.who)]
    rows += [f"({box.mark})"] if box.mark else []
    return f'n{number}{start}"{"<br/>".join(filter(None, rows)) or " "}"{end}'


def quoted(text: str) -> str:
    """A text inside the quotes of a label, where it means itself."""
    return _UNSAFE.sub(lambda match: f"#{ord(match[0])};", visible(text))
