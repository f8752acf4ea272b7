"""Verbs and action nouns at a place in a statement."""

from salesops_sop.analysis.activity.grammar import THINGS
from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import listed, singular

_PARTICLES = listed(
    """
    over off up in down out back together on
    """
)


Found = tuple[list[str], frozenset[str], list[str]]
"""The verbs as written, their action classes, and the words that are left."""


def classes_of(base: str, vocabulary: Vocabulary) -> frozenset[str]:
    return lexicon().classes.get(base, frozenset()) | vocabulary.verbs.get(base, frozenset())


def base_of(word: str, *names: str) -> str | None:
    """The verb of which `word` is one of these forms (base, third, past, gerund)."""
    for base, name in lexicon().verbs.get(word, ()):
        if name in names:
            return base
    return None


def verb_at(
    words: list[str], form: str, vocabulary: Vocabulary
) -> tuple[str, frozenset[str], list[str]] | None:
    """A verb in this form at the start: its base, its classes and the words behind it."""
    first = base_of(words[0], form) if words else None
    if first is None:
        return None
    for phrase in lexicon().phrases.get(first, ()):
        taken = _phrase(words, phrase)
        if taken is not None:
            base = " ".join(phrase)
            return base, classes_of(base, vocabulary), taken
    classes = classes_of(first, vocabulary)
    if not classes:
        return None
    return first, classes, words[1:]


def _phrase(words: list[str], phrase: tuple[str, ...]) -> list[str] | None:
    """What is left when the words begin with a verb of several words, in one piece or apart."""
    if tuple(words[1 : len(phrase)]) == phrase[1:]:
        return words[len(phrase) :]
    particle = phrase[1]
    if len(phrase) == 2 and particle in _PARTICLES and particle in words[2:6]:
        at = words.index(particle, 2)
        if particle in ("over", "off", "down", "out", "together", "back") or at == len(words) - 1:
            return words[1:at] + words[at + 1 :]
    return None


def noun_classes(word: str) -> frozenset[str]:
    found = lexicon().nouns.get(word) or lexicon().nouns.get(singular(word), frozenset())
    if not found:
        base = base_of(word, "gerund")
        found = lexicon().classes.get(base, frozenset()) if base else frozenset()
    return found


def verbs_at(words: list[str], form: str, vocabulary: Vocabulary) -> Found | None:
    first = verb_at(words, form, vocabulary)
    if not first:
        return None
    base, classes, rest = first
    bases, every = [base], set(classes)
    while rest and rest[0] in ("and", "or", "/", ",") and len(rest) > 1:
        skip = 2 if rest[1] in ("and", "or") else 1
        more = verb_at(rest[skip:], form, vocabulary)
        if not more or (not more[2] and more[0] in THINGS):
            break
        base, classes, rest = more
        bases.append(base)
        every |= classes
    return bases, frozenset(every), rest
