"""Plain values from a fast parser, for texts of which it is known that both parsers say the same.

The parser is ryaml (libyaml in Rust, installed with `salesops-sop[fast]`). It reads by the same
grammar, but takes what a handbook may not contain without a word, and some numbers for texts.
Whatever could be one of these is left to the parser that explains it, as is all that is refused
here. That both say the same of the rest is tested on mutants of many texts.
"""

import re
from collections.abc import Callable
from typing import Any

from salesops_sop.handbook.yamltree.scalars import LARGEST_NUMBER, START_OF_NUMBER, plain_value


def _loads() -> Callable[[str], Any] | None:
    try:
        from ryaml import loads
    except ImportError:  # not asked for, or there is none for this system
        return None
    return loads


LOADS = _loads()
UNKNOWN = object()
"""The answer for a text that has to be read with care."""

LONGEST = 100_000  # characters, which are fewer values than a document may have
# escapes, which can hide characters; keys from elsewhere; directives
_ALWAYS_DOUBTFUL = ("\\", "<<", "\n%", "\r%")
# what a value with a type, a name or a number that is read otherwise has in it: quick to look for
_SIGNS = ("!", "&", "*", "0b", "0B", "0x", "0X", "0o", "0O")
_DOUBTFUL = re.compile(
    r"(?:\A|[\s\[{,:?-])(?:!|[&*](?=\S)|[-+]?0[bB][01]|[-+]0[xXoO])",
)


def read(text: str, deepest: int) -> Any:
    """The value of a document's text, or UNKNOWN; `deepest` is how far values may be nested."""
    if LOADS is None or len(text) > LONGEST or _is_doubtful(text):
        return UNKNOWN
    try:
        value = LOADS(text)
    except Exception:  # whatever it is, the other parser says it better
        return UNKNOWN
    return value if _plain(value, deepest) else UNKNOWN


def _is_doubtful(text: str) -> bool:
    if text.startswith("%") or any(sign in text for sign in _ALWAYS_DOUBTFUL):
        return True
    return any(sign in text for sign in _SIGNS) and bool(_DOUBTFUL.search(text))


def _plain(value: Any, deepest: int) -> bool:
    """Whether the other parser would have taken each key and each number for the same."""
    kind = type(value)
    if kind is str:
        return value[:1] not in START_OF_NUMBER or _same(value)
    if kind is dict:
        if not deepest:
            return False
        for key, inner in value.items():
            if type(key) is not str or not _plain(key, 0) or not _plain(inner, deepest - 1):
                return False
        return True
    if kind is list:
        return deepest > 0 and all(_plain(inner, deepest - 1) for inner in value)
    return kind not in (int, float) or -LARGEST_NUMBER < value < LARGEST_NUMBER


def _same(text: str) -> bool:
    try:
        return plain_value(text) is text
    except ValueError:
        return False
