"""Guess the word that was meant."""

import difflib
from collections.abc import Iterable

LONGEST_WORD = 80
"""Comparing takes time that grows with the square of the length; no id is longer than this."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when none is like it.

    Upper and lower case count as equal; of two equally good candidates the first by name wins.
    """
    if not word or len(word) > LONGEST_WORD:
        return None
    by_folded: dict[str, str] = {}
    for candidate in sorted(candidates):
        if len(candidate) <= LONGEST_WORD:
            by_folded.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return “, did you mean ‘x’?” to put at the end of a message, or an empty string."""
    found = closest(word, candidates)
    return f", did you mean ‘{found}’?" if found else ""
