"""Writes a tree as the text that reads back into it, in one fixed form."""

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

OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, ATOM = range(8)
"""How tightly a part holds together; a looser one inside a tighter one stands in brackets."""


def strength(expression: Expression) -> int:
    """How tightly a part holds together, from `OR` to `ATOM`."""
    match expression:
        case Logic():
            return OR if expression.word == "or" else AND
        case Opposite():
            return NOT
        case Compared() | Member():
            return COMPARISON
        case Binary():
            return SUM if expression.sign in "+-" else PRODUCT
        case Negative():
            return SIGN
    return ATOM


def written(expression: Expression) -> str:
    """The text of a tree: spaces around operators, brackets only where they are needed."""
    match expression:
        case Number():
            return f"{expression.value:f}"
        case Text():
            return f'"{expression.value}"'
        case Truth():
            return "true" if expression.value else "false"
        case Name():
            return expression.name
        case Column():
            return f"{expression.dataset}.{expression.name}"
        case Negative():
            return f"-{_inside(expression.value, SIGN)}"
        case Opposite():
            return f"not {_inside(expression.value, NOT)}"
        case Call():
            return f"{expression.function}({_arguments(expression)})"
        case Member():
            return _member(expression)
        case Compared():
            return _joined(expression.left, expression.sign, expression.right, SUM, SUM)
        case Logic():
            own = strength(expression)
            return _joined(expression.left, expression.word, expression.right, own, own + 1)
        case Binary():
            own = strength(expression)
            return _joined(expression.left, expression.sign, expression.right, own, own + 1)
    raise TypeError(f"{type(expression).__name__} is no part of a formula")


def _joined(left: Expression, sign: str, right: Expression, least: int, right_least: int) -> str:
    return f"{_inside(left, least)} {sign} {_inside(right, right_least)}"


def _inside(expression: Expression, least: int) -> str:
    text = written(expression)
    return text if strength(expression) >= least else f"({text})"


def _arguments(call: Call) -> str:
    listed = ", ".join(written(argument) for argument in call.arguments)
    return f"{listed} where {written(call.where)}" if call.where else listed


def _member(member: Member) -> str:
    members = member.members
    listed = (
        members if isinstance(members, str) else f"({', '.join(written(item) for item in members)})"
    )
    return f"{_inside(member.value, SUM)} {'not in' if member.negated else 'in'} {listed}"
