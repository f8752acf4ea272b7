"""A formula as the script of the calculator reads it."""

from typing import Any

from salesops_sop.lang.formula.evaluating import FUNCTIONS
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Column,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Text,
    Truth,
)
from salesops_sop.lang.formula.writing import written

Data = dict[str, Any]


def tree(expression: Expression) -> Data:
    """A tree as data: `is` what a part is, `in` its parts, `as` how it is written.

    What needs data has no value on a page: it is `undefined`, with its reason.
    """
    found = _part(expression) | {"as": written(expression)}
    if expression.inner and found["is"] != "undefined":
        found["in"] = [tree(part) for part in expression.inner]
    return found


def _part(part: Expression) -> Data:
    match part:
        case Number():
            return {"is": "number", "value": f"{part.value:f}"}
        case Text() | Truth():
            return {"is": "value", "value": part.value}
        case Name():
            return {"is": "name", "value": part.name}
        case Negative():
            return {"is": "negative"}
        case Opposite():
            return {"is": "opposite"}
        case Binary():
            return {"is": "binary", "sign": part.sign}
        case Compared():
            return {"is": "compared", "sign": part.sign}
        case Logic():
            return {"is": "logic", "sign": part.word}
        case Member():
            return _member(part)
        case Column():
            return {"is": "undefined", "reason": f"{written(part)} needs data"}
        case Call():
            return _call(part)
    raise TypeError(f"{type(part).__name__} is no part of a formula")


def _member(part: Member) -> Data:
    found: Data = {"is": "member", "not": part.negated}
    if isinstance(part.members, str):
        found["reason"] = f"{part.members} is a set of values, which needs data"
    return found


def _call(call: Call) -> Data:
    name = call.function
    if call.where is not None or name not in FUNCTIONS:
        return {"is": "undefined", "reason": f"{name}(…) needs data"}
    if not FUNCTIONS[name].takes(len(call.arguments)):
        return {"is": "undefined", "reason": f"{name}(…) has the wrong number of arguments"}
    return {"is": "call", "function": name}
