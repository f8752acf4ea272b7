"""Numbers over time as a picture (SVG) that stands by itself: lines, targets, and their words.

Each panel has its own scale. Colors are those of Okabe and Ito, which color-blind readers tell
apart; lines are told apart by their names at the end too. Light and dark follow the reader.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from salesops_sop.render.prose import escape

WIDTH, HEIGHT = 820, 280
LEFT, RIGHT, TOP, BOTTOM = 96, 168, 52, 42
MOST_SERIES = 8
MOST_TICKS = 8
MOST_DOTS = 60
LINE = 15
LONGEST_NAME = 20
"""Letters of a name that have room behind its line."""

COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#a88400", "#7f3c8d", "#777777")
STYLE = """\
.sop-plot{background:#fff;color:#1b1b1b;font:13px system-ui,"Segoe UI",Roboto,Arial,sans-serif}
.sop-plot text{fill:currentColor}
.sop-plot .head{font-size:16px;font-weight:600}
.sop-plot .grid{stroke:currentColor;stroke-opacity:.16}
.sop-plot .target{stroke:currentColor;stroke-width:1.5;stroke-dasharray:6 4;fill:none}
.sop-plot .line{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
@media (prefers-color-scheme:dark){.sop-plot{background:#16181d;color:#e8e8ea}}
"""


class Series(NamedTuple):
    """A line: its name, and for each period the value and the target; None where there is none."""

    name: str
    values: Sequence[Fraction | None]
    targets: Sequence[Fraction | None] = ()


class Panel(NamedTuple):
    """A part of the picture: lines over the same periods; `say` writes a value with its unit."""

    title: str
    periods: Sequence[str]
    series: Sequence[Series]
    say: Callable[[Fraction], str]


def svg(panels: Sequence[Panel]) -> str:
    """The picture, one panel below the other; raises ValueError for a panel of too many lines."""
    for panel in panels:
        if len(panel.series) > MOST_SERIES:
            raise ValueError(
                f"{len(panel.series)} lines cannot be told apart: at most {MOST_SERIES} can"
            )
    height = HEIGHT * len(panels)
    drawn = "\n".join(
        f'<g transform="translate(0 {HEIGHT * number})" role="img" '
        f'aria-labelledby="t{number} d{number}">\n'
        f'<title id="t{number}">{escape(panel.title)}</title>\n'
        f'<desc id="d{number}">{escape(words(panel))}</desc>\n'
        + "\n".join(_panel(panel))
        + "\n</g>"
        for number, panel in enumerate(panels)
    )
    return (
        f'<svg class="sop-plot" xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{height}" viewBox="0 0 {WIDTH} {height}">\n<style>\n{STYLE}</style>\n'
        f"{drawn}\n</svg>\n"
    )


def words(panel: Panel) -> str:
    """The panel in sentences: for each line where it begins and ends, its least and its most."""
    told = []
    for series in panel.series:
        there = [(v, p) for v, p in zip(series.values, panel.periods, strict=True) if v is not None]
        name = f"{series.name}: " if series.name else ""
        if not there:
            told.append(f"{name}no values.")
            continue
        (first, begin), (last, end) = there[0], there[-1]
        low, high = min(there), max(there)
        told.append(
            f"{name}{panel.say(first)} in {begin}, {panel.say(last)} in {end}; lowest "
            f"{panel.say(low[0])} in {low[1]}, highest {panel.say(high[0])} in {high[1]}."
        )
    target = _target(panel)
    if target is not None:
        told.append(f"The target is {panel.say(target)}.")
    return " ".join(told)


def _panel(panel: Panel) -> Iterator[str]:
    target = _target(panel)
    there = [value for series in panel.series for value in series.values if value is not None]
    there += [target] if target is not None else []
    yield f'<text class="head" x="16" y="28">{escape(panel.title)}</text>'
    if not there:
        yield f'<text x="{LEFT}" y="{HEIGHT // 2}">No values</text>'
        return
    ticks = scale(min(there), max(there))
    yield from _axes(panel, ticks)
    if target is not None:
        y = _y(target, ticks)
        yield f'<path class="target" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
    for number, series in enumerate(panel.series):
        yield from _line(panel, series, COLORS[number], ticks)
    yield from _names(panel, target, ticks)


def scale(low: Fraction, high: Fraction) -> list[Fraction]:
    """Round numbers, three to seven, that span two numbers; with 0 where it is not far away."""
    if (low > 0 and low < high / 2) or (low == high and low > 0):
        low = Fraction(0)
    if (high < 0 and high > low / 2) or (low == high and high < 0):
        high = Fraction(0)
    span = high - low or Fraction(1)
    power = Fraction(10) ** math.floor(math.log10(span / 4))
    step = next(power * size for size in (1, 2, 5, 10) if span / (power * size) <= 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 2)
    return [step * number for number in range(first, last + 1)]


def _target(panel: Panel) -> Fraction | None:
    """The target, where all of the panel has the same one."""
    found = {target for series in panel.series for target in series.targets}
    return found.pop() if len(found) == 1 else None


def _axes(panel: Panel, ticks: Sequence[Fraction]) -> Iterator[str]:
    for tick in ticks:
        y = _y(tick, ticks)
        yield f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
        said = _short(panel.say(tick))
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(said)}</text>'
    every = -(-len(panel.periods) // MOST_TICKS)
    for number in range(0, len(panel.periods), every):
        x = _x(number, len(panel.periods))
        said = escape(panel.periods[number])
        yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{said}</text>'


def _short(text: str) -> str:
    """A value without the words of its unit, which the title has."""
    return text.partition(" ")[0]


def _line(panel: Panel, series: Series, color: str, ticks: Sequence[Fraction]) -> Iterator[str]:
    count, path, before = len(panel.periods), [], False
    for number, value in enumerate(series.values):
        if value is not None:
            path.append(f"{'L' if before else 'M'}{_x(number, count)} {_y(value, ticks)}")
        before = value is not None
    yield f'<path class="line" stroke="{color}" d="{"".join(path)}"/>'
    alone = {number for number in range(count) if _is_alone(series.values, number)}
    for number, value in enumerate(series.values):
        if value is not None and (count <= MOST_DOTS or number in alone):
            said = " ".join(filter(None, (series.name, panel.periods[number])))
            yield (
                f'<circle cx="{_x(number, count)}" cy="{_y(value, ticks)}" r="3" fill="{color}">'
                f"<title>{escape(f'{said}: {panel.say(value)}')}</title></circle>"
            )


def _is_alone(values: Sequence[Fraction | None], number: int) -> bool:
    around = [*values[max(number - 1, 0) : number], *values[number + 1 : number + 2]]
    return all(value is None for value in around)


def _names(panel: Panel, target: Fraction | None, ticks: Sequence[Fraction]) -> Iterator[str]:
    """Names behind the ends of the lines, moved apart where they would lie on each other."""
    labels = []
    for number, series in enumerate(panel.series):
        last = next((value for value in reversed(series.values) if value is not None), None)
        if last is not None:
            text = series.name or _short(panel.say(last))
            labels.append((_y(last, ticks), text, COLORS[number]))
    if target is not None:
        labels.append((_y(target, ticks), f"target {_short(panel.say(target))}", ""))
    labels.sort()
    free = float(TOP - 10)
    lowest = HEIGHT - BOTTOM - LINE * (len(labels) - 1)
    for number, (y, text, color) in enumerate(labels):
        place = max(min(y + 4, lowest + LINE * number + 4), free)
        free = place + LINE
        mark = f'<tspan fill="{color}">● </tspan>' if color else "┄ "
        shown = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
        yield f'<text x="{WIDTH - RIGHT + 10}" y="{place:g}">{mark}{escape(shown)}</text>'


def _x(number: int, count: int) -> float:
    room = WIDTH - LEFT - RIGHT
    return round(LEFT + room * (number / (count - 1) if count > 1 else 0.5), 1)


def _y(value: Fraction, ticks: Sequence[Fraction]) -> float:
    share = float((value - ticks[0]) / (ticks[-1] - ticks[0]))
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)
