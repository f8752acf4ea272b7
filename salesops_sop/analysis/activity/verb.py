"""Verbs and action nouns at a place in a statement."""

from salesops_sop.analysis.activity.grammar import CUT, STOPS, THINGS
from salesops_sop.analysis.activity.verbs import lexicon, strong
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import listed, singular

_PARTICLES = listed(
    """
    over off up in down out back together on
    """
)


LOOSE = listed("off up out down back away")

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
    if form == "base" and words and first is None:
        first = words[0] if words[0] in vocabulary.first_words else None
    if first is None:
        return None
    for phrase in (*vocabulary.phrases(first), *lexicon().phrases.get(first, ())):
        taken = _phrase(words, phrase)
        if taken is not None:
            base = " ".join(phrase)
            return base, classes_of(base, vocabulary), taken
    particle, rest = _particle(words[1:])
    if particle:
        base = f"{first} {particle}"
        return base, frozenset({f"verb:{base}"}), rest
    classes = classes_of(first, vocabulary)
    if not classes:
        return None
    return first, classes, words[1:]


def _particle(words: list[str]) -> tuple[str, list[str]]:
    """The particle of a verb that no list holds: “write off the debt”, “write the debt off”."""
    if len(words) > 1 and words[0] in LOOSE and words[1] != "of":
        return words[0], words[1:]
    for at in range(1, len(words)):
        if words[at] in LOOSE and ends(words, at):
            return words[at], words[:at] + words[at + 1 :]
    return "", words


def ends(words: list[str], at: int) -> bool:
    """Whether a word is the last of its phrase."""
    return at == len(words) - 1 or words[at + 1] in STOPS or words[at + 1] in CUT


def _phrase(words: list[str], phrase: tuple[str, ...]) -> list[str] | None:
    """What is left when the words begin with a verb of several words, in one piece or apart."""
    if tuple(words[1 : len(phrase)]) == phrase[1:]:
        return words[len(phrase) :]
    if len(phrase) > 2:
        return _apart(words, phrase)
    particle = phrase[1]
    if len(phrase) == 2 and particle in _PARTICLES and particle in words[2:6]:
        at = words.index(particle, 2)
        if particle in ("over", "off", "down", "out", "together", "back") or ends(words, at):
            return words[1:at] + words[at + 1 :]
    return None


def _apart(words: list[str], phrase: tuple[str, ...]) -> list[str] | None:
    """“keep the price list up to date”: the rest of the verb stands behind its object."""
    rest = phrase[1:]
    for at in range(2, len(words) - len(rest) + 1):
        if tuple(words[at : at + len(rest)]) == rest:
            return words[1:at] + words[at + len(rest) :]
    return None


def noun_classes(word: str) -> frozenset[str]:
    found = lexicon().nouns.get(word) or lexicon().nouns.get(singular(word), frozenset())
    if not found:
        base = base_of(word, "gerund") or _derived(word)
        found = lexicon().classes.get(base, frozenset()) if base else frozenset()
    return found


def _derived(noun: str) -> str | None:
    """The known verb that a noun in -ment, -ation, -ion, -al or -ance is made of."""
    if noun.endswith(("er", "or")) and strong(found := _agent(noun)):
        return found
    for ending in ("ment", "ation", "ion", "al", "ance", "ence"):
        if noun.endswith(ending):
            stem = noun[: -len(ending)]
            for base in (stem, stem + "e", stem + "y", stem[:-1] if len(stem) > 4 else stem):
                if base in lexicon().classes and len(base) > 3:
                    return base
    return None


def _agent(noun: str) -> str | None:
    """The verb of “approver”, “owner” or “planner”."""
    for base in (noun[:-2], noun[:-1], noun[:-3]):
        if len(base) > 2 and base in lexicon().classes:
            return base
    return None


def verbs_at(
    words: list[str], form: str, vocabulary: Vocabulary, certain: bool = False
) -> Found | None:
    """The verbs at the start of a statement; `certain` accepts those of the table only."""
    first = verb_at(words, form, vocabulary)
    if not first or (certain and not (strong(first[0]) or strong(first[0].split()[0]))):
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
