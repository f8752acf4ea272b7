"""Values and conditions as FEEL text, which every decision engine reads (OMG DMN 1.3, 10.3)."""

import re
from datetime import date
from decimal import Decimal

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
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return f'"{_ESCAPED.sub(_escape, value)}"'


def test(condition: Condition) -> str:
    """A condition as FEEL unary tests: `"new", "former"`, `not([10..20))`, `-`."""
    if condition.anything:
        return "-"
    tests = ", ".join(map(_range, condition.ranges))
    return f"not({tests})" if condition.negated else tests


def name(ident: str) -> str:
    """An id as a name that no engine takes for something else: in FEEL `deal-value` subtracts."""
    found = ident.replace("-", "_")
    return f"_{found}" if found in _TAKEN or found[:1].isdigit() else found


def _range(given: Range) -> str:
    low, high = given.low, given.high
    if low is None:
        return f"<{'=' * given.high_closed} {literal(high)}" if high is not None else "-"
    if high is None:
        return f">{'=' * given.low_closed} {literal(low)}"
    if low == high and given.low_closed and given.high_closed:
        return literal(low)
    opening, closing = "[" if given.low_closed else "(", "]" if given.high_closed else ")"
    return f"{opening}{literal(low)}..{literal(high)}{closing}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character, f"\\u{ord(character):04x}")
