"""A small picture of how one number follows another (SVG); colors come from the page’s styles."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.render.plot import scale
from salesops_sop.render.prose import escape

WIDTH, HEIGHT = 280, 140
RIGHT, TOP, BOTTOM = 12, 10, 24
LETTER, LEAST, MOST = 6.5, 34, 96
"""How wide a letter is, and how much room the numbers on the left get at least and at most."""

Point = tuple[Fraction, Fraction | None]
Say = Callable[[Fraction], str]


class Curve(NamedTuple):
    """Points in the order of the first number, None where the second has no value.

    `dot` is one of them, `target` a height that is marked, `holes` are stretches without a value.
    """

    points: Sequence[Point]
    dot: tuple[Fraction, Fraction]
    target: Fraction | None = None
    holes: Sequence[tuple[Fraction, Fraction]] = ()


def svg(curve: Curve, low: Fraction, high: Fraction, across: Say, up: Say) -> Markup:
    """The picture, for the eye alone: what it says must be said beside it.

    What is lower than `low` or higher than `high` is left out, so that pictures can share a scale.
    `across` and `up` write the numbers at the two axes.
    """
    return Markup("\n".join(_Drawing(curve, scale(low, high), across, up).parts()))


class _Drawing:
    def __init__(self, curve: Curve, ticks: Sequence[Fraction], across: Say, up: Say) -> None:
        self.curve, self.ticks, self.across, self.up = curve, ticks, across, up
        self.first, self.last = curve.points[0][0], curve.points[-1][0]
        letters = max(len(up(tick)) for tick in (ticks[0], ticks[-1]))
        self.left = min(max(round(letters * LETTER) + 12, LEAST), MOST)

    def parts(self) -> Iterator[str]:
        yield (
            f'<svg class="sop-curve" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        )
        for tick in self.ticks:
            yield f'<path class="sop-curve__grid" d="M{self.left} {self.y(tick)}H{WIDTH - RIGHT}"/>'
        for start, end in self.curve.holes:
            edge = self.x(start) - 2
            yield (
                f'<rect class="sop-curve__hole" x="{edge:g}" y="{TOP}" '
                f'width="{max(self.x(end) + 2 - edge, 4):g}" height="{HEIGHT - TOP - BOTTOM}"/>'
            )
        target = self.curve.target
        if target is not None and self.ticks[0] <= target <= self.ticks[-1]:
            way = f"M{self.left} {self.y(target)}H{WIDTH - RIGHT}"
            yield f'<path class="sop-curve__target" d="{way}"/>'
        yield f'<path class="sop-curve__line" d="{"".join(self.line())}"/>'
        x, y = self.curve.dot
        yield f'<circle class="sop-curve__dot" cx="{self.x(x)}" cy="{self.y(y)}" r="4"/>'
        yield from self.words()
        yield "</svg>"

    def line(self) -> Iterator[str]:
        """The way through the points; what leaves the picture is cut at its border."""
        at: tuple[float, float] | None = None
        for before, after in pairwise(self.curve.points):
            piece = self._inside(before, after)
            if piece is None:
                continue
            start, end = piece
            yield f"L{end[0]} {end[1]}" if at == start else "M{} {}L{} {}".format(*start, *end)
            at = end

    def _inside(
        self, before: Point, after: Point
    ) -> tuple[tuple[float, float], tuple[float, float]] | None:
        (x1, y1), (x2, y2) = before, after
        low, high = self.ticks[0], self.ticks[-1]
        if y1 is None or y2 is None or max(y1, y2) < low or min(y1, y2) > high:
            return None
        cut = []
        for x, y in ((x1, y1), (x2, y2)):
            if not low <= y <= high:  # then the two differ: both beyond one border are left out
                border = min(max(y, low), high)
                x, y = x1 + (x2 - x1) * (border - y1) / (y2 - y1), border
            cut.append((self.x(x), self.y(y)))
        return cut[0], cut[1]

    def words(self) -> Iterator[str]:
        for tick in (self.ticks[0], self.ticks[-1]):
            yield (
                f'<text x="{self.left - 6}" y="{self.y(tick) + 4}" text-anchor="end">'
                f"{escape(self.up(tick))}</text>"
            )
        foot, dot = HEIGHT - 6, self.curve.dot[0]
        ends = ((self.first, "start"), (self.last, "end"))
        for value, anchor in (*ends, (dot, "middle")):
            if anchor != "middle" or self.first < value < self.last:
                yield (
                    f'<text x="{self.x(value)}" y="{foot}" text-anchor="{anchor}">'
                    f"{escape(self.across(value))}</text>"
                )

    def x(self, value: Fraction) -> float:
        room = WIDTH - RIGHT - self.left
        part = (value - self.first) / (self.last - self.first or 1)
        return round(self.left + float(part) * room, 1)

    def y(self, value: Fraction) -> float:
        room = HEIGHT - TOP - BOTTOM
        part = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(HEIGHT - BOTTOM - float(part) * room, 1)
