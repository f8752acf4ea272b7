"""Targets and bands: values of the KPI’s own unit that lie side by side."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.targets import Targets, inside
from salesops_sop.analysis.measures.values import shown
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Band, Kpi
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.lang.units import Unit
from salesops_sop.lint.rule import Finding, rule


class _Reach(NamedTuple):
    """A band with its ends; None is open."""

    number: int
    band: Band
    low: Fraction | None
    high: Fraction | None


@rule("kpi/target", Severity.WARNING)
def target(handbook: Handbook) -> Iterator[Finding]:
    """A target or a band does not fit its KPI.

    A target in another unit is never reached; a value between two bands, or in two, means nothing.
    Bands are listed from the best to the worst, each from `min` to under `max`, and the target lies
    in the first one. A target needs `better`: whether more is good.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: rate
        unit: percent
        better: higher
        inputs: {rate: {title: rate, unit: percent, entered_by: vp-sales}}
        target: 25%
        bands:
          - {title: On target, min: 25%}
          - {title: Act, max: 20%}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: rate
        unit: percent
        better: higher
        inputs: {rate: {title: rate, unit: percent, entered_by: vp-sales}}
        target: 25%
        bands:
          - {title: On target, min: 25%}
          - {title: Watch, min: 20%, max: 25%}
          - {title: Act, max: 20%}
    """
    dimensions = Dimensions.of(handbook)
    for definition in handbook.derived(Definitions).all.values():
        unit = definition.unit
        if not isinstance(unit, Unit):
            continue
        unread = list(_unread(handbook, definition, unit))
        yield from unread
        kpi = definition.kpi
        if kpi.target is not None and kpi.better is None:
            message = "a target needs `better`: say whether higher or lower is better"
            yield Finding(kpi.at("target", key=True), message)
        if not unread:
            yield from _bands(handbook, definition, unit, dimensions)


def _unread(handbook: Handbook, definition: Definition, unit: Unit) -> Iterator[Finding]:
    """Values that are no number in the KPI's unit; an unknown parameter is told elsewhere."""
    targets = handbook.derived(Targets)
    for place, value in _stated(definition.kpi):
        try:
            parameter = Quantity.read(value).parameter
        except ValueError:
            parameter = None
        if parameter is not None and handbook.get(Parameter, parameter) is None:
            continue
        if targets.number(value, unit) is None:
            what = f"the parameter ‘{parameter}’" if parameter else f"“{value}”"
            yield Finding(place, f"{what} is no value in {unit}, the unit of the KPI")


def _stated(kpi: Kpi) -> Iterator[tuple[Place, int | float | str]]:
    if isinstance(kpi.target, list):
        for number, item in enumerate(kpi.target):
            yield kpi.at("target", number, "value"), item.value
    elif kpi.target is not None:
        yield kpi.at("target"), kpi.target
    for number, band in enumerate(kpi.bands):
        for name, end in (("min", band.min), ("max", band.max)):
            if end is not None:
                yield kpi.at("bands", number, name), end


def _bands(
    handbook: Handbook, definition: Definition, unit: Unit, dimensions: Dimensions
) -> Iterator[Finding]:
    kpi, targets = definition.kpi, handbook.derived(Targets)
    reaches = []
    for number, band in enumerate(kpi.bands):
        ends = [targets.number(e, unit) if e is not None else None for e in (band.min, band.max)]
        if (ends[0] is None and band.min is not None) or (ends[1] is None and band.max is not None):
            return  # an unknown parameter: what it leaves open is not to be guessed
        reaches.append(_Reach(number, band, ends[0], ends[1]))
    beside = list(_overlaps(kpi, reaches, unit, dimensions)) or list(_gaps(kpi, reaches, unit))
    yield from beside
    if not beside:
        yield from _target_in_band(kpi, reaches, targets, unit)


def _overlaps(
    kpi: Kpi, reaches: list[_Reach], unit: Unit, dimensions: Dimensions
) -> Iterator[Finding]:
    for one, other in combinations(reaches, 2):
        if not meets(one.band.scope, other.band.scope, dimensions) or _apart(one.band, other.band):
            continue
        low = max((e for e in (one.low, other.low) if e is not None), default=None)
        high = min((e for e in (one.high, other.high) if e is not None), default=None)
        if low is None or high is None or low < high:
            common = high if kpi.better == "lower" else low
            some = f"{shown(common, unit)} lies" if common is not None else "some values lie"
            message = (
                f"{some} in “{one.band.title}” and in “{other.band.title}”: let one end where the "
                "other begins"
            )
            place = kpi.at("bands", other.number)
            yield Finding(place, message, ((kpi.at("bands", one.number), "the other band"),))


def _apart(one: Band, other: Band) -> bool:
    """Whether the periods of two bands do not meet."""
    return bool(
        (one.until and other.start and one.until < other.start)
        or (other.until and one.start and other.until < one.start)
    )


def _gaps(kpi: Kpi, reaches: list[_Reach], unit: Unit) -> Iterator[Finding]:
    """Values between two bands that hold everywhere and always."""
    whole = [r for r in reaches if not (r.band.scope or r.band.start or r.band.until)]
    ordered = sorted(whole, key=lambda r: (r.low is not None, r.low or 0))
    for one, other in pairwise(ordered):
        if one.high is not None and other.low is not None and one.high < other.low:
            low, high = shown(one.high, unit), shown(other.low, unit)
            between = f"over {low} to {high}" if kpi.better == "lower" else f"{low} to under {high}"
            message = (
                f"no band for {between}: let “{one.band.title}” or “{other.band.title}” take them"
            )
            yield Finding(kpi.at("bands", max(one.number, other.number)), message)


def _target_in_band(
    kpi: Kpi, reaches: list[_Reach], targets: Targets, unit: Unit
) -> Iterator[Finding]:
    if kpi.target is None or isinstance(kpi.target, list) or not reaches:
        return
    value = targets.number(kpi.target, unit)
    if value is None or reaches[0].band.scope:
        return
    for reach in reaches[1:]:
        if not reach.band.scope and inside(value, reach.low, reach.high, kpi.better):
            message = (
                f"the target {shown(value, unit)} lies in “{reach.band.title}”, and not in "
                f"“{reaches[0].band.title}”: list the best band first, and let it begin there"
            )
            yield Finding(kpi.at("target"), message, ((kpi.at("bands", reach.number), "there"),))
            return
