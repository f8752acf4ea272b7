"""Names in a row, as a sentence has them."""

from collections.abc import Iterable


def joined(words: Iterable[str], word: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”; empty for none."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} {word} {last}" if before else last


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return “1 document” or “2 documents”; `nouns` is the plural that is not made with an s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
