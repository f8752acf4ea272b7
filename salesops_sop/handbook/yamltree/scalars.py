"""What an unquoted scalar means: the core schema of YAML 1.2, and nothing of YAML 1.1."""

import math
import re

Scalar = str | int | float | bool | None

LARGEST_NUMBER = 2**63
LONGEST_NUMBER = 400

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
START_OF_NUMBER = frozenset("-+.0123456789")
_BASES = {"0x": 16, "0o": 8}
_INTEGER = re.compile(r"[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def plain_value(text: str) -> Scalar:
    """Return the value of an unquoted scalar; what is no null, boolean or number is itself.

    `.inf` and `.nan` stay text: a handbook has no use for them. Raises ValueError when a number
    is too large to be kept exactly.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in START_OF_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return _checked(text, _BASES.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return _checked(text, None)
    return text


def _checked(text: str, base: int | None) -> int | float:
    if len(text) <= LONGEST_NUMBER:
        number = float(text) if base is None else int(text, base)
        if base is None and math.isfinite(number):
            return number
        if abs(number) < LARGEST_NUMBER:
            return number
    raise ValueError("this number is too large: put it in quotes if it is a name")
