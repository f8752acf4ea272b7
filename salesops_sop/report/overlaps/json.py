"""Findings for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.analysis.ownership.cure import cure
from salesops_sop.analysis.ownership.findings import Findings, Item, Side
from salesops_sop.analysis.ownership.load import Load
from salesops_sop.base.data import dumps
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.report.outcome import Look
from salesops_sop.report.place import plain

FORMAT = "salesops-sop/overlaps/1"


def write(found: Findings, handbook: Handbook, look: Look) -> str:
    """Return the report; the same findings give the same text."""
    return dumps(
        {
            "format": FORMAT,
            "overlaps": [overlap_data(item, handbook) for item in found.overlaps],
            "gaps": [_gap(item, handbook) for item in found.gaps],
            "conflicts": [overlap_data(item, handbook) for item in found.conflicts],
            "load": [_load(load) for load in found.loads],
        }
    )


def overlap_data(item: Item, handbook: Handbook) -> dict[str, Any]:
    """An overlap as data."""
    return {
        "type": item.type,
        "activity": item.activity,
        "claims": [claim for side in item.sides for claim in _claims(side)],
        "where": plain(item.where[0]),
        "similarity": item.similarity,
        "evidence": item.evidence,
        "cure": cure(item, handbook),
    }


def _gap(item: Item, handbook: Handbook) -> dict[str, Any]:
    return {
        "type": item.type,
        "activity": item.activity,
        "claims": [claim for side in item.sides for claim in _claims(side)],
        "uncovered": [plain(scope) for scope in item.where],
        "cure": cure(item, handbook),
    }


def _claims(side: Side) -> list[dict[str, Any]]:
    """Each role with its letter; a side that names nobody is there all the same."""
    path, line, column = side.place.position
    about = {
        "activity": side.text,
        "document": side.document.ref,
        "path": path,
        "line": line,
        "column": column,
        "scope": plain(side.scope),
    }
    stated: list[tuple[str | None, str | None]] = [(str(a), b) for a, b in side.claims]
    return [{"role": role, "letter": letter, **about} for letter, role in stated or [(None, None)]]


def _load(load: Load) -> dict[str, Any]:
    return {
        "role": load.role,
        "counts": {str(letter): number for letter, number in load.counts.items()},
        "shares": {str(letter): round(share, 4) for letter, share in load.shares.items()},
        "rows": load.rows,
    }
