"""How each input moves a KPI: a small picture for each, around a worked example, and its words."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures import sensitivity
from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.sensitivity import Base, Curve
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import shown
from salesops_sop.base.listing import joined
from salesops_sop.lang.units import Unit
from salesops_sop.render import curve as picture
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import capitalized, paragraph
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

REACH = 2
"""How many times its own size a result may move before it leaves the pictures."""


def pictures(writer: Writer, definition: Definition) -> Markup:
    """Nothing for a KPI without a worked example that has a result."""
    unit, handbook = definition.unit, writer.handbook
    start = sensitivity.base(definition, handbook.derived(Facts).working_day)
    if start is None or not isinstance(unit, Unit):
        return Markup("")
    found = list(sensitivity.curves(definition, start))
    target = _target(writer, definition, unit)
    low, high = _reach(found, start, target)
    figures = [
        {
            "title": capitalized(writer.wording.plain(definition.kpi.inputs[curve.input].title)),
            "picture": picture.svg(
                picture.Curve(
                    [(x, y) for x, y in curve.points],
                    (curve.at, start.result),
                    target,
                    sensitivity.holes(curve.points),
                ),
                low,
                high,
                _number(definition.units[curve.input]),
                _number(unit),
            ),
            "said": " ".join(_said(definition, curve, unit)),
        }
        for curve in found
    ]
    said = _legend(writer, definition, start, unit, target is not None)
    return paragraph(said) + fill("sensitivity.html.j2", figures=figures)


def _legend(
    writer: Writer, definition: Definition, start: Base, unit: Unit, target: bool
) -> Markup:
    title = writer.wording.plain(start.example.title)
    result = shown(start.result, unit, definition.kpi.precision)
    around = f"“{title}”, which gives {result}" if title else f"the example that gives {result}"
    line = " The dashed line is the target." if target else ""
    return escape(
        f"Around {around}: one input changes, the others stay as they are. "
        f"The dot is the example.{line}"
    )


def _reach(found: list[Curve], start: Base, target: Fraction | None) -> tuple[Fraction, Fraction]:
    """From the lowest to the highest result that is drawn, the same for all pictures."""
    results = [y for curve in found for _, y in curve.points if y is not None] or [start.result]
    low, high = min(results), max(results)
    if start.result:
        most = abs(start.result) * REACH
        low, high = max(low, start.result - most), min(high, start.result + most)
    if target is not None and abs(target - start.result) <= abs(start.result) * REACH:
        low, high = min(low, target), max(high, target)
    return low, high


def _said(definition: Definition, curve: Curve, unit: Unit) -> Iterator[str]:
    own, precision = definition.units[curve.input], definition.kpi.precision
    factors = (Fraction(1, 2), Fraction(2)) if curve.at else ()
    points = [curve.near(factor) for factor in factors] or [curve.points[-1]]
    told = [f"{shown(y, unit, precision)} at {shown(x, own)}" for x, y in points if y is not None]
    if told:
        yield f"{joined(told)}."
    for start, end in sensitivity.holes(curve.points):
        yield f"No value {_stretch(curve, start, end, own)}."


def _stretch(curve: Curve, start: Fraction, end: Fraction, unit: Unit) -> str:
    first, last = curve.points[0][0], curve.points[-1][0]
    if start == end:
        return f"at {shown(start, unit)}"
    if start == first:
        return "at all" if end == last else f"up to {shown(end, unit)}"
    if end == last:
        return f"from {shown(start, unit)} on"
    return f"from {shown(start, unit)} to {shown(end, unit)}"


def _target(writer: Writer, definition: Definition, unit: Unit) -> Fraction | None:
    """The target, where one holds for everything at all times."""
    stated = definition.kpi.target
    if stated is None or isinstance(stated, list):
        return None
    return writer.handbook.derived(Targets).number(stated, unit)


def _number(unit: Unit) -> picture.Say:
    """Numbers at an axis: with a percent sign, without the words of other units."""
    return lambda value: shown(value, unit).partition(" ")[0]
