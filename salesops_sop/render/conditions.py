"""Conditions of choices in words: `grade in ("A", "B")` reads “grade is A or B”."""

import re
from collections.abc import Callable

_TEST = re.compile(
    r"""\s*(?P<name>[a-z][a-z0-9_-]*)\s*(?P<sign>not\s+in\b|in\b|[<>!=]=|[<>=])\s*
        (?P<value>\([^()]*\)|"[^"]*"|[+-]?[0-9][0-9.,]*(?:\ ?%|\ [A-Z]{3})?|true|false)\s*""",
    re.VERBOSE,
)
_WORD = re.compile(r"(?:and|or)\b")
_SAID = {
    "=": "is",
    "==": "is",
    "in": "is",
    "!=": "is not",
    "not in": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}


def in_words(condition: str, name: Callable[[str], str], value: Callable[[str], str]) -> str | None:
    """A comparison, or several joined by `and` and `or`; None when it is something else: prose.

    `name` words what is compared, `value` what it is compared with.
    """
    said, position = [], 0
    while test := _TEST.match(condition, position):
        sign = _SAID[" ".join(test["sign"].split())]
        said.append(f"{name(test['name'])} {sign} {_values(test['value'], value)}")
        position = test.end()
        if position == len(condition):
            return " ".join(said)
        word = _WORD.match(condition, position)
        if not word:
            return None
        said.append(word[0])
        position = word.end()
    return None


def _values(text: str, value: Callable[[str], str]) -> str:
    items = text[1:-1].split(",") if text[0] == "(" else [text]
    words = [value(item.strip().strip('"')) for item in items if item.strip()]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
