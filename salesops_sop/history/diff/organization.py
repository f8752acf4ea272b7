"""Departments, roles, persons and charters: who is who, who leads whom, who may how much."""

from collections.abc import Iterator, Mapping
from typing import Any

from salesops_sop.analysis.organization.authority import FLOORS
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.organization import Holding, Role, SigningKey
from salesops_sop.history.diff.acting import PARTY, ROLE, acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.duties import activities
from salesops_sop.history.diff.limits import order, resourced, same_limit, stated
from salesops_sop.history.diff.records import Fields
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import sentences, text
from salesops_sop.history.diff.values import (
    AUTHORITY,
    OWNERSHIP,
    REFERENCE,
    references,
    said,
    scope,
    value,
)


def _authority(
    spot: Spot, old: Mapping[str, Quantity], new: Mapping[str, Quantity]
) -> Iterator[Change]:
    before = {spot.both.now(("parameter",), key): limit for key, limit in old.items()}
    for key in sorted({*before, *new}):
        yield from _limit(spot.into(key), key, before.get(key), new.get(key))


def _limit(spot: Spot, key: str, old: Quantity | None, new: Quantity | None) -> Iterator[Change]:
    before, after = stated(spot, old, now=False), stated(spot, new, now=True)
    noun = f"the limit for {spot.both.name(('parameter',), key)}"
    if before and after and same_limit(spot, before, after):
        yield from resourced(spot, noun, before, after)
        return
    if before and after:
        way = order(spot, before.value, after.value) * (-1 if _is_floor(key) else 1)
        word = {1: ": more authority", -1: ": less authority"}.get(way, "")
        told = f"{noun} is {after.text} instead of {before.text}{word}"
    elif after:
        way, told = 1, f"{noun} is new: {after.text}"
    elif before:
        way, told = -1, f"{noun} is gone; it was {before.text}"
    else:
        return
    kind = {1: Type.AUTHORITY_RAISED, -1: Type.AUTHORITY_LOWERED}.get(way, Type.AUTHORITY_CHANGED)
    yield spot.change(
        kind,
        *AUTHORITY,
        told,
        gone=after is None,
        before=before.text if before else "",
        after=after.text if after else "",
    )


def _is_floor(parameter: str) -> bool:
    return not FLOORS.isdisjoint(parameter.split("-"))


def _reports_to(spot: Spot, old: str | None, new: str | None) -> Iterator[Change]:
    before = spot.both.now(ROLE, old) if old else None
    if before == new:
        return
    was, now = (spot.both.name(ROLE, role) if role else "nobody" for role in (before, new))
    yield spot.change(
        Type.REPORTING_LINE,
        *OWNERSHIP,
        f"it reports to {now} instead of {was}",
        roles={*spot.roles, *filter(None, (before, new))},
        gone=new is None,
        before=was,
        after=now,
    )


def _holds(spot: Spot, old: list[str | Holding], new: list[str | Holding]) -> Iterator[Change]:
    """Which roles a person holds, and from when to when."""
    before, after = (_periods(holds) for holds in (old, new))
    before = {spot.both.now(ROLE, role): period for role, period in before.items()}
    for role in sorted({*before, *after}):
        name, was, now = spot.both.name(ROLE, role), before.get(role), after.get(role)
        if was == now:
            continue
        if was is None:
            told = f"holds the role of {name}{now}"
        elif now is None:
            told = f"no longer holds the role of {name}"
        else:
            ends = [period or " without a limit" for period in (now, was)]
            told = f"holds the role of {name}{ends[0]} instead of{ends[1]}"
        yield spot.change(Type.OWNER, *OWNERSHIP, told, roles={role}, gone=now is None)


def _periods(holds: list[str | Holding]) -> dict[str, str]:
    return {
        (item if isinstance(item, str) else item.role): (
            "" if isinstance(item, str) else _period(item)
        )
        for item in holds
    }


def _period(item: Any) -> str:
    ends = (("from", item.start), ("until", item.until))
    return "".join(f" {word} {said(day)}" for word, day in ends if day)


def _keys(spot: Spot, old: list[str | SigningKey], new: list[str | SigningKey]) -> Iterator[Change]:
    before, after = (
        sorted(k if isinstance(k, str) else f"{k.key}{_period(k)}" for k in keys)
        for keys in (old, new)
    )
    if before != after:
        told = f"the keys that sign are others: {len(after)} instead of {len(before)}"
        if len(after) == len(before):
            told = "the keys that sign are others"
        yield spot.change(Type.FACT, Class.AUTHORITY, Part.MAJOR, told, gone=not after)


def role(document: Any) -> frozenset[str]:
    """The role itself is touched by what changes in its document."""
    return frozenset({document.id}) if isinstance(document, Role) else frozenset()


DEPARTMENT: Fields = {
    "parent": references("the department it belongs to", ("department",), OWNERSHIP),
    "head": acting("leads it", OWNERSHIP, Type.OWNER),
    "block": value("the block of the sales division", REFERENCE),
    "purpose": text("the purpose"),
}
ROLE_FIELDS: Fields = {
    "department": references("its department", ("department",), OWNERSHIP),
    "reports_to": _reports_to,
    "authority": _authority,
    "responsibilities": sentences("a duty", *OWNERSHIP, strict=True),
    "backup": acting("stands in when the holder is away", OWNERSHIP, Type.RESPONSIBLE),
    "advises": acting("is advised", OWNERSHIP, Type.REFERENCE, PARTY),
    "purpose": text("the purpose"),
}
PERSON: Fields = {
    "holds": _holds,
    "name": value("the name", REFERENCE),
    "email": value("the address", REFERENCE),
    "signing_keys": _keys,
}
RESPONSIBILITIES: Fields = {
    "control": control,
    "department": references("whose charter it is", ("department",), OWNERSHIP),
    "scope": scope(),
    "activities": activities,
    "purpose": text("the purpose"),
}
