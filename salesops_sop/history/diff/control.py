"""Document control: status, version, dates, owner and approvers."""

from collections.abc import Iterator
from typing import Any

from salesops_sop.handbook.model.fields import Many
from salesops_sop.handbook.model.record import Approvers, Control, Status
from salesops_sop.history.diff.acting import acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.limits import time_limit
from salesops_sop.history.diff.records import Fields, fields
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.values import (
    AUTHORITY,
    CONTROL,
    OWNERSHIP,
    PROCESS,
    references,
    value,
)


def control(spot: Spot, old: Control | None, new: Control | None) -> Iterator[Change]:
    """Compare document control, which some kinds of documents may lack."""
    if old is None and new is None:
        return
    if old is None or new is None:
        word = "under document control now" if new else "no longer under document control"
        owner = (new or old or Control(owner="")).owner
        yield spot.change(
            Type.OWNER,
            *OWNERSHIP,
            f"it is {word}, owned by {spot.both.name(('role',), owner)}"
            if new
            else f"it is {word}",
            roles={owner},
            gone=new is None,
        )
        return
    yield from fields(spot, old, new, CONTROL_FIELDS)


def _status(spot: Spot, old: Status, new: Status) -> Iterator[Change]:
    if old is new:
        return
    if new is Status.RETIRED:
        yield spot.change(
            Type.DOCUMENT_RETIRED,
            Class.PROCESS,
            Part.MAJOR,
            "it is retired and no longer holds",
            before=old.value,
            after=new.value,
        )
        return
    said = f"its status is {_STATUS[new]} instead of {_STATUS[old]}"
    yield spot.change(Type.STATUS, *CONTROL, said, before=old.value, after=new.value)


_STATUS = {
    Status.DRAFT: "draft",
    Status.REVIEW: "in review",
    Status.EFFECTIVE: "effective",
    Status.RETIRED: "retired",
}


def agreeing(raw: Any) -> tuple[str, tuple[str, ...]]:
    """Who must agree, as one form: whether all of them or any one, and the roles."""
    if raw is None:
        return "and", ()
    if isinstance(raw, Approvers):
        word, roles = ("and", raw.all_of) if raw.all_of else ("or", raw.any_of)
    else:
        word, roles = "and", Many((raw,) if isinstance(raw, str) else raw)
    found = tuple(dict.fromkeys(roles))
    return ("and" if len(found) < 2 else word), found


def approvers(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
    """Compare who must agree to a document."""
    word, named = agreeing(old)
    now_word, after = agreeing(new)
    before = tuple(dict.fromkeys(spot.both.now(("role",), role) for role in named))
    if (word, set(before)) == (now_word, set(after)):
        return
    was = spot.both.names(("role",), before, word)
    now = spot.both.names(("role",), after, now_word)
    yield spot.change(
        Type.APPROVERS,
        *AUTHORITY,
        f"{now} {_approve(len(after), now_word)} it instead of {was}",
        roles={*before, *after},
        parties={*before, *after} if word != now_word else {*before} ^ {*after},
        gone=not after,
        before=was,
        after=now,
    )


def _approve(count: int, word: str) -> str:
    return "approve" if count > 1 and word == "and" else "approves"


def _supersedes(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
    yield from references("what it replaces", (spot.new.kind,), CONTROL)(spot, old, new)


CONTROL_FIELDS: Fields = {
    "status": _status,
    "owner": acting("owns the document", OWNERSHIP, Type.OWNER),
    "approvers": approvers,
    "version": value("the version", CONTROL, Type.VERSION),
    "effective": value("the day from which it holds", CONTROL, Type.DATE),
    "reviewed": value("the day of the last review", CONTROL, Type.DATE),
    "review_every": time_limit("the time between reviews", PROCESS),
    "number": value("the number", CONTROL),
    "supersedes": _supersedes,
}
