"""A computed KPI for programs: one JSON object, whose form stays within a major version."""

from fractions import Fraction
from typing import Any

from salesops_sop.analysis.measures.cases import Case
from salesops_sop.base.data import dumps
from salesops_sop.lang.formula.evaluating import Result, Undefined
from salesops_sop.lang.formula.writing import written
from salesops_sop.report.calculated.answer import Answer, number
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/kpi-calc/1"


def write(answer: Answer, look: Look) -> str:
    """Return the result; `exact` is a fraction of whole numbers, as `1/3`."""
    kpi, band = answer.case.definition.kpi, answer.band
    found: dict[str, Any] = {
        "format": FORMAT,
        "kpi": kpi.id,
        "title": kpi.title,
        **_result(answer.case),
        "unit": kpi.unit,
        "shown": number(answer.value, answer.case) or None,
        "when_undefined": kpi.when_undefined if answer.value is None else None,
        "scope": {dimension: list(values) for dimension, values in answer.where.items()},
        "day": answer.day.isoformat(),
        "target": _number(answer.target),
        "met": answer.met,
        "band": {"title": band.title, "range": answer.range(band), "action": band.action}
        if band
        else None,
        "inputs": {name: _number(value) for name, value in answer.case.inputs.items()},
    }
    if answer.steps:
        found["steps"] = [step for case in answer.case.all() for step in _steps(case)]
    return dumps(found)


def _result(case: Case) -> dict[str, Any]:
    result = case.result
    return {
        "value": _number(result),
        "exact": str(result) if isinstance(result, Fraction) else None,
        "undefined": result.reason if isinstance(result, Undefined) else None,
    }


def _steps(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "kpi": case.definition.kpi.id,
            "formula": written(step.expression),
            "value": step.result if isinstance(step.result, bool | str) else _number(step.result),
            "undefined": step.result.reason if isinstance(step.result, Undefined) else None,
        }
        for step in case.calculation.steps
    ]


def _number(value: Result | None) -> float | None:
    return float(value) if isinstance(value, Fraction) else None
