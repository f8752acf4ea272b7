"""Terms, dimensions and parameters: the words and the facts that the whole handbook shares."""

from collections.abc import Iterator
from typing import Any

from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.fields import DimensionNode, DimensionValues
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.history.diff.acting import acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.limits import order
from salesops_sop.history.diff.records import Fields, nothing
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import text, things
from salesops_sop.history.diff.touching import touched
from salesops_sop.history.diff.values import (
    AUTHORITY,
    MEASURE,
    OWNERSHIP,
    PROCESS,
    REFERENCE,
    WORDING,
    Weight,
    scope,
    value,
)


def parameter(spot: Spot) -> Iterator[Change]:
    """Compare what a parameter says, its unit included, and name every place that refers to it.

    What it weighs depends on where it is used: in a limit of authority, in steps, in KPIs.
    """
    old, new = spot.old, spot.new
    assert isinstance(old, Parameter)
    assert isinstance(new, Parameter)
    was, now = spot.both.before.stated(old), spot.both.after.stated(new)
    one = spot.both.facts[0].values.get(old.ref)
    other = spot.both.facts[1].values.get(new.ref)
    places = tuple(r.place for r in spot.both.new.incoming.get(new.ref, ()))
    inside = spot.into("value")
    if _equal(spot, old, new, one, other):
        if was != now and not isinstance(new.value, list):
            told = f"the value is written {now} instead of {was}, which is the same"
            yield inside.change(Type.REWORDED, *WORDING, told, before=was, after=now)
        return
    word = {1: ": higher", -1: ": lower"}.get(order(spot, one, other), "")
    told = f"the value is {now} instead of {was}{word}{_used(len(places))}"
    yield inside.change(
        Type.PARAMETER,
        *_weight(places),
        told,
        roles=spot.roles.union(*(touched(spot.both.new, place) for place in places)),
        before=was,
        after=now,
        affects=places,
    )


def _used(count: int) -> str:
    return f"; {count} place{'s' * (count != 1)} refer{'s' * (count == 1)} to it" if count else ""


def _equal(spot: Spot, old: Parameter, new: Parameter, one: Any, other: Any) -> bool:
    before, after = spot.both.facts
    if one is not None and other is not None:
        same_unit = type(one).__name__ != "Decimal" or (old.unit or "") == (new.unit or "")
        return before.size(one) == after.size(other) and same_unit
    if (old.unit or "") != (new.unit or ""):
        return False
    if isinstance(old.value, list) and isinstance(new.value, list):
        return sorted(map(repr, old.value)) == sorted(map(repr, new.value))
    if isinstance(old.value, str) and isinstance(new.value, str):
        return spot.both.text_now(old.value).split() == new.value.split()
    return type(old.value) is type(new.value) and old.value == new.value


def _weight(places: tuple[Place, ...]) -> Weight:
    if any(place.path[:1] in (("authority",), ("approver",)) for place in places):
        return AUTHORITY
    kinds = {type(place.document) for place in places if place.path[:1] != ("body",)}
    if Decision in kinds:
        return PROCESS
    if kinds and kinds <= {Kpi}:
        return MEASURE
    return PROCESS if any(place.document.kind in _PROCESSES for place in places) else REFERENCE


_PROCESSES = ("procedure", "pipeline", "service")


def _values(spot: Spot, old: DimensionValues, new: DimensionValues) -> Iterator[Change]:
    """Which values are new, gone, or lie elsewhere now."""
    before, after = dict(_parents(old)), dict(_parents(new))
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if gone or come:
        parts = [f"{', '.join(come)} {'is' if len(come) == 1 else 'are'} new"] if come else []
        parts += [f"{', '.join(gone)} {'is' if len(gone) == 1 else 'are'} gone"] if gone else []
        yield spot.change(Type.FACT, *REFERENCE, f"the values: {'; '.join(parts)}")
    for name in after:
        if name in before and before[name] != after[name]:
            where = f"in {after[name]}" if after[name] else "at the top"
            was = f"in {before[name]}" if before[name] else "at the top"
            told = f"the value {name} lies {where} instead of {was}"
            yield spot.change(Type.FACT, *REFERENCE, told)


def _parents(values: DimensionValues) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, DimensionNode]] = [("", node) for node in reversed(values)]
    while waiting:
        above, node = waiting.pop()
        yield node.id, above
        waiting += [(node.id, child) for child in reversed(node.children)]


TERM: Fields = {
    "definition": text("the definition", Class.REFERENCE, Part.MINOR),
    "synonyms": things("the other words for it", Class.REFERENCE, Part.MINOR),
    "avoid": things("the words to avoid", Class.REFERENCE, Part.MINOR),
}
DIMENSION: Fields = {"values": _values, "meaning": text("the meaning")}
PARAMETER: Fields = {
    "control": control,
    "value": nothing,  # told with its unit
    "unit": nothing,
    "scope": scope(),
    "owner": acting("may change it", OWNERSHIP, Type.OWNER),
    "meaning": text("the meaning"),
    "effective": value("the time when it holds", PROCESS, Type.DATE),
    "fact": value("the key of the fact it states", REFERENCE),
}
