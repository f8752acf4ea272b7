"""Faults of a table's single cells and columns: what cannot be read, has a wrong type or value."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from salesops_sop.analysis.decision.axis import axis
from salesops_sop.analysis.decision.domain import NAMED, NOUNS, ORDERED, domain, fits, typed
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.model.decision import Column
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.record import Approvers
from salesops_sop.lang.condition import Condition, ConditionError, Range, Value, parse

FaultKind = Literal["syntax", "type", "domain"]
MANY = 12
"""Values that a message lists; a longer list is for the page."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell or column, at the character `offset` of its text if that is known.

    `message` is the rest of a sentence that begins with the name of the column; `part` leads from
    the cell or column to what is wrong in it.
    """

    kind: FaultKind
    message: str
    offset: int | None = None
    part: tuple[str | int, ...] = ()


def read_cell(column: Column, cell: Scalar | None, trees: Dimensions) -> Condition | Fault:
    """A cell as a condition on its column, or its first fault."""
    try:
        condition = parse(cell)
    except ConditionError as error:
        offset = error.column - 1 if isinstance(cell, str) else None
        return Fault("syntax", str(error), offset)
    return _wrong_type(column, condition, cell) or _outside(column, condition, trees) or condition


def column_faults(column: Column) -> Iterator[Fault]:
    """What is wrong with the domain that a column states."""
    if column.type in NAMED or column.type == "boolean":
        if column.min is not None or column.max is not None:
            yield Fault("type", "has no order, so it has no ‘min’ and ‘max’: list its ‘values’")
    else:
        for name, raw in (("min", column.min), ("max", column.max)):
            if raw is not None and typed(column.type, raw) is None:
                message = (
                    f"is {NOUNS[column.type]}, and its ‘{name}’ (‘{_raw(raw)}’) is not: write one"
                )
                yield Fault("type", message, part=(name,))
    for number, raw in enumerate(column.values):
        if typed(column.type, raw) is None:
            message = f"is {NOUNS[column.type]}, and ‘{_raw(raw)}’ is none: {_cure(column, raw)}"
            yield Fault("type", message, part=("values", number))
    yield from _empty_domain(column)


def _empty_domain(column: Column) -> Iterator[Fault]:
    allowed = domain(column)
    bounds = Range(allowed.low, True, allowed.high, True)
    if allowed.low is not None and allowed.high is not None and not bounds.holds(allowed.low):
        yield Fault(
            "domain",
            "has a ‘min’ above its ‘max’, so no value is left: swap or mend them",
            part=("min",),
        )
    elif column.type in ORDERED:
        for number, raw in enumerate(column.values):
            value = typed(column.type, raw)
            if value is not None and not bounds.holds(value):
                message = f"lists {_raw(raw)} outside of its ‘min’ and ‘max’: drop it, or move them"
                yield Fault("domain", message, part=("values", number))


def answer_fault(column: Column, value: object, trees: Dimensions) -> Fault | None:
    """What is wrong with what a rule answers for an output."""
    if isinstance(value, Approvers):
        return _approvers_fault(column, value)
    if isinstance(value, list) and column.type != "roles":
        return Fault("type", "takes one value, and this is a list: write one")
    for item in value if isinstance(value, list) else [value]:
        answer = typed(column.type, item)
        if answer is None:
            message = f"is {NOUNS[column.type]}, and ‘{_raw(item)}’ is none: {_cure(column, item)}"
            return Fault("type", message)
        if fault := _not_allowed(column, answer, trees):
            return fault
    return None


def _approvers_fault(column: Column, value: Approvers) -> Fault | None:
    if column.type != "roles":
        return Fault("type", "cannot say ‘all_of’ or ‘any_of’: give the column the type ‘roles’")
    if bool(value.all_of) == bool(value.any_of):
        return Fault("type", "needs either ‘all_of’ or ‘any_of’ with its roles: write one of them")
    return None


def _wrong_type(column: Column, condition: Condition, cell: object) -> Fault | None:
    for piece in condition.ranges:
        for end in piece.ends:
            if not fits(column.type, end):
                noun = NOUNS[column.type]
                message = f"is {noun}, and ‘{_raw(end)}’ is none: {_cure(column, end)}"
                return Fault("type", message, _offset(cell, end))
        if column.type not in ORDERED and not piece.exact:
            message = "has no order, so nothing is below or above: list the values"
            return Fault("type", message)
    return None


def _outside(column: Column, condition: Condition, trees: Dimensions) -> Fault | None:
    for piece in condition.ranges:
        if column.type in ORDERED:
            fault = _beyond(column, piece)
        else:
            fault = _not_allowed(column, piece.ends[0], trees)
        if fault:
            return fault
    if any(column_faults(column)):
        return None
    if not axis(column, [condition], trees).mask(condition):
        return Fault("domain", "accepts no value at all: write what it should accept")
    return None


def _beyond(column: Column, piece: Range) -> Fault | None:
    """A range without any value of the domain, or one whose stated end reaches out of it."""
    allowed = domain(column)
    outer = Range(allowed.low, True, allowed.high, True)
    single = Condition((piece,))
    if not axis(column, [single], _NO_TREES).mask(single):
        why = f"is {_bounds(column)}" if _bounds(column) else "has no such value"
        return Fault("domain", f"{why}, so {_piece(piece)} never holds: {_MEND}")
    if piece.low is not None and piece.high is not None and not allowed.values:
        for end, closed in ((piece.low, piece.low_closed), (piece.high, piece.high_closed)):
            if not outer.holds(end) and (closed or column.type == "number"):
                return Fault("domain", f"is {_bounds(column)}, and {_raw(end)} is not: {_MEND}")
    return None


_MEND = "mend the cell, or the domain of the column"
_NO_TREES = Dimensions({})


def _not_allowed(column: Column, value: Value, trees: Dimensions) -> Fault | None:
    """A value that is not one of the column’s own."""
    allowed = domain(column)
    if column.type == "dimension":
        name = column.dimension or column.id
        known = [str(value) for value in allowed.values] or trees.values(name)
        if not known or trees.leaves(name, [str(value)]) <= trees.leaves(name, known):
            return None
        return Fault("domain", f"has no value ‘{value}’{_meant(str(value), known)}")
    if column.type in ORDERED and not Range(allowed.low, True, allowed.high, True).holds(value):
        return Fault("domain", f"is {_bounds(column)}, and {_raw(value)} is not: {_MEND}")
    if allowed.values and value not in allowed.values:
        known = [_raw(one) for one in allowed.values]
        return Fault("domain", f"has no value ‘{_raw(value)}’{_meant(_raw(value), known)}")
    return None


def _meant(word: str, known: list[str]) -> str:
    if hint := did_you_mean(word, known):
        return hint
    if len(known) <= MANY:
        return f": it is one of {', '.join(f'‘{value}’' for value in known)}"
    return ": write one of its values, or add it"


def _bounds(column: Column) -> str:
    """“from 0 to 40”, “at least 0”; nothing for a column without bounds."""
    allowed = domain(column)
    if allowed.values:
        return f"one of {', '.join(_raw(value) for value in allowed.values[:MANY])}"
    low, high = allowed.low, allowed.high
    if low is not None and high is not None:
        return f"from {_raw(low)} to {_raw(high)}"
    if low is not None:
        return f"at least {_raw(low)}"
    return f"at most {_raw(high)}" if high is not None else ""


def _piece(piece: Range) -> str:
    if piece.exact:
        return f"‘{_raw(piece.low)}’"
    if piece.low is None:
        return f"‘{'<=' if piece.high_closed else '<'} {_raw(piece.high)}’"
    if piece.high is None:
        return f"‘{'>=' if piece.low_closed else '>'} {_raw(piece.low)}’"
    opening, closing = "[" if piece.low_closed else "(", "]" if piece.high_closed else ")"
    return f"‘{opening}{_raw(piece.low)}..{_raw(piece.high)}{closing}’"


def _cure(column: Column, raw: object) -> str:
    """How to write a value of the column’s type."""
    if column.type in NAMED and not isinstance(raw, str):
        return f'put it in quotation marks, "{_raw(raw)}", or change the type'
    examples = {
        "number": "a number without unit and commas",
        "integer": "a number without decimals, unit and commas",
        "boolean": "true or false",
        "date": "a day as 2026-01-31",
    }
    return f"write {examples.get(column.type, 'a text')}, or change the type"


def _raw(raw: object) -> str:
    if isinstance(raw, Decimal):
        return f"{raw:f}"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _offset(cell: object, end: Value) -> int | None:
    found = cell.find(_raw(end)) if isinstance(cell, str) else -1
    return found if found >= 0 else None
