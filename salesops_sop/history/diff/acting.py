"""Who does something: roles and departments in a sentence of their own."""

from collections.abc import Sequence
from typing import Any

from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.spot import Compare, Spot
from salesops_sop.history.diff.values import Weight, differing

ROLE = ("role",)
PARTY = ("role", "department")


def acting(
    verb: str,
    weight: Weight,
    kind: Type,
    kinds: Sequence[str] = ROLE,
    plural: str | None = None,
) -> Compare:
    """Compare who does something: “the VP of Sales answers for it instead of the Analyst”.

    `verb` goes with one of them (“answers for it”, “is asked”, “may ask”), `plural` with several;
    where it is not given, the s of the first word is left out.
    """

    def compare(spot: Spot, old: Any, new: Any) -> list[Change]:
        before, after, gone, come = differing(spot, kinds, old, new)
        if not gone and not come:
            return []
        roles = [*spot.roles, *gone, *come]
        told = said(spot, kinds, gone, come, verb, plural or _plural(verb))
        return [
            spot.change(
                kind,
                *weight,
                told,
                roles=roles,
                parties=[*gone, *come],
                gone=not after,
                before=spot.both.names(kinds, before) if before else "",
                after=spot.both.names(kinds, after) if after else "",
            )
        ]

    return lambda spot, old, new: iter(compare(spot, old, new))


def said(
    spot: Spot,
    kinds: Sequence[str],
    gone: Sequence[str],
    come: Sequence[str],
    verb: str,
    plural: str,
) -> str:
    """The sentence, for whoever does it no longer and whoever does it now."""
    was, now = spot.both.names(kinds, gone), spot.both.names(kinds, come)
    if gone and come:
        return f"{now} {plural if len(come) > 1 else verb} instead of {was}"
    if come:
        return f"{now} {plural if len(come) > 1 else verb} from now on"
    return f"{was} {_no_longer(plural if len(gone) > 1 else verb)}"


def _plural(verb: str) -> str:
    first, space, rest = verb.partition(" ")
    plain = {"is": "are", "does": "do", "may": "may", "must": "must"}.get(first)
    return f"{plain or first.removesuffix('s')}{space}{rest}"


def _no_longer(verb: str) -> str:
    first, space, rest = verb.partition(" ")
    if first in ("is", "are", "may", "must"):
        return f"{first} no longer{space}{rest}"
    return f"no longer {verb}"
