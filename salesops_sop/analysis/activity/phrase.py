"""Noun phrases: a head noun, what narrows it, and complements (“for enterprise deals”)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from salesops_sop.analysis.activity.grammar import DAYS, PREPOSITIONS
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import listed, singular

_NOTHING = listed(
    """
    the a an its their our his her this that these those all every each any some such own worth
    whole entire complete full respective relevant given resulting various several regularly
    properly timely correct right necessary required necessarily formal official detailed
    overall actual agreed appropriate other also only individual single ongoing actively
    new-found it them
    """
)
_LIGHT_HEADS = listed(
    """
    request case application entry ticket item matter instance demand activity task work effort
    exercise process level
    """
)
_EVERY = {
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "annual",
}
_SAME_CADENCE = {"yearly": "annual", "annually": "annual", "fortnightly": "biweekly"}


@dataclass(frozen=True)
class Phrase:
    """A thing: head noun in the singular, qualifiers, and complements by preposition."""

    head: str
    qualifiers: frozenset[str] = frozenset()
    complements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """Every word that narrows the head noun, before or behind it."""
        return self.qualifiers.union(*self.complements.values())

    def __str__(self) -> str:
        return " ".join([*sorted(self.qualifiers), self.head])


NOTHING = Phrase("")
"""The object of a statement that names none."""


def phrases(words: list[str], vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The things that a list of words names; things joined by “and” come one by one.

    A pronoun names nothing by itself, so “it” gives none.
    """
    if words and words[0] in ("it", "them"):
        return ()
    folded = vocabulary.fold([singular(word) for word in _cadence(words)])
    parts = list(_split(folded))
    main, complements = _main(parts)
    found = [_phrase(group, complements) for group in main]
    return tuple(phrase for phrase in found if phrase.head)


def _cadence(words: list[str]) -> Iterator[str]:
    """“every month” → “monthly”."""
    index = 0
    while index < len(words):
        word = words[index]
        after = singular(words[index + 1]) if index + 1 < len(words) else ""
        if word in ("every", "each", "per", "a") and after in _EVERY and word != "a":
            yield _EVERY[after]
            index += 2
        else:
            yield _SAME_CADENCE.get(word, word)
            index += 1


def _split(words: list[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Cut at prepositions: (preposition, groups joined by “and”); the first has no preposition."""
    preposition = ""
    groups: list[list[str]] = []
    group: list[str] = []
    for word in words:
        if word == "of" or word in PREPOSITIONS:
            yield preposition, [*groups, group]
            preposition, groups, group = word, [], []
        elif word in ("and", "or", ",", "/", "&", "as", "well", "including", "(", ")", ";", ":"):
            groups.append(group)
            group = []
        elif not _little(word):
            group.append(word)
    yield preposition, [*groups, group]


def _little(word: str) -> bool:
    adverb = word.endswith("ly") and len(word) > 4 and word not in _LY
    return word in _NOTHING or word in DAYS or adverb


_LY = listed("family supply assembly reply weekly monthly quarterly daily early anomaly")


def _main(
    parts: list[tuple[str, list[list[str]]]],
) -> tuple[list[list[str]], dict[str, frozenset[str]]]:
    first = [group for group in parts[0][1] if group]
    complements: dict[str, frozenset[str]] = {}
    for preposition, groups in parts[1:]:
        words = [word for group in groups for word in group]
        if preposition == "of" and first and not complements:
            first = [[*words, *group] for group in first]
        elif preposition == "for" and first and first[-1][-1] in _LIGHT_HEADS:
            first = [*first[:-1], [*first[-1][:-1], *words, first[-1][-1]]]
        elif not first:
            first = [group for group in groups if group]
        elif words:
            complements[preposition] = complements.get(preposition, frozenset()) | frozenset(words)
    return first, complements


def _phrase(words: list[str], complements: Mapping[str, frozenset[str]]) -> Phrase:
    words = [word for word in words if word]
    while len(words) > 1 and words[-1] in ("daily", "weekly", "monthly", "quarterly", "annual"):
        words = [words[-1], *words[:-1]]
    if len(words) > 1 and words[-1] in _LIGHT_HEADS:
        words = words[:-1]
    if not words:
        return Phrase("")
    return Phrase(words[-1], frozenset(words[:-1]), complements, tuple(words))
