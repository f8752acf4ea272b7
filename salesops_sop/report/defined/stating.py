"""Values, targets and bands of a KPI in words."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import shown
from salesops_sop.analysis.where import Where
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Band, KpiTarget
from salesops_sop.lang.units import Unit


def ranged(band: Band, definition: Definition, targets: Targets) -> str:
    """The values of a band: “20% to under 25%”, “25% or more”; “over 2 days to 4 days”."""
    low, high = (quantity(end, definition, targets) for end in (band.min, band.max))
    if definition.kpi.better == "lower":
        if low and high:
            return f"over {low} to {high}"
        if high:
            return f"{high} or less"
        return f"over {low}" if low else "any value"
    if low and high:
        return f"{low} to under {high}"
    if high:
        return f"under {high}"
    return f"{low} or more" if low else "any value"


def quantity(value: int | float | str | None, definition: Definition, targets: Targets) -> str:
    """A value in the unit of the KPI, or what is written where that cannot be read."""
    if value is None:
        return ""
    found = number(value, definition, targets)
    unit = definition.unit
    return shown(found, unit) if found is not None and isinstance(unit, Unit) else str(value)


def number(
    value: int | float | str | None, definition: Definition, targets: Targets
) -> Fraction | None:
    """The number that a value is in the unit of the KPI; None where it cannot be read."""
    if value is None or not isinstance(definition.unit, Unit):
        return None
    return targets.number(value, definition.unit)


def parameter(value: int | float | str | None) -> str | None:
    """The id of the parameter that states a value."""
    try:
        return Quantity.read(value).parameter
    except ValueError:
        return None


def stated_targets(definition: Definition) -> list[KpiTarget]:
    """The targets of a KPI; one without a scope is one that holds everywhere."""
    target = definition.kpi.target
    if target is None or isinstance(target, list):
        return list(target or ())
    try:
        return [KpiTarget(value=Quantity.read(target))]
    except ValueError:
        return []


def holding(item: Band | KpiTarget, handbook: Handbook) -> str:
    """Where and when a target or a band holds: “EMEA › DACH, from 2026-01-01”; empty for always."""
    return ", ".join(_holding(item, handbook))


def _holding(item: Band | KpiTarget, handbook: Handbook) -> Iterator[str]:
    if item.scope:
        yield handbook.derived(Where).said(item.scope)
    if item.start:
        yield f"from {day(item.start)}"
    if item.until:
        yield f"until {day(item.until)}"


def day(value: date) -> str:
    """A day as it is written in a file."""
    return value.isoformat()
