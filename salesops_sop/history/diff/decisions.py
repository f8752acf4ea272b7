"""Decision tables: which cases are answered differently, in the words of the table."""

from collections.abc import Iterator, Sequence

from salesops_sop.analysis.decision.grid import Box
from salesops_sop.analysis.decision.regions import EVERY_CASE, Regions
from salesops_sop.analysis.decision.results import said_of
from salesops_sop.analysis.decision.stating import stated
from salesops_sop.base.listing import joined
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.history.diff.acting import ROLE, acting
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.control import control
from salesops_sop.history.diff.naming import cut
from salesops_sop.history.diff.outcomes import Answer, Outcome, Outcomes, Said, Shift
from salesops_sop.history.diff.pairing import paired
from salesops_sop.history.diff.records import Fields, fields, listed, nothing
from salesops_sop.history.diff.spot import Spot
from salesops_sop.history.diff.texts import text
from salesops_sop.history.diff.values import (
    AUTHORITY,
    PROCESS,
    WORDING,
    Weight,
    references,
    scope,
    value,
)

SHOWN = 2
"""Parts of a region that the sentence names; all stand in the details."""


def names_roles(table: Decision) -> bool:
    """Whether the table says which role may or must."""
    return any(column.type in ("role", "roles") for column in table.outputs)


def decision(spot: Spot) -> Iterator[Change]:
    """Compare what two versions of a table answer, case by case; else rule by rule."""
    old, new = spot.old, spot.new
    assert isinstance(old, Decision)
    assert isinstance(new, Decision)
    if not _differ(spot, old, new):
        return
    roles = {ident: now for (kind, ident), now in spot.both.renames.items() if kind == "role"}
    outcomes = Outcomes(old, new, spot.both.trees, roles)
    if not outcomes.comparable:
        yield from _by_rule(spot, old, new)
        return
    shifts, whole = outcomes.shifts()
    telling = _Telling(spot, outcomes, old, new)
    for shift in shifts:
        yield telling.shift(shift)
    if not whole:
        told = "the table is too large to say of every case what it says now: look at the rules"
        yield spot.into("rules").change(Type.TABLE, *_weight(new), told)
    elif not shifts and old.hit_policy == new.hit_policy and _written(old) != _written(new):
        told = "the rules are written differently; every case is answered as before"
        yield spot.into("rules").change(Type.REWORDED, *WORDING, told)
    if not shifts and old.hit_policy != new.hit_policy:
        told = (
            f"of several rules that fit, ‘{new.hit_policy}’ holds instead of ‘{old.hit_policy}’; "
            "every case is answered as before"
        )
        yield spot.into("hit_policy").change(Type.TABLE, Class.PROCESS, Part.PATCH, told)


def _differ(spot: Spot, old: Decision, new: Decision) -> bool:
    shapes = [
        (
            table.hit_policy,
            [
                (c.id, c.type, c.unit, c.dimension, str(c.min), str(c.max), str(c.values))
                for c in (*table.inputs, *table.outputs)
            ],
        )
        for table in (old, new)
    ]
    return shapes[0] != shapes[1] or _written(old) != _written(new) or bool(spot.both.renames)


def _written(table: Decision) -> list[object]:
    """The rules as they stand, without their reasons; the order counts only where it decides."""
    rows = [_row(rule) for rule in table.rules]
    return list(rows) if table.hit_policy == "first" else sorted(rows, key=repr)


def _row(rule: DecisionRule) -> tuple[object, ...]:
    when = sorted((k, _cell(v)) for k, v in rule.when.items() if _cell(v) not in ("", "-"))
    then = [(k, said.key) for k, v in sorted(rule.then.items()) if (said := said_of(v))]
    return rule.id, when, then


def _cell(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return " ".join(str(raw).split()) if raw is not None else ""


def _weight(table: Decision) -> Weight:
    return AUTHORITY if names_roles(table) else PROCESS


class _Telling:
    """Puts cases and answers into words."""

    def __init__(self, spot: Spot, outcomes: Outcomes, old: Decision, new: Decision) -> None:
        self.spot, self.outcomes, self.old, self.new = spot, outcomes, old, new
        self.regions = spot.both.new.derived(Regions)
        columns = (*old.outputs, *new.outputs)
        self.columns: dict[str, Column] = {column.id: column for column in columns}

    def shift(self, shift: Shift) -> Change:
        """One change for all cases that had one answer and have another one now."""
        where = [self.box(box) for box in shift.where]
        more = f" and {len(where) - SHOWN} more" if len(where) > SHOWN else ""
        region = "; and for ".join(where[:SHOWN]) + (f"; {more.strip()}" if more else "")
        outputs = self._differing(shift)
        before, after = (self._said(o, outputs) for o in (shift.before, shift.after))
        numbers = self.outcomes.rules_in(shift.where[0], 1)
        spot = self.spot.into("rules", *numbers[:1])
        named = {r for o in (shift.before, shift.after) for r in self._roles(o, outputs)}
        deciding = any(self.columns[o].type in ("role", "roles") for o in outputs)
        return spot.change(
            Type.OUTCOME,
            *(AUTHORITY if deciding else PROCESS),
            f"for {region}: {self._told(shift, outputs)}",
            roles=named | {*self.new.asked_by, *self.old.asked_by},
            parties=named,
            before=before,
            after=after,
            details=tuple(where) if len(where) > SHOWN else (),
        )

    def box(self, box: Box) -> str:
        """A part of the table in its words."""
        columns = self.outcomes.columns or []
        said = zip(columns, self.outcomes.grid.axes, box, strict=True)
        parts = [self.regions.part(*one) for one in said]
        return " and ".join(filter(None, parts)) or EVERY_CASE

    def _differing(self, shift: Shift) -> list[str]:
        """The outputs that say something else; all where one side has no single answer."""
        names = self.outcomes.outputs
        if len(shift.before) != 1 or len(shift.after) != 1:
            return names
        pairs = zip(names, shift.before[0], shift.after[0], strict=True)
        return [name for name, one, other in pairs if one != other]

    def _told(self, shift: Shift, outputs: Sequence[str]) -> str:
        """“the approver is the VP of Sales instead of the Finance director”."""
        before, after = (self._said(o, outputs) for o in (shift.before, shift.after))
        if len(outputs) > 1 or not len(shift.before) == len(shift.after) == 1:
            return f"{after} instead of {before}"
        name = self.regions.name(self.columns[outputs[0]])
        return f"the {name} is {after} instead of {before}"

    def _said(self, outcome: Outcome, outputs: Sequence[str]) -> str:
        if not outcome:
            return "no answer"
        collects = "collect" in (self.old.hit_policy, self.new.hit_policy)
        answers = [self._answer(answer, outputs) for answer in outcome]
        if len(answers) > 1 and not collects:
            return f"several rules that contradict each other ({'; '.join(answers)})"
        return joined(answers, "and")

    def _answer(self, answer: Answer, outputs: Sequence[str]) -> str:
        found = dict(zip(self.outcomes.outputs, answer, strict=True))
        parts = [(self.columns[name], found[name]) for name in outputs]
        if len(parts) == 1:
            return self._value(*parts[0])
        return ", ".join(f"{self.regions.name(c)} {self._value(c, said)}" for c, said in parts)

    def _value(self, column: Column, said: Said) -> str:
        if said is None:
            return "nothing"
        way, values = said
        word = "or" if way == "any" else "and"
        if column.type in ("role", "roles"):
            return self.spot.both.names(ROLE, values, word)
        return joined([cut(stated(_typed(column, v), column.unit)) for v in values], word)

    def _roles(self, outcome: Outcome, outputs: Sequence[str]) -> Iterator[str]:
        for answer in outcome:
            for name, said in zip(self.outcomes.outputs, answer, strict=True):
                if said and name in outputs and self.columns[name].type in ("role", "roles"):
                    yield from said[1]


def _typed(column: Column, text_: str) -> object:
    """A value of an answer in its column's type again, so that it is written for people."""
    if column.type in ("number", "integer"):
        try:
            return float(text_) if "." in text_ else int(text_)
        except ValueError:
            return text_
    if column.type == "boolean" and text_ in ("true", "false"):
        return text_ == "true"
    return text_


def _by_rule(spot: Spot, old: Decision, new: Decision) -> Iterator[Change]:
    """Compare rules as they stand: for tables that cannot be compared case by case."""
    inside = spot.into("rules")
    for i, j in paired(old.rules, new.rules, lambda rule: rule.id, lambda rule: rule.id):
        if i is not None and j is not None:
            if _row(old.rules[i]) != _row(new.rules[j]):
                told = f"the rule ‘{new.rules[j].id}’ is different"
                yield inside.into(j, there=(i,)).change(Type.TABLE, *_weight(new), told)
        elif j is not None:
            told = f"the rule ‘{new.rules[j].id}’ is new"
            yield inside.into(j).change(Type.TABLE, *_weight(new), told)
        elif i is not None:
            told = f"the rule ‘{old.rules[i].id}’ is gone"
            yield inside.into(i).change(Type.TABLE, *_weight(new), told, gone=True)
    if old.hit_policy != new.hit_policy:
        told = f"of several rules that fit, ‘{new.hit_policy}’ holds instead of ‘{old.hit_policy}’"
        yield spot.into("hit_policy").change(Type.TABLE, *PROCESS, told)


def _rules(spot: Spot, old: list[DecisionRule], new: list[DecisionRule]) -> Iterator[Change]:
    """The reasons behind rules; what the rules answer is told as cases."""
    by_id = {rule.id: (n, rule) for n, rule in enumerate(old)}
    for j, rule in enumerate(new):
        if rule.id in by_id:
            i, before = by_id[rule.id]
            inside = spot.into(j, there=(i,)).about(f"Rule ‘{rule.id}’")
            yield from fields(inside, before, rule, RULE)


RULE: Fields = {
    "id": nothing,
    "when": nothing,
    "then": nothing,
    "because": text("the reason"),
}
COLUMN: Fields = {
    "id": nothing,
    "title": text("the name", Class.REFERENCE, Part.PATCH, "is", strict=True),
    "type": value("the kind of values", PROCESS, Type.TABLE),
    "unit": value("the unit", PROCESS, Type.TABLE),
    "dimension": references("the dimension", ("dimension",), PROCESS, Type.TABLE),
    "min": value("the smallest value", PROCESS, Type.TABLE),
    "max": value("the largest value", PROCESS, Type.TABLE),
    "values": value("the values it can have", PROCESS, Type.TABLE),
    "meaning": text("the meaning"),
}


def _column(column: Column) -> str:
    return column.title or column.id


def _id(column: Column) -> str:
    return column.id


DECISION: Fields = {
    "control": control,
    "question": text("the question", *PROCESS),
    "inputs": listed("input", COLUMN, PROCESS, _column, _id),
    "outputs": listed("output", COLUMN, PROCESS, _column, _id),
    "rules": _rules,
    "hit_policy": nothing,  # told with what it does to the cases
    "asked_by": acting("may ask", AUTHORITY, Type.AUTHORITY_CHANGED),
    "scope": scope(),
    "purpose": text("the purpose"),
}
