"""A review as the comment of a pull request: Markdown, folded where it is long, cut where too long.

GitHub takes 65,536 characters; what comes out here is always shorter than 60,000.
"""

from collections.abc import Sequence
from typing import NamedTuple

from salesops_sop.base.marking import marked
from salesops_sop.history.diff.naming import cut
from salesops_sop.history.review.charts import Chart
from salesops_sop.history.review.review import Review
from salesops_sop.report.outcome import Look
from salesops_sop.report.review.mermaid import mermaid
from salesops_sop.report.review.parts import LONGEST, Line, Part, parts
from salesops_sop.report.review.saying import headline, unread, verdict

SIGN = "<!-- sop-review -->"
"""Whoever keeps one comment up to date knows it by this."""
LARGEST = 60_000
LONG = 3_000
_ROOM = 400
"""What is kept free in each part for its heading and for the sentence that some is left out."""


class _Section(NamedTuple):
    """A part in Markdown; `chunks` are lines, or blocks of lines that belong together."""

    title: str
    chunks: tuple[str, ...]
    folded: bool

    @property
    def size(self) -> int:
        return sum(len(chunk) + 1 for chunk in self.chunks)


def write(review: Review, look: Look) -> str:
    """Return the report; the same review gives the same text."""
    head = _head(review)
    sections = [_section(part) for part in parts(review)]
    sections += [_charts(review.charts)] if review.charts else []
    most = _most(sections, LARGEST - len(head) - _ROOM * (len(sections) + 1))
    return "\n\n".join([head, *(_written(section, most) for section in sections)]) + "\n"


def _head(review: Review) -> str:
    base, head = (marked(cut(name, 80)) for name in (review.compared.base, review.compared.head))
    sign = "✗" if review.stopped else "✓"
    said = verdict(review)
    lines = [
        SIGN,
        f"## {sign} Handbook review",
        f"**{marked(headline(review))}**",
        f"{marked(said[:1].upper() + said[1:])} · from {base} to {head}",
        *(marked(cut(said, LONGEST)) for said in unread(review)),
    ]
    return "\n\n".join(lines)


def _section(part: Part) -> _Section:
    chunks = tuple(map(_line, part.lines))
    long = sum(map(len, chunks)) > LONG
    return _Section(part.title, chunks, part.aside or long)


def _line(line: Line) -> str:
    text = f"**{marked(line.text)}**" if line.leads else marked(line.text)
    name = f" <code>{marked(cut(line.name))}</code>" if line.name else ""
    return f"{'  ' * line.depth}- {text}{name}"


def _charts(found: Sequence[Chart]) -> _Section:
    return _Section(f"Flowcharts ({len(found)})", tuple(map(_chart, found)), folded=False)


def _chart(chart: Chart) -> str:
    pictures = (("Before", chart.before), ("Now", chart.after))
    drawn = [f"{name}:\n\n```mermaid\n{mermaid(picture)}\n```" for name, picture in pictures]
    return _folded(marked(cut(chart.procedure.title)), "\n\n".join(drawn))


def _most(sections: Sequence[_Section], room: int) -> int:
    """The size up to which every section fits: the longest are cut, the others stay whole."""
    left = sorted(section.size for section in sections)
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    return room // len(left) if left else LARGEST


def _written(section: _Section, most: int) -> str:
    chunks, taken = list(section.chunks), 0
    for number, chunk in enumerate(section.chunks):
        taken += len(chunk) + 1
        if taken > most:
            chunks = chunks[:number]
            break
    left = len(section.chunks) - len(chunks)
    body = "\n".join(chunks)
    if left:
        said = marked(
            f"{left} of {len(section.chunks)} lines are left out here, as the page would "
            "be too long: `sop review` with `--format text` shows all of them."
        )
        body += f"\n\n{said}"
    if section.folded:
        return _folded(f"{section.title}", body)
    return f"### {section.title}\n\n{body}"


def _folded(title: str, body: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"
