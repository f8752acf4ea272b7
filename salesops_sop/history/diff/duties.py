"""Who does the work, who answers for it, who is asked and who is told; and charters of duties."""

from collections.abc import Iterator, Sequence

from salesops_sop.handbook.model.organization import Activity
from salesops_sop.handbook.model.record import Raci, SharedWith
from salesops_sop.history.diff.acting import ROLE, acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.layout import squeezed
from salesops_sop.history.diff.meaning import same_duty
from salesops_sop.history.diff.pairing import paired
from salesops_sop.history.diff.records import Fields, fields, nothing
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import sentences, text
from salesops_sop.history.diff.values import (
    OWNERSHIP,
    WORDING,
    Weight,
    scope,
)

INFORMED: Weight = (Class.OWNERSHIP, Part.MINOR)  # who is told may nothing more, and must nothing


def raci(
    spot: Spot, old: Raci | None, new: Raci | None, owners: tuple[str, str]
) -> Iterator[Change]:
    """Compare the letters of one duty; `owners` answer for it before and now where nobody is named.

    A duty that names nobody passes with the document from one owner to the next: that is told of
    the document.
    """
    before, after = old or Raci(), new or Raci()
    if before.accountable or after.accountable:
        was = before.accountable or tuple(filter(None, owners[:1]))
        now = after.accountable or tuple(filter(None, owners[1:]))
        yield from _letter(spot, "accountable", was, now)
    for letter in ("responsible", "consulted", "informed"):
        yield from _letter(spot, letter, getattr(before, letter), getattr(after, letter))


def _letter(spot: Spot, letter: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    yield from _LETTERS[letter](spot.into("raci", letter).about(spot.subject, ()), old, new)


_LETTERS = {
    "accountable": acting("is accountable", OWNERSHIP, Type.ACCOUNTABLE),
    "responsible": acting("does it", OWNERSHIP, Type.RESPONSIBLE),
    "consulted": acting("is asked", OWNERSHIP, Type.CONSULTED),
    "informed": acting("is told", INFORMED, Type.INFORMED),
}


def doing(letters: Raci | None) -> frozenset[str]:
    """The roles that do a duty or answer for it."""
    return frozenset((*letters.responsible, *letters.accountable)) if letters else frozenset()


def shared_with(spot: Spot, old: SharedWith | None, new: SharedWith | None) -> Iterator[Change]:
    """Compare work that is shared on purpose: with whom, and why."""
    if old is None and new is None:
        return
    with_whom = acting("answers for the same work elsewhere", OWNERSHIP, Type.ACCOUNTABLE)
    yield from with_whom(spot.into("with"), old and old.roles, new and new.roles)
    if old and new:
        why = text("the reason why the work is shared")
        yield from why(spot.into("reason"), old.reason, new.reason)


def activities(spot: Spot, old: list[Activity], new: list[Activity]) -> Iterator[Change]:
    """Compare the duties of a charter."""
    for i, j in paired(old, new, lambda a: a.id, lambda a: a.activity):
        if i is not None and j is not None:
            yield from _activity(spot.into(j, there=(i,)), old[i], new[j])
        elif j is not None:
            yield _single(spot.into(j), new[j], gone=False)
        elif i is not None:
            yield _single(spot.into(i), old[i], gone=True)


def _single(spot: Spot, activity: Activity, gone: bool) -> Change:
    names = spot.both.before if gone else spot.both.after
    kind = Type.DUTY_REMOVED if gone else Type.DUTY_ADDED
    who = names.all(ROLE, activity.raci.accountable)
    said = f"the duty {names.quoted(activity.activity)} is {'gone' if gone else 'new'}"
    more = (
        ""
        if gone
        else f"; {who} {'is' if len(activity.raci.accountable) < 2 else 'are'} accountable"
    )
    roles = doing(activity.raci) | {*activity.raci.consulted}
    return spot.change(kind, *OWNERSHIP, said + more, roles=roles, gone=gone)


def _activity(spot: Spot, old: Activity, new: Activity) -> Iterator[Change]:
    roles = doing(old.raci) | doing(new.raci)
    about = spot.about(spot.both.after.quoted(new.activity), roles)
    yield from raci(about, old.raci, new.raci, ("", ""))
    yield from fields(about, old, new, ACTIVITY)


def said(spot: Spot, old: str, new: str, what: str, weight: Weight, kind: Type) -> Iterator[Change]:
    """Compare what a step or a duty says that is done: worded otherwise, or another thing."""
    before, after = squeezed(spot.both.text_now(old)), squeezed(new)
    if before == after:
        return
    was = spot.both.before.quoted(old)
    if same_duty(spot.both, before, after):
        told = f"{what} is worded differently; before: {was}"
        yield spot.change(Type.REWORDED, *WORDING, told, before=before, after=after)
    else:
        told = f"{what} is another one; before: {was}"
        yield spot.change(kind, *weight, told, before=before, after=after)


def _said(spot: Spot, old: str, new: str) -> Iterator[Change]:
    yield from said(spot, old, new, "the duty", OWNERSHIP, Type.DUTY_CHANGED)


def _id(spot: Spot, old: str, new: str) -> Iterator[Change]:
    if old != new:
        told = f"its id is ‘{new}’ instead of ‘{old}’"
        yield spot.change(Type.REFERENCE, Class.REFERENCE, Part.PATCH, told, before=old, after=new)


ACTIVITY: Fields = {
    "id": _id,
    "activity": _said,
    "raci": nothing,  # told before, with who answers where nobody is named
    "scope": scope("it is done"),
    "records": sentences("a record"),
    "shared_with": shared_with,
}
