"""Single values: what stands there now instead of what stood there before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from salesops_sop.analysis.where import Where
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.record import Period
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.naming import cut
from salesops_sop.history.diff.spot import Compare, Spot

Weight = tuple[Class, Part]
OWNERSHIP: Weight = (Class.OWNERSHIP, Part.MAJOR)
AUTHORITY: Weight = (Class.AUTHORITY, Part.MAJOR)
PROCESS: Weight = (Class.PROCESS, Part.MINOR)
MEASURE: Weight = (Class.MEASURE, Part.MINOR)
REFERENCE: Weight = (Class.REFERENCE, Part.MINOR)
WORDING: Weight = (Class.WORDING, Part.PATCH)
CONTROL: Weight = (Class.REFERENCE, Part.NONE)


def value(noun: str, weight: Weight, kind: Type = Type.FACT) -> Compare:
    """Compare values that are said as they are written: a number, a day, a word, a list of them."""

    def compare(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
        if _same(old, new):
            return
        before, after = said(old), said(new)
        yield spot.change(
            kind,
            *weight,
            instead(noun, before, after),
            gone=not after,
            before=before,
            after=after,
        )

    return compare


def instead(noun: str, before: str, after: str) -> str:
    """“the unit is deal instead of lead”, or what is new, or what is gone."""
    if before and after:
        return f"{noun} is {after} instead of {before}"
    return f"{noun} is new: {after}" if after else f"{noun} is gone: {before}"


def said(found: Any) -> str:
    """A value on one line; nothing for none."""
    if found is None or found == [] or found == ():
        return ""
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, date):
        return f"{found.day} {found:%B %Y}"
    if isinstance(found, Period):
        ends = (("from", found.start), ("until", found.until))
        return " ".join(f"{word} {said(day)}" for word, day in ends if day)
    if isinstance(found, list | tuple):
        return ", ".join(map(said, found))
    return cut(" ".join(str(found).split()))


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, bool) is not isinstance(new, bool):
        return False  # to Python 1 and true are one
    if isinstance(old, Period) and isinstance(new, Period):
        return (old.start, old.until) == (new.start, new.until)
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return sorted(map(said, old)) == sorted(map(said, new))
    return bool(old == new) or (not said(old) and not said(new))


def flag(yes: str, no: str, weight: Weight) -> Compare:
    """Compare what is so or not so; each in the words of a sentence."""

    def compare(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
        if bool(old) is not bool(new):
            yield spot.change(Type.FACT, *weight, yes if new else no)

    return compare


def references(
    noun: str, kinds: Sequence[str], weight: Weight, kind: Type = Type.REFERENCE, verb: str = "is"
) -> Compare:
    """Compare references to documents, one or several, in any order; one change for the field.

    Roles that are named before or now are touched.
    """

    def compare(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
        before, after, gone, come = differing(spot, kinds, old, new)
        if gone or come:
            yield spot.change(
                kind,
                *weight,
                _swapped(spot, f"{noun} {verb}", kinds, gone, come),
                roles=[*spot.roles, *gone, *come],
                parties=[*gone, *come],
                gone=not after,
                before=spot.both.names(kinds, before) if before else "",
                after=spot.both.names(kinds, after) if after else "",
            )

    return compare


def differing(
    spot: Spot, kinds: Sequence[str], old: Any, new: Any
) -> tuple[list[str], list[str], list[str], list[str]]:
    """The ids before (as they are now) and now; those that are gone, and those that are new."""
    before = list(dict.fromkeys(spot.both.now(kinds, ident) for ident in _listed(old)))
    after = list(dict.fromkeys(_listed(new)))
    gone = [ident for ident in before if ident not in after]
    return before, after, gone, [ident for ident in after if ident not in before]


def _swapped(
    spot: Spot, start: str, kinds: Sequence[str], gone: Sequence[str], come: Sequence[str]
) -> str:
    """“the backup is the VP of Sales instead of the Finance director”."""
    was, now = spot.both.names(kinds, gone), spot.both.names(kinds, come)
    if gone and come:
        return f"{start} {now} instead of {was}"
    noun, _, verb = start.rpartition(" ") if start.endswith(" is") else start.rpartition(" goes")
    verb = verb if verb == "is" else f"goes{verb}"
    if come:
        return f"{noun} is now also {now}" if verb == "is" else f"{noun} now also {verb} {now}"
    return f"{noun} is no longer {was}" if verb == "is" else f"{noun} no longer {verb} {was}"


def _listed(found: Any) -> Iterable[str]:
    if not found:
        return ()
    return (found,) if isinstance(found, str) else found


def scope(noun: str = "it holds") -> Compare:
    """Compare where something holds; a value means all inside it."""

    def compare(spot: Spot, old: Scope, new: Scope) -> Iterator[Change]:
        if _leaves(spot, old, now=False) == _leaves(spot, new):
            return
        before = spot.both.old.derived(Where).said(old)
        after = spot.both.new.derived(Where).said(new)
        said_ = f"{noun} {_placed(after)} instead of {_placed(before)}"
        yield spot.change(Type.SCOPE, *PROCESS, said_, before=before, after=after)

    return compare


def _placed(where: str) -> str:
    return where if where == "everywhere" else f"for {where}"


def _leaves(spot: Spot, found: Scope, now: bool = True) -> dict[str, frozenset[str]]:
    trees = spot.both.trees
    leaves = {
        dimension if now else spot.both.now(("dimension",), dimension): trees.leaves(
            dimension if now else spot.both.now(("dimension",), dimension), values
        )
        for dimension, values in found.items()
    }
    return {name: inside for name, inside in leaves.items() if inside != trees.all(name)}
