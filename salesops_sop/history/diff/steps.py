"""The steps of a procedure: which are new, gone, moved or different, and who does them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from salesops_sop.handbook.model.process import (
    Automation,
    Escalation,
    Handoff,
    IfItFails,
    Move,
    Procedure,
    Step,
)
from salesops_sop.history.diff.acting import PARTY, ROLE, acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.duties import doing, raci, said, shared_with
from salesops_sop.history.diff.following import Way, same_but_for_words, ways
from salesops_sop.history.diff.following import said as following
from salesops_sop.history.diff.limits import time_limit
from salesops_sop.history.diff.pairing import Pairs, moved, paired
from salesops_sop.history.diff.records import Fields, fields, nothing
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import sentences, text, things
from salesops_sop.history.diff.values import (
    OWNERSHIP,
    PROCESS,
    WORDING,
    flag,
    references,
    scope,
)


def steps(spot: Spot, old: list[Step], new: list[Step]) -> Iterator[Change]:
    """Compare the steps; they are matched by id, then by what they say."""
    pairs = paired(old, new, lambda step: step.id, lambda step: step.action)
    compare = _Comparing(spot, old, new, pairs)
    for i, j in pairs:
        if i is not None and j is not None:
            yield from compare.step(i, j)
        elif j is not None:
            yield compare.added(j)
        elif i is not None:
            yield compare.removed(i)
    yield from compare.moves()


@dataclass(frozen=True)
class _Comparing:
    spot: Spot
    old: list[Step]
    new: list[Step]
    pairs: Pairs

    @property
    def ids(self) -> dict[str, str]:
        """From the ids of steps that have another one now to that."""
        return {
            self.old[i].id: self.new[j].id
            for i, j in self.pairs
            if i is not None and j is not None and self.old[i].id != self.new[j].id
        }

    def added(self, j: int) -> Change:
        step, names = self.new[j], self.spot.both.after
        where = f" after {names.quoted(self.new[j - 1].action)}" if j else " at the start"
        told = f"the step {names.quoted(step.action)} is new,{where}"
        roles = self._roles(step, self.spot.new)
        return self.spot.into(j).change(Type.STEP_ADDED, *PROCESS, told, roles=roles)

    def removed(self, i: int) -> Change:
        step = self.old[i]
        told = f"the step {self.spot.both.before.quoted(step.action)} is gone"
        roles = self._roles(step, self.spot.old)
        inside = self.spot.into(i)
        return inside.change(Type.STEP_REMOVED, *PROCESS, told, roles=roles, gone=True)

    def step(self, i: int, j: int) -> Iterator[Change]:
        before, after = self.old[i], self.new[j]
        roles = self._roles(before, self.spot.old) | self._roles(after, self.spot.new)
        spot = self.spot.into(j, there=(i,))
        spot = spot.about(spot.both.after.quoted(after.action), roles)
        if before.id != after.id:
            told = f"the step’s id is ‘{after.id}’ instead of ‘{before.id}’"
            weight = (Class.REFERENCE, Part.PATCH)
            yield spot.change(Type.STEP_RENAMED, *weight, told, before=before.id, after=after.id)
        owners = _owner(spot.old), _owner(spot.new)
        was = spot.both.now(ROLE, owners[0])
        yield from raci(spot, before.raci, after.raci, (was, owners[1]))
        yield from fields(spot, before, after, STEP)
        old = [(spot.both.text_now(w), _called(spot, t)) for w, t in ways(before, self.ids)]
        new = ways(after, {})
        if not self._same_way(old, new, i, j):
            yield self._flow(spot, before, after, only_words=same_but_for_words(old, new))

    def _same_way(self, old: list[Way], new: list[Way], i: int, j: int) -> bool:
        """Whether the same follows; choices may stand in any order, the step below unnamed."""
        if sorted(old) == sorted(new):
            return True
        below = self.old[i + 1].id if i + 1 < len(self.old) else ""
        return _unnamed(old, self.ids.get(below, below)) == _unnamed(
            new, self.new[j + 1].id if j + 1 < len(self.new) else ""
        )

    def _flow(self, spot: Spot, before: Step, after: Step, only_words: bool) -> Change:
        assert isinstance(spot.old, Procedure)
        assert isinstance(spot.new, Procedure)
        was = following(before, spot.old, spot.both.before)
        now = following(after, spot.new, spot.both.after)
        told = f"what follows{' is worded differently' if only_words else ''}: {now}; before: {was}"
        kind, weight = (Type.REWORDED, WORDING) if only_words else (Type.FLOW, PROCESS)
        inside = spot.into("next") if after.next is not None else spot
        return inside.change(kind, *weight, told, before=was, after=now)

    def moves(self) -> Iterator[Change]:
        """Steps that stand elsewhere among those that were there before."""
        kept = [(i, j) for i, j in self.pairs if i is not None and j is not None]
        for position in sorted(moved([i for i, _ in kept])):
            i, j = kept[position]
            step, names = self.new[j], self.spot.both.after
            where = f"after {names.quoted(self.new[j - 1].action)}" if j else "at the start"
            told = f"the step {names.quoted(step.action)} stands elsewhere: {where}"
            inside = self.spot.into(j, there=(i,))
            roles = self._roles(step, self.spot.new)
            yield inside.change(Type.STEP_MOVED, *PROCESS, told, roles=roles)

    def _roles(self, step: Step, procedure: Any) -> frozenset[str]:
        named = doing(step.raci)
        accountable = step.raci.accountable if step.raci else ()
        return named if accountable else named | {_owner(procedure)}


def _unnamed(found: list[Way], below: str) -> list[Way]:
    """No ways where the only one leads to the step below, as it does where nothing is said."""
    return [] if found == [("", f"step:{below}")] else found


def _called(spot: Spot, target: str) -> str:
    """A target with the id that a called procedure has now."""
    head, found, rest = target.partition("|call:")
    if not found:
        return target
    ident, bar, more = rest.partition("|")
    name, arrow, then = ident.partition(">")
    return f"{head}|call:{spot.both.now(('procedure',), name)}{arrow}{then}{bar}{more}"


def _owner(procedure: Any) -> str:
    assert isinstance(procedure, Procedure)
    return procedure.control.owner


def _action(spot: Spot, old: str, new: str) -> Iterator[Change]:
    yield from said(spot, old, new, "the step", PROCESS, Type.STEP_CHANGED)


def _handoff(spot: Spot, old: Handoff | None, new: Handoff | None) -> Iterator[Change]:
    if old and new:
        yield from fields(spot, old, new, HANDOFF)
    elif handoff := new or old:
        names = spot.both.after if new else spot.both.before
        who = names.all(PARTY, handoff.to)
        told = f"it is handed to {who} now" if new else f"it is no longer handed to {who}"
        roles = {*spot.roles, *handoff.to}
        yield spot.change(Type.HANDOFF, *OWNERSHIP, told, roles=roles, gone=new is None)


def _escalate(spot: Spot, old: list[Escalation], new: list[Escalation]) -> Iterator[Change]:
    pairs = paired(old, new, lambda e: spot.both.now(ROLE, e.to), lambda e: e.to, last=True)
    for i, j in pairs:
        if i is not None and j is not None:
            yield from fields(spot.into(j, there=(i,)), old[i], new[j], ESCALATION)
        else:
            place = j if j is not None else i
            found = new[j] if j is not None else old[i or 0]
            who = spot.both.name(ROLE, found.to)
            word = (
                f"{who} is called in when it is late"
                if j is not None
                else (f"{who} is no longer called in when it is late")
            )
            inside = spot.into(place or 0)
            roles = {*spot.roles, found.to}
            yield inside.change(Type.HANDOFF, *OWNERSHIP, word, roles=roles, gone=j is None)


def _automation(spot: Spot, old: Automation | None, new: Automation | None) -> Iterator[Change]:
    if old and new:
        yield from fields(spot, old, new, AUTOMATION)
    elif found := new or old:
        system = spot.both.name(("system",), found.system)
        told = f"{system} does a part of it now" if new else f"{system} no longer does a part of it"
        yield spot.change(Type.FACT, *PROCESS, told, gone=new is None)


def _if_it_fails(spot: Spot, old: IfItFails | None, new: IfItFails | None) -> Iterator[Change]:
    if old and new:
        yield from fields(spot, old, new, IF_IT_FAILS)
    elif found := new or old:
        names = spot.both.after if new else spot.both.before
        word = "new" if new else "gone"
        told = f"what is done when the system fails is {word}: {names.quoted(found.do)}"
        yield spot.change(
            Type.FACT, *PROCESS, told, roles={*spot.roles, found.by}, gone=new is None
        )


def _moves(spot: Spot, old: Move | None, new: Move | None) -> Iterator[Change]:
    was, now = (_stage(found) for found in (old, new))
    if old and new and (spot.both.now(("pipeline",), old.pipeline), *was[1:]) == now:
        return
    if old or new:
        told = (
            f"it moves {_moved(new)} instead of {_moved(old)}"
            if old and new
            else (f"it moves {_moved(new)} now" if new else f"it no longer moves {_moved(old)}")
        )
        yield spot.change(Type.FACT, *PROCESS, told, gone=new is None)


def _stage(found: Move | None) -> tuple[str, ...]:
    return (found.pipeline, found.origin, found.to) if found else ()


def _moved(found: Move | None) -> str:
    return f"a {found.pipeline} from ‘{found.origin}’ to ‘{found.to}’" if found else "nothing"


HANDOFF: Fields = {
    "to": references("the hand-over", PARTY, OWNERSHIP, Type.HANDOFF, "goes to"),
    "payload": things("what is handed over"),
    "within": time_limit("the time limit of the hand-over"),
    "accepted_when": text("when it counts as taken over", *PROCESS),
    "service": references("the service that is asked for", ("service",), PROCESS),
}
ESCALATION: Fields = {
    "to": acting("is called in when it is late", OWNERSHIP, Type.HANDOFF),
    "after": time_limit("the time after which somebody is called in"),
}
IF_IT_FAILS: Fields = {
    "do": text("what is done when the system fails", *PROCESS),
    "by": acting("does it when the system fails", OWNERSHIP, Type.RESPONSIBLE),
}
AUTOMATION: Fields = {
    "system": references("the system that does it", ("system",), PROCESS),
    "trigger": text("what starts the system", *PROCESS),
    "does": text("what the system does", *PROCESS),
    "if_it_fails": _if_it_fails,
}
STEP: Fields = {
    "id": nothing,  # told before
    "action": _action,
    "details": text("the description", *PROCESS),
    "raci": nothing,
    "scope": scope("it is done"),
    "shared_with": shared_with,
    "apply": references("the decision table that it applies", ("decision",), PROCESS),
    "using": references("the system that it uses", ("system",), PROCESS),
    "automation": _automation,
    "within": time_limit(),
    "escalate": _escalate,
    "inputs": things("what it needs"),
    "outputs": things("what it makes"),
    "handoff": _handoff,
    "moves": _moves,
    "records": sentences("a record"),
    "next": nothing,
    "wait_for": flag(
        "it waits for every step that leads there", "it no longer waits for all steps", PROCESS
    ),
}
