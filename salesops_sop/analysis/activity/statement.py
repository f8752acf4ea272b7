"""What a statement of a duty says: the action, its object, and what narrows the object.

“Approval of discounts over 20% is done by the VP” and “Approve a discount above 20%” say the
same. The reading is by rule, from the verbs of `verbs.py` and the order of English words; no model
is needed, and every step can be shown to the reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from salesops_sop.analysis.activity.action import action
from salesops_sop.analysis.activity.frame import without_frame, without_tail
from salesops_sop.analysis.activity.grammar import STOPS, THINGS
from salesops_sop.analysis.activity.order import ordered
from salesops_sop.analysis.activity.phrase import Phrase, phrases
from salesops_sop.analysis.activity.spelling import spelled
from salesops_sop.analysis.activity.verb import base_of
from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import Limit, limits, tokens


@dataclass(frozen=True)
class Clause:
    """One action and its objects. `actions` are action classes; an unknown verb is its own."""

    verbs: tuple[str, ...]
    actions: frozenset[str]
    objects: tuple[Phrase, ...]


@dataclass(frozen=True)
class Statement:
    """A duty in parts: “search candidates and draw up the shortlist” has two clauses."""

    text: str
    clauses: tuple[Clause, ...]
    limits: tuple[Limit, ...]
    moments: frozenset[tuple[str, str]] = frozenset()


def read(text: str, vocabulary: Vocabulary) -> Statement:
    """Read a statement; text without any action gives a statement without actions."""
    names = vocabulary.fold_names(spelled(tokens(text)))
    words, found = limits(ordered(names))
    clauses = tuple(_clauses(without_frame(words), vocabulary))
    return Statement(text, clauses, tuple(found), _moments(words))


def _moments(words: list[str]) -> frozenset[tuple[str, str]]:
    """Before or after what it is done: (“before”, “shipment”)."""
    plain = [word for word in words if word not in ("the", "a", "an")]
    return frozenset(pair for pair in pairwise(plain) if pair[0] in ("before", "after"))


def _clauses(words: list[str], vocabulary: Vocabulary) -> Iterator[Clause]:
    objects: tuple[Phrase, ...] = ()
    while words:
        verbs, actions, rest = action(words, vocabulary)
        here, words = _next_clause(rest)
        objects = phrases(without_tail(here), vocabulary) or objects
        yield Clause(tuple(verbs), actions, objects)


def _next_clause(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut before a second command: “… and draw up the shortlist”."""
    for at in range(1, len(words) - 1):
        if words[at] in ("and", "or", "then") and base_of(words[at + 1], "base"):
            after = words[at + 2] if at + 2 < len(words) else ""
            if after and words[at + 1] not in THINGS and not _noun_like(words[at + 1], after):
                return words[:at], words[at + 1 :]
    return words, []


def _noun_like(word: str, after: str) -> bool:
    """Whether a word that could be a verb stands as a noun: a preposition follows."""
    return bool(lexicon().nouns.get(word)) and after in STOPS
