"""The calculator on the page of a KPI: inputs, result, target and band, worked out by a script."""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from markupsafe import Markup

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import in_unit, read, shown
from salesops_sop.base.quantity import Duration
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Band, KpiTarget
from salesops_sop.lang.formula.evaluating import rounded
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.units import Unit
from salesops_sop.render.prose import escape
from salesops_sop.site.pages.arithmetic import tree
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

Data = dict[str, Any]
_TIMES = ("minute", "hour", "day", "week", "month", "year", "business hour", "business day")
_DIGITS = 12
"""Digits behind the point that a field is filled in with."""


class Field(NamedTuple):
    """An input of the form; `value` is that of the first worked example."""

    id: str
    title: str
    unit: str
    value: str
    expected: str


def form(writer: Writer, definition: Definition) -> Markup:
    """The form; nothing for a KPI without inputs, or with parts that cannot be read."""
    kpi = definition.kpi
    used = {part.name for part in definition.inputs}
    names = [name for name in kpi.inputs if name in used]
    readable = not isinstance(definition.formula, FormulaError) and isinstance(
        definition.unit, Unit
    )
    if not names or not readable or used - definition.units.keys():
        return Markup("")
    data = script_data(writer.handbook, definition)
    data["undefined"] = writer.wording.plain(kpi.when_undefined)
    for given, name in zip(data["inputs"], names, strict=True):
        given["title"] = writer.wording.plain(kpi.inputs[name].title)
    for given, band in zip(data["bands"], _readable(writer.handbook, definition), strict=True):
        given["title"] = writer.wording.plain(band.title)
        given["action"] = writer.wording.plain(band.action)
    return fill(
        "calculate.html.j2",
        title=writer.wording.title(kpi),
        data=escape(json.dumps(data, separators=(",", ":"))),
        fields=[_field(writer, definition, name) for name in names],
        example=writer.wording.plain(kpi.examples[0].title) if kpi.examples else "",
    )


def script_data(handbook: Handbook, definition: Definition) -> Data:
    """The KPI for `calculator.js`: numbers are fractions of whole numbers as texts, “1/4”.

    Targets and bands that hold only for a part of the world say nothing of a number without one.
    Raises TypeError for a KPI whose formula or unit cannot be read.
    """
    formula, unit, kpi = definition.formula, definition.unit, definition.kpi
    if isinstance(formula, FormulaError) or not isinstance(unit, Unit):
        raise TypeError(f"{kpi.id} cannot be computed")
    used = {part.name for part in definition.inputs}
    working_day = handbook.derived(Facts).working_day
    return {
        "formula": tree(formula),
        "unit": _unit(unit),
        "precision": kpi.precision,
        "better": kpi.better,
        "inputs": [
            {"name": name, **_reading(definition.units[name], working_day)}
            for name in kpi.inputs
            if name in used and name in definition.units
        ],
        "targets": list(_targets(handbook, definition, unit)),
        "bands": [_band(handbook, band, unit) for band in _readable(handbook, definition)],
    }


def _unit(unit: Unit) -> Data:
    """How values are shown: in percent, or with a word behind one and behind several."""
    one, many = (
        shown(Fraction(number), unit).removeprefix(str(number)).strip() for number in (1, 2)
    )
    percent = unit.plain and unit.shown == "percent"
    return {"percent": percent, "one": "" if percent else one, "many": "" if percent else many}


def _reading(unit: Unit, working_day: int) -> Data:
    """How an input is read: whether it may be a share, which money it may be, which times."""
    times = {}
    for name in _TIMES:
        try:
            times[name] = str(in_unit(Duration(1, name), unit, working_day))
        except ValueError:
            continue
    money = [name for name, power in unit.powers if power == 1 and name.isupper()]
    return {
        "plain": unit.plain,
        "percent": unit.plain and unit.shown == "percent",
        "money": money,
        "times": times,
    }


def _targets(handbook: Handbook, definition: Definition, unit: Unit) -> Iterator[Data]:
    stated = definition.kpi.target
    targets = handbook.derived(Targets)
    if stated is None:
        return
    if not isinstance(stated, list):
        yield {"value": _text(targets.number(stated, unit)), **_period(None)}
        return
    for item in stated:
        if not item.scope:
            yield {"value": _text(targets.number(item.value, unit)), **_period(item)}


def _readable(handbook: Handbook, definition: Definition) -> Iterator[Band]:
    """The bands that hold everywhere, without those whose ends cannot be read."""
    unit, targets = definition.unit, handbook.derived(Targets)
    for band in definition.kpi.bands:
        ends: list[Quantity] = [end for end in (band.min, band.max) if end is not None]
        known = isinstance(unit, Unit) and all(
            targets.number(end, unit) is not None for end in ends
        )
        if known and not band.scope:
            yield band


def _band(handbook: Handbook, band: Band, unit: Unit) -> Data:
    targets = handbook.derived(Targets)
    low, high = (
        targets.number(end, unit) if end is not None else None for end in (band.min, band.max)
    )
    return {"min": _text(low), "max": _text(high), **_period(band)}


def _period(item: Band | KpiTarget | None) -> Data:
    start, until = (item.start, item.until) if item else (None, None)
    return {
        "from": start.isoformat() if start else None,
        "until": until.isoformat() if until else None,
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _field(writer: Writer, definition: Definition, name: str) -> Field:
    item, unit = definition.kpi.inputs[name], definition.units[name]
    percent = unit.plain and unit.shown == "percent"
    several: str = _unit(unit)["many"]
    noun = "a number" if unit.plain else f"a number of {several}"
    return Field(
        name,
        writer.wording.plain(item.title),
        "percent" if percent else several,
        _filled(writer.handbook, definition, name),
        "Write a number in percent, such as 25." if percent else f"Write {noun}.",
    )


def _filled(handbook: Handbook, definition: Definition, name: str) -> str:
    """The value of the first worked example as it is typed; empty where it has none."""
    examples, unit = definition.kpi.examples, definition.units[name]
    raw = examples[0].inputs.get(name) if examples else None
    try:
        value = read(raw, unit, handbook.derived(Facts).working_day)
    except ValueError:
        return ""
    if unit.plain and unit.shown == "percent":
        value *= 100
    typed = rounded(value, _DIGITS)
    if Fraction(typed) != value:
        return str(raw)
    return f"{typed.normalize() + Decimal(0):,f}"
