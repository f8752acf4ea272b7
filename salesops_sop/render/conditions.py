"""Conditions of choices in words: `grade in ("A", "B")` reads “grade is A or B”."""

from collections.abc import Callable

from salesops_sop.base.listing import joined
from salesops_sop.lang.comparison import Comparison, ComparisonError, Joined, Literally, parse

Words = Callable[[str], str]
_SAID = {
    "=": "is",
    "in": "is",
    "!=": "is not",
    "not in": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}


def in_words(condition: str, name: Words, value: Words) -> str | None:
    """A comparison, or several joined by `and` and `or`; None when it is something else: prose.

    `name` words what is compared, `value` what it is compared with.
    """
    try:
        comparison = parse(condition)
    except ComparisonError:
        return None
    return None if comparison is None else _said(comparison, name, value)


def _said(comparison: Comparison, name: Words, value: Words) -> str:
    if not isinstance(comparison, Joined):
        values = _values(comparison.values, value)
        return f"{name(comparison.name)} {_SAID[comparison.sign]} {values}"
    parts = []
    for part in comparison.parts:
        words = _said(part, name, value)
        inner = isinstance(part, Joined) and comparison.word == "and"
        parts.append(f"({words})" if inner else words)
    return f" {comparison.word} ".join(parts)


def _values(values: tuple[Literally, ...], value: Words) -> str:
    return joined((value(each.text) for each in values), "or")
