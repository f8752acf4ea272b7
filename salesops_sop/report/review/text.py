"""A review for people at a terminal."""

import textwrap
from collections.abc import Iterator

from salesops_sop.base.visible import visible
from salesops_sop.history.review.charts import Box, Chart, Picture
from salesops_sop.history.review.review import Review
from salesops_sop.report.outcome import Look
from salesops_sop.report.review.parts import Line, Part, parts
from salesops_sop.report.review.saying import headline, unread, verdict

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_RED, _GREEN = "\x1b[31m", "\x1b[32m"
_STARTS = ("  ", "    - ", "      · ")
_MARKS = {"new": "+ ", "gone": "- ", "changed": "~ "}


def write(review: Review, look: Look) -> str:
    """Return the report; the only escape sequences in it are the colors, if any are wanted."""
    writing = _Writing(look)
    sections = [writing.head(review)]
    sections += [writing.part(part) for part in parts(review)]
    sections += [writing.chart(chart) for chart in review.charts]
    if look.summary:
        sections.append([writing.verdict(review)])
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def summary(review: Review) -> str:
    """Return “✗ main → HEAD · stopped: 1 new error”."""
    sign = "✗" if review.stopped else "✓"
    base, head = visible(review.compared.base), visible(review.compared.head)
    return f"{sign} {base} → {head} · {verdict(review)}"


class _Writing:
    def __init__(self, look: Look) -> None:
        self.look = look

    def head(self, review: Review) -> list[str]:
        """The headline, and what could not be looked at."""
        lines = self._wrapped("", visible(headline(review)), "")
        for said in unread(review):
            lines += self._wrapped("", visible(said), "")
        return lines

    def verdict(self, review: Review) -> str:
        """Whether a gate stops it, in color."""
        return self._paint(summary(review), _RED if review.stopped else _GREEN)

    def part(self, part: Part) -> list[str]:
        """A heading, and the lines below it."""
        lines = [self._paint(part.title, _BOLD)]
        for line in part.lines:
            lines += ["", *self._line(line)] if line.depth == 0 and line.leads else self._line(line)
        return lines

    def _line(self, line: Line) -> Iterator[str]:
        start = _STARTS[line.depth]
        text = visible(line.text) + (f" · {visible(line.name)}" if line.name else "")
        for wrapped in self._wrapped(start, text, " " * (len(start) + 2 * (line.depth == 0))):
            yield self._paint(wrapped, _BOLD) if line.leads else wrapped

    def chart(self, chart: Chart) -> list[str]:
        """The steps before and now, each with where it leads."""
        lines = [self._paint(f"Flow of “{visible(chart.procedure.title)}”", _BOLD)]
        for name, picture in (("before", chart.before), ("now", chart.after)):
            lines += ["", f"  {name}"]
            for number, box in enumerate(picture.boxes):
                if box.text:
                    lines += self._wrapped("    ", _step(picture, number, box), "        ")
        return lines

    def _wrapped(self, start: str, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            self.look.width,
            initial_indent=start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if self.look.color else text


def _step(picture: Picture, number: int, box: Box) -> str:
    """“+ Grade the lead (Analyst) → Assign it; if grade is C → End”."""
    ways = "; ".join(_ways(picture, number))
    who = f" ({visible(box.who)})" if box.who else ""
    return f"{_MARKS.get(box.mark, '')}{visible(box.text)}{who}{f' → {ways}' if ways else ''}"


def _ways(picture: Picture, number: int) -> Iterator[str]:
    """Where a box leads; what stands between two boxes without a text is passed through."""
    waiting = [(number, "")]
    seen = {number}
    while waiting:
        source, condition = waiting.pop(0)
        for way in picture.ways:
            if way.source != source:
                continue
            label = " and ".join(filter(None, (condition, way.label)))
            target = picture.boxes[way.target]
            if target.text:
                yield f"{visible(label)}: {visible(target.text)}" if label else visible(target.text)
            elif way.target not in seen:
                seen.add(way.target)
                waiting.append((way.target, label))
