"""Guess the word that was meant."""

import difflib
from collections.abc import Iterable

LONGEST_WORD = 80
"""Comparing takes time that grows with the square of the length; no id is longer than this."""

_LIKE_ENOUGH = 0.7


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when none is like it.

    Upper and lower case count as equal; of two equally good candidates the first by name wins.
    """
    if not word or len(word) > LONGEST_WORD:
        return None
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold())
    best, likeness = None, _LIKE_ENOUGH
    for candidate in sorted(candidates):
        if len(candidate) > LONGEST_WORD:
            continue
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness:
            ratio = matcher.ratio()
            if ratio > likeness:
                best, likeness = candidate, ratio
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return “, did you mean ‘x’?” to put at the end of a message, or an empty string."""
    found = closest(word, candidates)
    return f", did you mean ‘{found}’?" if found else ""
