"""Words by their meaning: without endings, articles and word order, so that titles compare."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_WORD = re.compile(r"([^\W_]+(?:['’](?!s\b)[^\W_]+)?)(?:['’]s\b)?")


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


_LITTLE = _listed(
    "a an the of for in on at by with and our its their all each every any is are be as that"
)
_ORDERED = _listed(
    "from to before after above below over under between than versus vs per into without"
)
_WORK_FOLLOWS = ("time", "deadline", "limit", "period", "duration", "notice", "attempt", "right")
_SAME = {
    "rhythm": "cadence",
    "frequency": "cadence",
    "max": "maximum",
    "highest": "maximum",
    "largest": "maximum",
    "min": "minimum",
    "lowest": "minimum",
    "smallest": "minimum",
    "goal": "target",
    "response": "respond",
    "decision": "decide",
    "conversion": "convert",
}
_NOUNS_OF_THEIR_OWN = _listed(
    "marketing meeting rating building operating opening standing listing"
)
_ENDINGS = (
    ("ization", "iz", 3),
    ("ication", "", 3),
    ("ation", "", 3),
    ("tion", "t", 3),
    ("ment", "", 3),
    ("ance", "", 4),
    ("ence", "", 4),
    ("ing", "", 3),
    ("ied", "", 3),
    ("ed", "", 3),
    ("ate", "", 3),
    ("al", "", 4),
    ("e", "", 3),
    ("y", "", 3),
)
_SHORTEST = 4


class Word(NamedTuple):
    """A word of a text: what it means, and where it stands."""

    stem: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a text that mean something by themselves, by their stems."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match[1]
        # a capital A that does not begin the text is a name: grade A
        named = word == "A" and match.start() > start
        if named or word.lower() not in _LITTLE:
            yield Word(stem(word.lower()), match.start(), match.end(1))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in the order of its words, without little words and “to”."""
    return tuple(word.stem for word in words(text) if word.stem != "to")


@cache
def meaning(title: str) -> tuple[str, ...]:
    """What a title says, however it says it: titles with one meaning mean the same.

    Case, punctuation, plurals, little words and word order do not count, nor whether work is
    named by a verb or a noun: “Time to grade a lead”, “Lead grading time”. Where direction
    counts (from, to, per, before), so does the order.
    """
    found = [word.stem for word in words(title)]
    pairs = zip(["", *found], found, strict=False)
    kept = [now for before, now in pairs if not (now == "to" and before in _INFINITIVE)]
    return tuple(kept if _ORDERED.intersection(kept) else sorted(kept))


@cache
def stem(word: str) -> str:
    """A small word without the ending that makes it plural, a past form, or a noun of a verb."""
    word = _singular(word)
    word = _SAME.get(word, word)
    if len(word) <= _SHORTEST or word in _NOUNS_OF_THEIR_OWN:
        return word[:-1] if len(word) == _SHORTEST and word.endswith("e") else word
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return _undoubled(word[: -len(ending)] + instead)
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if word[-2:-1] == word[-1:] and word[-1:] in "bdgmnprt" else word


_INFINITIVE = frozenset(map(stem, (*_WORK_FOLLOWS, "respond")))
