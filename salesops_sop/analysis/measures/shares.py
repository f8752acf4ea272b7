"""Quotients that mislead: zero below, shares of something else, means of ratios."""

from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.measured import aggregate, dataset_id, members
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Column,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Number,
    Text,
)
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import Unit

HUNDRED = 100


def open_divisions(formula: Expression) -> Iterator[Binary]:
    """Every division of a formula whose denominator can be zero and is not looked at before.

    A denominator is looked at in the condition of an `if` around the division, and what stands in
    `coalesce` before its last argument may be undefined.
    """
    waiting: list[tuple[Expression, frozenset[str]]] = [(formula, frozenset())]
    while waiting:
        part, guarded = waiting.pop()
        if isinstance(part, Binary) and part.sign == "/":
            under = part.right
            sure = isinstance(under, Number) and under.value != 0
            if not sure and written(under) not in guarded and ANY not in guarded:
                yield part
        inner: list[tuple[Expression, frozenset[str]]] = [(p, guarded) for p in part.inner]
        if isinstance(part, Call) and part.function == "if" and len(part.arguments) == 3:
            looked = guarded | {written(side) for side in _compared(part.arguments[0])}
            inner = [(part.arguments[0], guarded), *((p, looked) for p in part.arguments[1:])]
        if isinstance(part, Call) and part.function == "coalesce":
            safe = guarded | {ANY}
            inner = [*((p, safe) for p in part.arguments[:-1]), (part.arguments[-1], guarded)]
        waiting += reversed(inner)


ANY = ""


def _compared(condition: Expression) -> Iterator[Expression]:
    for part in condition.walk():
        if isinstance(part, Compared):
            yield part.left
            yield part.right


def scaled_twice(expression: Expression, units: dict[str, Unit], percent: bool) -> Binary | None:
    """A plain value times a hundred where `percent` says it again, or a percent divided by it."""
    for part in expression.walk():
        if not isinstance(part, Binary) or part.sign not in "*/":
            continue
        hundred = _is(part.right, HUNDRED) or (part.sign == "*" and _is(part.left, HUNDRED))
        hundredth = part.sign == "/" and _is(part.right, 1 / HUNDRED)
        other = part.left if not _is(part.left, HUNDRED) else part.right
        in_percent = any(
            isinstance(factor, Name | Column) and _shown(units.get(factor.name))
            for factor in _factors(other)
        )
        if part.sign == "*" and hundred and (percent or in_percent):
            return part
        if hundredth and percent:
            return part
        if part.sign == "/" and hundred and in_percent:
            return part
    return None


def _factors(part: Expression) -> Iterator[Expression]:
    if isinstance(part, Binary) and part.sign == "*":
        yield from _factors(part.left)
        yield from _factors(part.right)
    else:
        yield part


def _is(part: Expression, number: float) -> bool:
    return isinstance(part, Number) and float(part.value) == number


def _shown(unit: Unit | None) -> bool:
    return unit is not None and unit.plain and unit.shown == "percent"


def row_ratio(call: Call) -> Binary | None:
    """The division by a column inside an average, a median or a sum."""
    if call.function not in ("avg", "median", "sum"):
        return None
    for part in call.arguments[0].walk():
        if isinstance(part, Binary) and part.sign == "/" and _names_columns(part.right):
            return part
    return None


def _names_columns(part: Expression) -> bool:
    return any(isinstance(inner, Name | Column) for inner in part.walk())


class Share(NamedTuple):
    """A share whose numerator is not a part of its denominator: the two inputs, and why not."""

    numerator: str
    denominator: str
    reason: str


def strange_share(handbook: Handbook, definition: Definition) -> Share | None:
    """A share of two measured inputs whose numerator counts what the denominator does not.

    Only told of a formula that is one input divided by another one, in percent, where both are of
    one dataset and count or add up the same; None wherever it cannot be decided.
    """
    formula, unit = definition.formula, definition.unit
    if isinstance(formula, FormulaError) or not isinstance(unit, Unit) or not _shown(unit):
        return None
    if not (isinstance(formula, Binary) and formula.sign == "/"):
        return None
    over, under = formula.left, formula.right
    if not (isinstance(over, Name) and isinstance(under, Name)):
        return None
    calls = [_aggregate(definition, name.name) for name in (over, under)]
    if calls[0] is None or calls[1] is None or not _alike(calls[0], calls[1]):
        return None
    dates = [definition.kpi.inputs[name.name].date for name in (over, under)]
    if dates[0] != dates[1] and all(dates):
        reason = f"one is placed in time by ‘{dates[0]}’, the other one by ‘{dates[1]}’"
        return Share(over.name, under.name, reason)
    missing = _not_implied(handbook, calls[0], calls[1])
    if missing:
        return Share(over.name, under.name, f"only the denominator asks for {missing}")
    return None


def _aggregate(definition: Definition, name: str) -> Call | None:
    read = definition.measures.get(name)
    return aggregate(read) if isinstance(read, Expression) else None


def _alike(over: Call, under: Call) -> bool:
    if dataset_id(over) != dataset_id(under) or over.function != under.function:
        return False
    return over.function == "count" or _bare(over.arguments[0]) == _bare(under.arguments[0])


def _bare(part: Expression) -> str:
    return part.name if isinstance(part, Column) else written(part)


def _not_implied(handbook: Handbook, over: Call, under: Call) -> str:
    """The first condition of the denominator that those of the numerator do not contain."""
    own = list(_conditions(over.where))
    for condition in _conditions(under.where):
        if not any(_implies(handbook, one, condition) for one in own):
            return written(condition)
    return ""


def _conditions(where: Expression | None) -> Iterator[Expression]:
    if isinstance(where, Logic) and where.word == "and":
        yield from _conditions(where.left)
        yield from _conditions(where.right)
    elif where is not None:
        yield where


def _implies(handbook: Handbook, one: Expression, other: Expression) -> bool:
    if _unqualified(one) == _unqualified(other):
        return True
    narrow, wide = _values(handbook, one), _values(handbook, other)
    if narrow is None or wide is None or narrow[0] != wide[0]:
        return False
    return narrow[1] <= wide[1]


def _unqualified(part: Expression) -> str:
    text = written(part)
    for inner in part.walk():
        if isinstance(inner, Column):
            text = text.replace(f"{inner.dataset}.{inner.name}", inner.name)
    return text


def _values(handbook: Handbook, part: Expression) -> tuple[str, frozenset[object]] | None:
    """The column that a condition limits to values, and these; None for other conditions."""
    match part:
        case Compared(left=Name() | Column() as column, sign="=", right=Text() as text):
            return column.name, frozenset({text.value})
    if isinstance(part, Member) and not part.negated and isinstance(part.value, Name | Column):
        if isinstance(part.members, str):
            listed = members(handbook, part.members)
            return (part.value.name, frozenset(listed)) if listed is not None else None
        texts = [item.value for item in part.members if isinstance(item, Text)]
        if len(texts) == len(part.members):
            return part.value.name, frozenset(texts)
    return None
