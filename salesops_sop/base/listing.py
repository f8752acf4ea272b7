"""Names in a row, as a sentence has them."""

from collections.abc import Iterable, Sequence


def joined(words: Iterable[str], word: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”; empty for none."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} {word} {last}" if before else last


def some(words: Sequence[str], most: int) -> str:
    """“‘a’”, “‘a’ and ‘b’”, and of more than `most` the first: “‘a’, ‘b’ and 3 more”."""
    shown = [f"‘{word}’" for word in words[:most]]
    more = [f"{len(words) - most} more"] if len(words) > most else []
    return joined([*shown, *more])


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return “1 document” or “2 documents”; `nouns` is the plural that is not made with an s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
