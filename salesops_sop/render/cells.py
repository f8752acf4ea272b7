"""Cells of decision tables in words: `[10..20)` reads “10% to under 20%”."""

import re
from collections.abc import Callable

from salesops_sop.base.listing import joined

ANY = "any"

_COMPARISON = re.compile(r"(<=|>=|<|>|=)\s*(.+)", re.DOTALL)
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_DATE = re.compile(r'date\(\s*("[^"]*")\s*\)')
_ITEM = re.compile(
    r"""\s*( (?:[<>]=?|=)?\s*"(?:[^"\\]|\\.)*"        # a text, maybe compared
          | [\[\](][^,()\[\]]*\.\.[^,()\[\]]*[\])\[]  # a range
          | [^,"]+ )\s*(?:,|$)""",
    re.VERBOSE,
)

_SAID = {
    "<": "under {}",
    "<=": "{} or less",
    ">": "more than {}",
    ">=": "{} or more",
    "=": "{}",
}


def in_words(cell: object, value: Callable[[object], str] = str) -> str:
    """A DMN unary test as people say it; what is not understood is shown as it stands.

    `value` words a single value: a number with its unit, a name without its quotes.
    """
    if cell is None or (isinstance(cell, str) and cell.strip() in ("", "-")):
        return ANY
    if not isinstance(cell, str):
        return value(cell)
    text = _DATE.sub(r"\1", cell.strip())
    denied = _NOT.fullmatch(text)
    items = _items(denied[1] if denied else text)
    if not items:
        return text
    said = joined((_test(item, value) for item in items), "or")
    return f"anything but {said}" if denied else said


def _test(item: str, value: Callable[[object], str]) -> str:
    if item[0] in "[](" and item[-1] in "])[" and ".." in item:
        low, _, high = item[1:-1].partition("..")
        first = f"{'' if item[0] == '[' else 'above '}{value(_scalar(low))}"
        return f"{first} to {'' if item[-1] == ']' else 'under '}{value(_scalar(high))}"
    compared = _COMPARISON.fullmatch(item)
    if compared:
        return _SAID[compared[1]].format(value(_scalar(compared[2])))
    return value(_scalar(item))


def _items(text: str) -> list[str]:
    """The tests between commas; nothing when the text cannot be cut into tests."""
    found: list[str] = []
    position = 0
    while position < len(text):
        match = _ITEM.match(text, position)
        if not match:
            return []
        found.append(match[1].strip())
        position = match.end()
    return found


def _scalar(text: str) -> object:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"')
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
