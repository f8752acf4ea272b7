"""KPIs: formula, inputs, targets and bands, and what another formula does to worked examples."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.calculating import UNDEFINED, calculate
from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.values import read, shown
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Example, Kpi, KpiInput, KpiTarget
from salesops_sop.history.diff.acting import acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.limits import quantity
from salesops_sop.history.diff.naming import cut
from salesops_sop.history.diff.records import Fields, fields, listed, nothing
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import sentences, text, things
from salesops_sop.history.diff.values import (
    MEASURE,
    OWNERSHIP,
    REFERENCE,
    flag,
    instead,
    references,
    said,
    scope,
    value,
)
from salesops_sop.lang.formula.evaluating import Result
from salesops_sop.lang.formula.reading import FormulaError, parse
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import Unit


def kpi(spot: Spot) -> Iterator[Change]:
    """Compare the formulas, and what both give for the worked examples."""
    old, new = spot.old, spot.new
    assert isinstance(old, Kpi)
    assert isinstance(new, Kpi)
    was, now = formula(old.formula), formula(new.formula)
    if was != now:
        yield spot.into("formula").change(
            Type.FORMULA,
            *MEASURE,
            f"the formula is `{cut(now)}` instead of `{cut(was)}`",
            before=was,
            after=now,
            details=tuple(_effects(spot, old, new)),
        )


def formula(written_: str | None) -> str:
    """A formula in its one form; as it stands where it cannot be read."""
    if not written_:
        return ""
    try:
        return written(parse(written_))
    except FormulaError:
        return " ".join(written_.split())


def _effects(spot: Spot, old: Kpi, new: Kpi) -> Iterator[str]:
    """For each worked example what it gave before and gives now."""
    one, other = Definition(old), Definition(new)
    named = [
        *new.examples,
        *(e for e in old.examples if _key(e) not in set(map(_key, new.examples))),
    ]
    for number, example in enumerate(named, 1):
        before = _result(one, example, spot.both.old)
        after = _result(other, example, spot.both.new)
        name = spot.both.after.plain(example.title) if example.title else f"Example {number}"
        if before is not None and after is not None and before != after:
            yield f"{name}: {after} instead of {before}"


def _result(definition: Definition, example: Example, handbook: Handbook) -> str | None:
    """What a formula gives for an example; None where the example is none for it."""
    given = _given(definition, example, handbook.derived(Facts).working_day)
    needed = {name.name for name in definition.inputs}
    unit = definition.unit
    if given is None or not needed <= set(given) or not isinstance(unit, Unit):
        return None
    return _said(calculate(definition, given).result, unit, definition.kpi.precision)


def _given(
    definition: Definition, example: Example, working_day: int
) -> Mapping[str, Fraction | None] | None:
    given: dict[str, Fraction | None] = {}
    for name, raw in example.inputs.items():
        unit = definition.units.get(name)
        try:
            empty = raw is None or raw == UNDEFINED or unit is None
            given[name] = None if empty or unit is None else read(raw, unit, working_day)
        except ValueError:
            return None
    return given


def _said(result: Result, unit: Unit, precision: int | None) -> str:
    return shown(result, unit, precision) if isinstance(result, Fraction) else "no result"


def _key(example: Example) -> str:
    return str(sorted((name, str(raw)) for name, raw in example.inputs.items()))


def _measure(spot: Spot, old: str | None, new: str | None) -> Iterator[Change]:
    was, now = formula(old), formula(new)
    if was != now:
        told = instead("the measure", was and f"`{cut(was)}`", now and f"`{cut(now)}`")
        yield spot.change(Type.MEASURE, *MEASURE, told, gone=not now, before=was, after=now)


def _inputs(
    spot: Spot, old: Mapping[str, KpiInput], new: Mapping[str, KpiInput]
) -> Iterator[Change]:
    for name in dict.fromkeys((*new, *old)):
        inside = spot.into(name)
        if name in old and name in new:
            title = spot.both.after.quoted(new[name].title)
            yield from fields(inside.about(f"Input {title}"), old[name], new[name], INPUT)
        else:
            item = new[name] if name in new else old[name]
            names = spot.both.after if name in new else spot.both.before
            word = "new" if name in new else "gone"
            told = f"the input {names.quoted(item.title)} is {word}"
            yield inside.change(Type.MEASURE, *MEASURE, told, gone=name not in new)


def _targets(raw: Any) -> list[KpiTarget]:
    if raw is None or isinstance(raw, list):
        return raw or []
    try:
        return [KpiTarget(value=Quantity.read(raw))]
    except ValueError:
        return []


def _target(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
    """Targets by scope and period; a single one is one for all."""
    before, after = _targets(old), _targets(new)
    if isinstance(old, list) or isinstance(new, list):
        yield from _several(spot, before, after)
    elif before or after:
        one, other = (found[0].value if found else None for found in (before, after))
        yield from quantity("the target", MEASURE)(spot, one, other)
    elif said(old) != said(new):
        yield spot.change(Type.FACT, *MEASURE, instead("the target", said(old), said(new)))


def _for(target: KpiTarget) -> str:
    where = ", ".join(f"{k} {' '.join(v)}" for k, v in sorted(target.scope.items()))
    return f"for {where or 'everywhere'} {said(target.start)} {said(target.until)}".rstrip()


def _examples(spot: Spot, old: list[Example], new: list[Example]) -> Iterator[Change]:
    """Worked examples explain a formula; they are wording, whatever is in them."""
    before = {_key(e): e for e in old}
    after = {_key(e): e for e in new}
    for key, example in after.items():
        other = before.get(key)
        if other is None:
            yield spot.change(
                Type.FACT, *_EXPLAINING, f"a worked example is new: {_titled(spot, example)}"
            )
        elif (str(other.result), other.title) != (str(example.result), example.title):
            told = f"the worked example {_titled(spot, example)} is different"
            yield spot.change(Type.FACT, *_EXPLAINING, told)
    for key, example in before.items():
        if key not in after:
            told = f"a worked example is gone: {_titled(spot, example)}"
            yield spot.change(Type.FACT, *_EXPLAINING, told, gone=True)


_EXPLAINING = (Class.WORDING, Part.PATCH)


def _titled(spot: Spot, example: Example) -> str:
    if example.title:
        return spot.both.after.quoted(example.title)
    given = ", ".join(f"{name} {said(raw)}" for name, raw in example.inputs.items())
    return f"“{cut(given)}”"


INPUT: Fields = {
    "title": text("the name", Class.REFERENCE, Part.PATCH, "is", strict=True),
    "unit": value("the unit", MEASURE),
    "measure": _measure,
    "date": value("the column that places it in time", MEASURE),
    "snapshot": flag("it is the value on the day of the report", "it is placed in time", MEASURE),
    "kpi": references("the KPI whose value it is", ("kpi",), MEASURE),
    "entered_by": acting("enters it by hand", OWNERSHIP, Type.RESPONSIBLE),
    "meaning": text("the meaning"),
}
TARGET: Fields = {
    "value": quantity("the value", MEASURE),
    "scope": scope(),
    "start": value("the first day", MEASURE, Type.DATE),
    "until": value("the last day", MEASURE, Type.DATE),
}
_several = listed("target", TARGET, MEASURE, _for)
BAND: Fields = {
    "title": text("the name", Class.REFERENCE, Part.PATCH, "is", strict=True),
    "min": quantity("where it begins", MEASURE),
    "max": quantity("where it ends", MEASURE),
    "scope": scope(),
    "start": value("the first day", MEASURE, Type.DATE),
    "until": value("the last day", MEASURE, Type.DATE),
    "action": text("what is done then", Class.PROCESS, Part.MINOR),
}
KPI: Fields = {
    "control": control,
    "owner": acting("answers for the number", OWNERSHIP, Type.OWNER),
    "formula": nothing,  # told with its effect
    "unit": value("the unit", MEASURE),
    "inputs": _inputs,
    "target": _target,
    "bands": listed("band", BAND, MEASURE, lambda item: item.title, ordered=True),
    "better": value("the better direction", MEASURE),
    "when_undefined": text("what it means that there is no result", *MEASURE),
    "exclusions": sentences("what does not count", *MEASURE),
    "grain": things("by what it is reported", *REFERENCE),
    "precision": value("the precision", REFERENCE),
    "definition": text("the definition", *MEASURE),
    "examples": _examples,
    "see_also": references("the related KPI", ("kpi",), REFERENCE),
    "purpose": text("the purpose"),
}
