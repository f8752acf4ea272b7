"""Reads a formula or a measure into a tree, or says in a sentence where it is none."""

from decimal import Decimal
from functools import cache
from typing import Any, cast

from salesops_sop.lang.formula.parser import (
    Lark,
    Lark_StandAlone,
    Token,
    Transformer,
    UnexpectedCharacters,
    UnexpectedInput,
    UnexpectedToken,
    VisitError,
)
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Column,
    Compared,
    Comparing,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Sign,
    Text,
    Truth,
)

LONGEST = 1000
"""Characters of a formula; a longer one is many formulas, each of which wants a name."""
DEEPEST = 50
"""Levels of brackets, signs and operators inside each other."""
MOST_PARTS = 200
MOST_DIGITS = 30

RESERVED = frozenset({"and", "or", "not", "in", "where", "true", "false"})

_EXPECTED = "write names, numbers, + - * /, comparisons, brackets or functions such as if(…)"


class FormulaError(ValueError):
    """A text that is no formula: a sentence, and the column (from 1) where reading stopped."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def parse(text: str) -> Expression:
    """Read a formula such as `won_deals / pitched_prospects`, or a measure.

    Grammar: `grammar.lark` beside this file; `parser.py` is the LALR(1) parser that lark makes of
    it (`make parser`), in time linear in the text.
    Raises FormulaError for anything else, and beyond `LONGEST`, `DEEPEST`, `MOST_PARTS`,
    `MOST_DIGITS`.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"the formula is longer than {LONGEST} characters", LONGEST)
    if not text.strip():
        raise FormulaError(f"the formula is empty: {_EXPECTED}", 1)
    try:
        found = _parser().parse(text)
    except VisitError as error:
        if isinstance(error.orig_exc, FormulaError):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        raise _explained(error, text) from None
    return _checked(cast(Expression, found))


def _explained(error: UnexpectedInput, text: str) -> FormulaError:
    if isinstance(error, UnexpectedCharacters):
        at: int = getattr(error, "pos_in_stream", 0)
        if text[at] == '"':
            return FormulaError('the text in quotes has no end: close it with "', at + 1)
        return FormulaError(f"‘{text[at]}’ does not belong here: {_EXPECTED}", at + 1)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        at = error.token.start_pos or 0
        return FormulaError(f"‘{str(error.token)[:40]}’ does not belong here: {_EXPECTED}", at + 1)
    if text.count("(") > text.count(")"):
        return FormulaError("a bracket is open at the end: close it with )", len(text) + 1)
    return FormulaError(f"something is missing at the end: {_EXPECTED}", len(text) + 1)


@cache
def _parser() -> Lark:
    made: Lark = Lark_StandAlone(transformer=_Tree())  # type: ignore[no-untyped-call]
    return made


class _Tree(Transformer[Token, Any]):
    """Makes the tree from below while the text is read; `at` is where a part begins."""

    def number(self, parts: list[Token]) -> Expression:
        if len(parts[0]) > MOST_DIGITS:
            raise FormulaError(f"a number of over {MOST_DIGITS} digits: write fewer", _at(parts[0]))
        return Number(Decimal(str(parts[0])), at=_at(parts[0]))

    def text(self, parts: list[Token]) -> Expression:
        return Text(str(parts[0])[1:-1], at=_at(parts[0]))

    def true(self, parts: list[Token]) -> Expression:
        return Truth(True, at=_at(parts[0]))

    def false(self, parts: list[Token]) -> Expression:
        return Truth(False, at=_at(parts[0]))

    def name(self, parts: list[Token]) -> Expression:
        if parts[0] in RESERVED:
            raise FormulaError(f"‘{parts[0]}’ does not belong here: {_EXPECTED}", _at(parts[0]))
        return Name(str(parts[0]), at=_at(parts[0]))

    def column(self, parts: list[Token]) -> Expression:
        return Column(str(parts[0]), str(parts[1]), at=_at(parts[0]))

    def negative(self, parts: list[Any]) -> Expression:
        return Negative(parts[1], at=_at(parts[0]))

    def binary(self, parts: list[Any]) -> Expression:
        left, sign, right = parts
        return Binary(left, cast(Sign, str(sign)), right, at=left.at)

    def compared(self, parts: list[Any]) -> Expression:
        left, sign, right = parts
        return Compared(left, cast(Comparing, str(sign)), right, at=left.at)

    def listed(self, parts: list[Expression]) -> tuple[Expression, ...]:
        return tuple(parts)

    def named_set(self, parts: list[Token]) -> str:
        return str(parts[0])

    def member(self, parts: list[Any]) -> Expression:
        return Member(parts[0], parts[-1], at=parts[0].at)

    def stranger(self, parts: list[Any]) -> Expression:
        return Member(parts[0], parts[-1], negated=True, at=parts[0].at)

    def logic(self, parts: list[Any]) -> Expression:
        left, word, right = parts
        return Logic(left, "and" if word.type == "AND" else "or", right, at=left.at)

    def opposite(self, parts: list[Any]) -> Expression:
        return Opposite(parts[1], at=_at(parts[0]))

    def arguments(self, parts: list[Any]) -> tuple[tuple[Expression, ...], Expression | None]:
        if len(parts) > 2 and isinstance(parts[-2], Token):
            return tuple(parts[:-2]), parts[-1]
        return tuple(parts), None

    def call(self, parts: list[Any]) -> Expression:
        arguments, where = parts[1]
        return Call(str(parts[0]), arguments, where, at=_at(parts[0]))


def _at(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _checked(expression: Expression) -> Expression:
    """Refuse what is too deep or too large to be read by a person."""
    waiting = [(expression, 1)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > DEEPEST:
            raise FormulaError(f"more than {DEEPEST} levels inside each other: split it", part.at)
        if count > MOST_PARTS:
            raise FormulaError(f"more than {MOST_PARTS} parts: split it into KPIs", part.at)
        waiting += [(inner, depth + 1) for inner in reversed(part.inner)]
    return expression
