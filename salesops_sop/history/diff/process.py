"""Procedures, pipelines and services: what is done, and what one may ask for."""

from collections.abc import Iterator

from salesops_sop.handbook.model.process import IdleAfter, MoveBack
from salesops_sop.handbook.model.record import Instead
from salesops_sop.history.diff.acting import PARTY, acting
from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.limits import quantity, time_limit
from salesops_sop.history.diff.records import Fields, listed
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.steps import steps
from salesops_sop.history.diff.texts import sentences, text, things
from salesops_sop.history.diff.values import (
    AUTHORITY,
    OWNERSHIP,
    PROCESS,
    REFERENCE,
    references,
    scope,
    value,
)


def _idle_after(spot: Spot, old: IdleAfter | None, new: IdleAfter | None) -> Iterator[Change]:
    """Limits by value of a dimension; each is compared by itself."""
    before, after = old or IdleAfter(), new or IdleAfter()
    keys = [(d, v) for limits in (before, after) for d in limits for v in limits[d]]
    for dimension, item in dict.fromkeys(keys):
        noun = "the time after which it counts as idle"
        noun = f"{noun} for {spot.both.after.plain(item)}" if item else noun
        one = before.get(dimension, {}).get(item)
        other = after.get(dimension, {}).get(item)
        way = (dimension, item) if item else ()
        yield from time_limit(noun)(spot.into(*way), one, other)


def _move(move: MoveBack) -> str:
    return f"{move.origin} → {move.to}"


def _what(item: Instead) -> str:
    return item.what


INSTEAD: Fields = {
    "what": text("what is not done here", *PROCESS),
    "instead": text("where to go instead", *PROCESS, "is"),
}
OUTCOME: Fields = {
    "id": value("the id of the end", REFERENCE),
    "title": text("the name", *PROCESS, "is"),
    "start": references("the procedure that it starts", ("procedure",), PROCESS),
}
EXCEPTION: Fields = {
    "when": text("the case", *PROCESS),
    "do": text("what is done instead", *PROCESS),
    "approver": acting("must agree", AUTHORITY, Type.APPROVERS),
    "until": value("the last day", PROCESS, Type.DATE),
    "duration": time_limit("the time for which it holds"),
    "evidence": text("the evidence", *PROCESS),
}
PROCEDURE: Fields = {
    "control": control,
    "trigger": sentences("what starts it"),
    "within": time_limit("the time limit for the whole of it"),
    "scope": scope(),
    "steps": steps,
    "inputs": things("what it needs"),
    "outputs": things("what it makes"),
    "outcomes": listed("end", OUTCOME, PROCESS, lambda item: item.title, lambda item: item.id),
    "exceptions": listed("exception", EXCEPTION, PROCESS, lambda item: item.when),
    "prohibited": sentences("a prohibition", *AUTHORITY, strict=True),
    "out_of_scope": listed("thing that is not done here", INSTEAD, PROCESS, _what),
    "records": sentences("a record"),
    "references": sentences("a reference", *REFERENCE),
    "kpis": references("the KPI that shows how well it works", ("kpi",), REFERENCE),
    "purpose": text("the purpose"),
}
STAGE: Fields = {
    "id": value("the id of the stage", REFERENCE),
    "title": text("the stage’s name", *REFERENCE, "is"),
    "meaning": text("the meaning"),
    "probability": quantity("the probability", PROCESS),
    "entry": sentences("a condition to enter"),
    "exit": sentences("a condition to leave"),
    "evidence": sentences("the evidence"),
    "idle_after": _idle_after,
}
MOVE_BACK: Fields = {
    "origin": value("the stage it leaves", PROCESS),
    "to": value("the stage it returns to", PROCESS),
    "when": text("the case", *PROCESS),
}
PIPELINE: Fields = {
    "control": control,
    "stages": listed(
        "stage", STAGE, PROCESS, lambda item: item.title, lambda item: item.id, ordered=True
    ),
    "back": listed("move back", MOVE_BACK, PROCESS, _move),
    "purpose": text("the purpose"),
}
SERVICE: Fields = {
    "control": control,
    "provider": acting("provides it", OWNERSHIP, Type.RESPONSIBLE, PARTY),
    "owner": acting("answers for the promise", OWNERSHIP, Type.ACCOUNTABLE),
    "consumers": acting("may ask", AUTHORITY, Type.AUTHORITY_CHANGED, PARTY),
    "request": text("what is asked for", *PROCESS),
    "channel": text("the way to ask", *PROCESS, "is"),
    "respond_within": time_limit("the time until an answer"),
    "resolve_within": time_limit("the time until it is done"),
    "needs": things("what the request must hold"),
    "not_for": listed("thing that it is not for", INSTEAD, PROCESS, _what),
    "scope": scope("it is offered"),
    "purpose": text("the purpose"),
}
