"""What a handbook says of a KPI that metric layers have no word for, as plain data."""

from collections.abc import Mapping
from typing import Any

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import shown
from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Band, KpiTarget
from salesops_sop.handbook.model.organization import Role
from salesops_sop.lang.units import Unit

Data = dict[str, Any]


def about(handbook: Handbook, definition: Definition) -> Data:
    """Unit, direction, owner, targets and the rest of a KPI; what is not stated is left out."""
    kpi, control = definition.kpi, definition.kpi.control
    return stated(
        {
            "kpi": kpi.id,
            "number": control.number,
            "version": control.version,
            "status": str(control.status),
            "unit": kpi.unit,
            "better": kpi.better,
            "owner": kpi.owner,
            "owner_title": title(handbook, kpi.owner),
            "formula": kpi.formula,
            "purpose": plain(kpi.purpose, handbook),
            "precision": kpi.precision,
            "grain": list(kpi.grain),
            "target": _target(handbook, definition),
            "bands": [_band(handbook, definition, band) for band in kpi.bands],
            "when_undefined": plain(kpi.when_undefined, handbook),
            "exclusions": [plain(text, handbook) for text in kpi.exclusions],
            "see_also": list(kpi.see_also),
            "snapshots": [name for name, item in kpi.inputs.items() if _is_snapshot(item)],
        }
    )


def title(handbook: Handbook, role: str | None) -> str | None:
    """The title of a role that is there."""
    found = handbook.get(Role, role) if role else None
    return found.title if found else None


def _is_snapshot(item: Any) -> bool:
    return item.measure is not None and item.date is None


def _target(handbook: Handbook, definition: Definition) -> str | list[Data] | None:
    target = definition.kpi.target
    if target is None or not isinstance(target, list):
        return _value(handbook, definition, target)
    return [{"value": _value(handbook, definition, item.value), **_where(item)} for item in target]


def _band(handbook: Handbook, definition: Definition, band: Band) -> Data:
    return stated(
        {
            "title": band.title,
            "min": _value(handbook, definition, band.min),
            "max": _value(handbook, definition, band.max),
            **_where(band),
            "action": plain(band.action, handbook),
        }
    )


def _where(item: KpiTarget | Band) -> Data:
    return stated(
        {
            "scope": {dimension: list(values) for dimension, values in item.scope.items()},
            "from": item.start.isoformat() if item.start else None,
            "until": item.until.isoformat() if item.until else None,
        }
    )


def _value(handbook: Handbook, definition: Definition, raw: Any) -> str | None:
    """A target as people read it; what a parameter states stands for its id."""
    if raw is None:
        return None
    unit = definition.unit
    found = handbook.derived(Targets).number(raw, unit) if isinstance(unit, Unit) else None
    return str(raw) if found is None or not isinstance(unit, Unit) else shown(found, unit)


def stated(data: Mapping[str, Any]) -> Data:
    """What is stated of it: nothing that is empty."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
