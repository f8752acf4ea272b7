"""Names in a row, as a sentence has them."""

from collections.abc import Iterable


def joined(words: Iterable[str], word: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”; empty for none."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} {word} {last}" if before else last
