"""FEEL text as cells and values of our tables: what S-FEEL says, and nothing that calculates."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from salesops_sop.export.dmn import feel
from salesops_sop.export.dmn.tree import ReadError
from salesops_sop.lang.condition import LONGEST, Condition, ConditionError, Range, Value, parse

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*")
_OURS = frozenset({"true", "false", "not", "date"})
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r"}
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|,|[^",]+|"', re.DOTALL)

Scalar = str | int | float | bool


def condition(text: str) -> Condition:
    """What a cell of a DMN table accepts; raises ReadError for anything beyond S-FEEL."""
    if not text or text == "-":
        return Condition(negated=True)
    negated = _NOT.fullmatch(text)
    ranges = [r for part in _parts(negated[1] if negated else text) for r in _ranges(part)]
    return Condition(tuple(ranges), negated is not None)


def cell(given: Condition) -> str:
    """A condition as it is written in our tables."""
    return feel.unary(given, _literal)


def answer(text: str) -> Scalar | list[Scalar] | None:
    """The value, or the list of values, that an output entry states; raises ReadError."""
    if text in ("", "null", "-"):
        return None
    if text.startswith("[") and text.endswith("]"):
        return [plain(value) for value in values(text[1:-1])]
    found = values(text)
    if len(found) != 1:
        raise ReadError(f"‘{text}’ is not one value")
    return plain(found[0])


def values(text: str) -> list[Value]:
    """The values of a list without brackets around it; raises ReadError where other tests stand."""
    found = condition(text)
    points = [point(r) for r in found.ranges]
    if found.negated or None in points:
        raise ReadError(f"‘{text}’ is no value: only values can be read, no calculations")
    return [value for value in points if value is not None]


def point(given: Range) -> Value | None:
    """The one value of a range, if it is such a range."""
    alone = given.low == given.high and given.low_closed and given.high_closed
    return given.low if alone else None


def plain(value: Value) -> Scalar:
    """A value as YAML has it; a number that would lose digits there stays a text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        number = int(value) if value == value.to_integral_value() else float(value)
        return number if Decimal(str(number)) == value else f"{value:f}"
    return value


def _parts(text: str) -> Iterator[str]:
    """A list whole, or test by test where a cell of ours could not hold it."""
    if len(text) <= LONGEST:
        yield text
        return
    part = ""
    for found in _PARTS.findall(text):
        if found == ",":
            yield part
            part = ""
        else:
            part += found
    yield part


def _ranges(text: str) -> tuple[Range, ...]:
    for word in _WORD.findall(_STRING.sub("", text)):
        if word not in _OURS:
            raise ReadError(f"‘{word}’ is a name in ‘{text.strip()}’: only values can be read")
    try:
        found = parse(_STRING.sub(_unescaped, text))
    except ConditionError as error:
        raise ReadError(f"‘{text.strip()}’: {error}") from None
    if found.negated:
        raise ReadError(f"‘{text.strip()}’ stands in a list: write it alone")
    return found.ranges


def _unescaped(match: re.Match[str]) -> str:
    return _quoted(_ESCAPE.sub(_character, match[1]))


def _character(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "uU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _SHORT.get(code, code)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _literal(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return _quoted(value) if isinstance(value, str) else feel.literal(value)
