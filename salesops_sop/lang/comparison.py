"""Conditions of choices: comparisons on the outputs of a table, joined by `and` and `or`.

`grade in ("A", "B")`, `discount >= 20 and region != "emea"`. `and` binds closer than `or`; brackets
group. Whatever does not begin as a comparison is prose.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NoReturn

Value = Decimal | str | bool
Sign = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in"]

LONGEST = 1000
"""Characters of a condition that are read; a longer one is prose."""
DEEPEST = 20
"""Brackets within brackets."""


class ComparisonError(ValueError):
    """A comparison that breaks off: a sentence, and the column (from 1) where it does."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Literally:
    """A value that something is compared with; `text` is it as written, without quotes."""

    value: Value
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: the name of what is compared, how, and with what (several for `in`)."""

    name: str
    sign: Sign
    values: tuple[Literally, ...]
    column: int

    def holds(self, case: Callable[[str], Value]) -> bool:
        """Whether it is true where `case` gives the value of a name.

        Values of two types are not equal, and neither is less than the other.
        """
        value = case(self.name)
        if self.sign in ("=", "in"):
            return any(_equal(value, each.value) for each in self.values)
        if self.sign in ("!=", "not in"):
            return not any(_equal(value, each.value) for each in self.values)
        return _ordered(value, self.sign, self.values[0].value)


@dataclass(frozen=True, slots=True)
class Joined:
    """Comparisons joined by one word."""

    word: Literal["and", "or"]
    parts: tuple["Comparison", ...]

    def holds(self, case: Callable[[str], Value]) -> bool:
        """Whether all of the parts are true, or one of them for `or`."""
        found = (part.holds(case) for part in self.parts)
        return all(found) if self.word == "and" else any(found)


Comparison = Test | Joined
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<string>"[^"]*"|“[^”]*”)
    |(?P<number>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>\ ?%|\ [A-Z]{3}\b)?
    |(?P<sign>[<>!=]=|[<>=≤≥≠])
    |(?P<mark>[(),])
    |(?P<word>[A-Za-z][A-Za-z0-9_-]*)
    )""",
    re.VERBOSE,
)
_SIGNS: dict[str, Sign] = {
    **{"=": "=", "==": "=", "!=": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<="},
    **{">": ">", ">=": ">=", "≥": ">="},
}
_BEGINS = re.compile(r"[\s(]*[a-z][A-Za-z0-9_-]*\s*(?:[<>!=]=|[<>=≤≥≠]|(?:not\s+)?in\s*[(“\"])")
_EXPECTED = 'write a name, = or another sign, and a value in quotes or a number: grade = "A"'
Token = tuple[str, str, int]


def parse(text: str) -> Comparison | None:
    """Read a condition; None when it is prose.

    Raises ComparisonError when it begins as a comparison and does not go on as one.
    """
    if len(text) > LONGEST or not _BEGINS.match(text):
        return None
    return _Reader(list(_tokens(text)), len(text) + 1).whole()


def tests(comparison: Comparison) -> Iterator[Test]:
    """Every single comparison, from left to right."""
    if isinstance(comparison, Test):
        yield comparison
    else:
        for part in comparison.parts:
            yield from tests(part)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            column = len(text) - len(text[at:].lstrip()) + 1
            raise ComparisonError(f"‘{text[column - 1]}’ does not belong here: {_EXPECTED}", column)
        kind = next(k for k in ("string", "number", "sign", "mark", "word") if match[k] is not None)
        yield kind, match[kind] + (match["unit"] or ""), match.start(kind) + 1
        at = match.end()


class _Reader:
    def __init__(self, tokens: list[Token], end: int) -> None:
        self.tokens = tokens
        self.end = end
        self.at = 0

    def whole(self) -> Comparison:
        found = self._joined("or", 0)
        if self.at < len(self.tokens):
            self._fail(f"‘{self._peek()}’ does not belong here: join comparisons by and or or")
        return found

    def _joined(self, word: Literal["and", "or"], depth: int) -> Comparison:
        parts = [self._part(word, depth)]
        while self._peek().lower() == word:
            self.at += 1
            parts.append(self._part(word, depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self, word: str, depth: int) -> Comparison:
        if word == "or":
            return self._joined("and", depth)
        if self._peek() != "(":
            return self._test()
        if depth >= DEEPEST:
            self._fail("brackets stand in too many others: write shorter conditions")
        self.at += 1
        found = self._joined("or", depth + 1)
        self._take(")")
        return found

    def _test(self) -> Test:
        kind, name, column = self._next()
        if kind != "word":
            self.at -= 1
            self._fail(f"‘{name}’ does not belong here: {_EXPECTED}")
        sign = self._sign()
        if sign not in ("in", "not in") or self._peek() != "(":
            return Test(name, sign, (self._value(),), column)
        self.at += 1
        values = [self._value()]
        while self._peek() == ",":
            self.at += 1
            values.append(self._value())
        self._take(")")
        return Test(name, sign, tuple(values), column)

    def _sign(self) -> Sign:
        kind, text, _ = self._next()
        if kind == "sign":
            return _SIGNS[text]
        if text == "in":
            return "in"
        if text == "not" and self._peek() == "in":
            self.at += 1
            return "not in"
        self.at -= 1
        self._fail(f"‘{text}’ does not belong here: {_EXPECTED}")

    def _value(self) -> Literally:
        kind, text, column = self._next()
        if kind == "string":
            return Literally(text[1:-1].strip(), text[1:-1].strip(), column)
        if kind == "number":
            number = re.sub(r"[,+]| ?%| [A-Z]{3}$", "", text)
            return Literally(Decimal(number), text, column)
        if text in ("true", "false"):
            return Literally(text == "true", text, column)
        self.at -= 1
        said = f'put ‘{text}’ in quotes: "{text}"' if kind == "word" else _EXPECTED
        self._fail(f"a value is expected here: {said}")

    def _next(self) -> Token:
        if self.at >= len(self.tokens):
            self._fail(f"something is missing at the end: {_EXPECTED}")
        self.at += 1
        return self.tokens[self.at - 1]

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, text: str) -> None:
        if self._peek() != text:
            self._fail(f"‘{text}’ is missing here")
        self.at += 1

    def _fail(self, message: str) -> NoReturn:
        column = self.tokens[self.at][2] if self.at < len(self.tokens) else self.end
        raise ComparisonError(message, column)


def _equal(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other


def _ordered(one: Value, sign: Sign, other: Value) -> bool:
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return isinstance(one, str) and isinstance(other, str) and _compared(one, sign, other)
    return _compared(one, sign, other)


def _compared(one: Decimal | str, sign: Sign, other: Decimal | str) -> bool:
    less, same = one < other, one == other  # type: ignore[operator]
    return {"<": less, "<=": less or same, ">": not (less or same), ">=": not less}[sign]
