"""Checked data for programs: one JSON object, whose form stays within a major version."""

from collections.abc import Sequence
from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.report.checked.text import sentence
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.checking import Checked, Flaw

FORMAT = "salesops-sop/data-check/1"


def write(found: Sequence[Checked], notes: Sequence[str], look: Look) -> str:
    """Return what is wrong in each dataset; rules that are words only are listed unchecked."""
    datasets = [_dataset(checked) for checked in found]
    return dumps({"format": FORMAT, "datasets": datasets, "notes": list(notes)})


def _dataset(checked: Checked) -> dict[str, Any]:
    return {
        "dataset": checked.dataset.id,
        "data": checked.shown,
        "rows": checked.rows,
        "problems": [_flaw(flaw) for flaw in checked.flaws],
        "notes": list(checked.notes),
        "unchecked": list(checked.words),
    }


def _flaw(flaw: Flaw) -> dict[str, Any]:
    return {
        "field": flaw.field,
        "rule": flaw.rule,
        "message": sentence(flaw),
        "rows": flaw.total,
        "first": list(flaw.rows),
        "value": flaw.value,
    }
