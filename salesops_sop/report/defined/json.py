"""A KPI for programs: one JSON object, whose form stays within a major version."""

from fractions import Fraction
from typing import Any

from salesops_sop.analysis.measures.calculating import Deviation
from salesops_sop.base.data import dumps
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Band, Example, Kpi, KpiInput, KpiTarget
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.report.defined.shown import Shown
from salesops_sop.report.defined.stating import number, parameter, ranged, stated_targets
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/kpi-show/1"


def write(kpi: Kpi, handbook: Handbook, look: Look) -> str:
    """Return the KPI; numbers are in its unit, texts as they are written."""
    shown = Shown(kpi, handbook)
    position = kpi.at("id").position
    unread = isinstance(shown.definition.formula, FormulaError)
    found = {
        "format": FORMAT,
        "kpi": kpi.id,
        "title": kpi.title,
        "path": position.path,
        "line": position.line,
        "definition": kpi.definition,
        "formula": kpi.formula,
        "words": None if unread else shown.words,
        "unit": kpi.unit,
        "better": kpi.better,
        "precision": kpi.precision,
        "owner": kpi.owner,
        "grain": list(kpi.grain),
        "when_undefined": kpi.when_undefined,
        "inputs": [_input(shown, name, item) for name, item in kpi.inputs.items()],
        "targets": [_target(shown, item) for item in stated_targets(shown.definition)],
        "bands": [_band(shown, band) for band in kpi.bands],
        "examples": [_example(shown, *pair) for pair in enumerate(kpi.examples)],
        "built_on": [other.id for other in shown.built_on],
        "used_by": [other.id for other in shown.used_by],
    }
    return dumps(found)


def _input(shown: Shown, name: str, item: KpiInput) -> dict[str, Any]:
    return {
        "name": name,
        "title": item.title,
        "unit": item.unit,
        "meaning": item.meaning,
        "measure": item.measure,
        "date": item.date,
        "kpi": item.kpi,
        "entered_by": item.entered_by,
    }


def _target(shown: Shown, item: KpiTarget) -> dict[str, Any]:
    return {
        "value": _number(number(item.value, shown.definition, shown.targets)),
        "parameter": parameter(item.value),
        **_holding(item),
    }


def _band(shown: Shown, band: Band) -> dict[str, Any]:
    low, high = (number(end, shown.definition, shown.targets) for end in (band.min, band.max))
    return {
        "title": band.title,
        "min": _number(low),
        "max": _number(high),
        "range": ranged(band, shown.definition, shown.targets),
        "action": band.action,
        **_holding(band),
    }


def _holding(item: Band | KpiTarget) -> dict[str, Any]:
    return {
        "scope": {dimension: list(values) for dimension, values in item.scope.items()},
        "from": item.start.isoformat() if item.start else None,
        "until": item.until.isoformat() if item.until else None,
    }


def _example(shown: Shown, place: int, example: Example) -> dict[str, Any]:
    wrong = shown.unlike.get(place)
    gives = shown.computed(wrong) if isinstance(wrong, Deviation) else None
    return {
        "title": example.title,
        "inputs": dict(example.inputs),
        "result": example.result,
        "shown": shown.result(example),
        "holds": wrong is None,
        "gives": gives,
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
