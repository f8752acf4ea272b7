"""Values and conditions as FEEL text, which every decision engine reads (OMG DMN 1.3, 10.3)."""

import re
from collections.abc import Callable
from datetime import date

from salesops_sop.analysis.decision.stating import plain
from salesops_sop.lang.condition import Condition, Range, Value

# What XML cannot hold, and what parsers of XML or people would lose; FEEL has escapes for it.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

# Names that mean something else in FEEL, so that no input may have them.
_TAKEN = frozenset(
    (
        *("abs", "after", "all", "and", "any", "before", "between", "ceiling", "concatenate"),
        *("context", "count", "date", "day", "decimal", "duration", "during", "else", "every"),
        *(
            "exp",
            "external",
            "false",
            "floor",
            "for",
            "function",
            "if",
            "in",
            "includes",
            "instance",
        ),
        *("is", "item", "list", "log", "matches", "max", "mean", "median", "meets", "min", "mode"),
        *(
            "modulo",
            "month",
            "not",
            "now",
            "null",
            "number",
            "odd",
            "of",
            "or",
            "partial",
            "product",
        ),
        *("range", "remove", "replace", "return", "reverse", "round", "satisfies", "some", "sort"),
        *("split", "sqrt", "starts", "stddev", "string", "substring", "sum", "then", "time"),
        *("today", "true", "union", "week", "year"),
    )
)


def literal(value: Value) -> str:
    """A value as a FEEL literal: `12.5`, `"new"`, `true`, `date("2026-01-31")`."""
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    if not isinstance(value, str):
        return plain(value)
    return f'"{_ESCAPED.sub(_escape, value)}"'


def unary(condition: Condition, said: Callable[[Value], str] = literal) -> str:
    """A condition as unary tests: `"new", "former"`, `not([10..20))`, `-`.

    `said` writes a value: as FEEL has it, or as another language does.
    """
    if condition.anything:
        return "-"
    listed = ", ".join(_range(given, said) for given in condition.ranges)
    return f"not({listed})" if condition.negated else listed


def name(ident: str) -> str:
    """An id as a name that no engine takes for something else: in FEEL `deal-value` subtracts."""
    found = ident.replace("-", "_")
    return f"_{found}" if found in _TAKEN or found[:1].isdigit() else found


def spoken(title: str) -> str:
    """A title as a name: words and spaces only, and the first one begins with a letter."""
    return " ".join(re.findall(r"\w+", title.lstrip("0123456789 ")))


def _range(given: Range, said: Callable[[Value], str]) -> str:
    low, high = given.low, given.high
    if low is None or high is None:
        if low is not None:
            return f">{'=' * given.low_closed} {said(low)}"
        return f"<{'=' * given.high_closed} {said(high)}" if high is not None else "-"
    if low == high and given.low_closed and given.high_closed:
        return said(low)
    opening, closing = "[" if given.low_closed else "(", "]" if given.high_closed else ")"
    return f"{opening}{said(low)}..{said(high)}{closing}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character, f"\\u{ord(character):04x}")
