"""The action of a statement, in each of the shapes in which English names one."""

from collections.abc import Callable

from salesops_sop.analysis.activity.grammar import (
    AUXILIARY,
    CUT,
    MODALS,
    PARTIES,
    SKIP,
    STOPS,
    SUBORDINATE,
    THINGS,
    VERBS_IN_LY,
    WEAK_NOUNS,
)
from salesops_sop.analysis.activity.verb import (
    LOOSE,
    Found,
    base_of,
    noun_classes,
    verb_at,
    verbs_at,
)
from salesops_sop.analysis.activity.verbs import HOLDING, LIGHT, lexicon, strong
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import singular

Reading = Callable[[list[str], Vocabulary], Found | None]


def action(words: list[str], vocabulary: Vocabulary) -> Found:
    """The verbs of a statement, their action classes, and the words that are left."""
    named = bool(words) and words[0] in ("the", "a", "an", "our", "each")
    words = _without_adverbs(words)
    if not words:
        return [], frozenset(), []
    readings: tuple[Reading, ...] = _PLAIN
    if named:
        readings = _NAMED
    for reading in readings:
        found = reading(words, vocabulary)
        if found:
            return _named(found, vocabulary)
    if len(words) > 1:
        return [words[0]], frozenset({f"verb:{words[0]}"}), words[1:]
    return [], frozenset(), words


def _without_adverbs(words: list[str]) -> list[str]:
    while words and (words[0] in SKIP or (words[0].endswith("ly") and words[0] not in VERBS_IN_LY)):
        words = words[1:]
    return words


def _named(found: Found, vocabulary: Vocabulary) -> Found:
    """“carries out the review of contracts”: a verb that only says that something happens."""
    verbs, _, rest = found
    if len(verbs) != 1 or verbs[0] not in LIGHT | HOLDING:
        return found
    while rest and (rest[0] in SKIP or rest[0] == "of"):
        rest = rest[1:]
    end = _end_of_noun(rest, 0)
    classes = noun_classes(rest[end - 1]) if end else frozenset()
    if not classes or (end == 1 and len(rest) == 1):
        return found
    behind = rest[end + 1 :] if rest[end : end + 1] in (["of"], ["to"], ["on"]) else rest[end:]
    return [rest[end - 1]], classes, [*rest[: end - 1], *behind]


def _nominal_with_of(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approval of discounts”, “carry out the grading of leads”, “grading of leads is done by”."""
    start = 0
    if words[0] in LIGHT or base_of(words[0], "base", "third", "gerund") in LIGHT:
        start = 1
    while start < len(words) and words[start] in SKIP:
        start += 1
    if len(words) > 2 and words[1] in ("on", "with") and words[0] in lexicon().nouns:
        return [words[0]], noun_classes(words[0]), words[2:]
    if "of" not in words[start : start + 4] or _asks(words):
        return None
    of = words.index("of", start)
    noun = words[of - 1]
    classes = noun_classes(noun)
    if of - start < 1 or not classes:
        return None
    before = words[start : of - 1]
    if any(base_of(word, "third") for word in before):
        return None
    if len(before) == 2 and before[1] in ("and", "or") and noun_classes(before[0]):
        classes, before = classes | noun_classes(before[0]), []
    base = base_of(before[0], "base") if before else None
    if base and (any(word in SKIP for word in before[1:]) or _command(base)):
        return None
    if base and any(_begins(words, phrase) for phrase in lexicon().phrases.get(base, ())):
        return None
    rest = words[of + 1 :]
    auxiliary = next((i for i, word in enumerate(rest) if word in AUXILIARY), None)
    return [noun], classes, [*before, *(rest if auxiliary is None else rest[:auxiliary])]


def _begins(words: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(words[: len(phrase)]) == phrase


def _asks(words: list[str]) -> bool:
    """“request approval of the terms”: who asks for an approval does not give it."""
    return len(words) > 1 and words[0] == "request" and bool(noun_classes(words[1]))


def _command(base: str) -> bool:
    return strong(base) and base not in THINGS


def _compound(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“discount approval”, “conduct the pipeline review”, “lead routing for EMEA”."""
    start = 0
    light = words[0] in LIGHT or base_of(words[0], "base", "third", "gerund") in LIGHT
    if light:
        start = 1
        while start < len(words) and (words[start] in SKIP or words[start] in LOOSE):
            start += 1
    end = _end_of_noun(words, start)
    if end - start < (1 if light else 2):
        return None
    head = words[end - 1]
    classes = noun_classes(head)
    if not classes or _asks(words) or head in WEAK_NOUNS:
        return None
    if not light and (singular(head) != head or not _is_thing(words[start:end])):
        return None
    if light and end - start == 1 and not words[end:]:
        return None
    if _done(words[end:]):
        return None
    rest = words[end:]
    nouns = [head]
    while len(rest) > 1 and rest[0] in ("and", "or", "/") and noun_classes(rest[1]):
        if len(rest) > 2 and rest[2] not in STOPS:
            break
        nouns.append(rest[1])
        classes |= noun_classes(rest[1])
        rest = rest[2:]
    if rest and rest[0] in AUXILIARY:
        rest = []
    if light and rest and rest[0] in ("on", "of", "to", "for"):
        rest = rest[1:]
    return nouns, classes, [*words[start : end - 1], *rest]


def _done(words: list[str]) -> bool:
    """Whether a passive with a verb of its own follows: “calls are being logged”."""
    if not words or words[0] not in AUXILIARY:
        return False
    rest = [word for word in words[1:4] if word not in AUXILIARY and word not in SKIP]
    base = base_of(rest[0], "past") if rest else None
    return base is not None and base not in LIGHT


def _is_thing(words: list[str]) -> bool:
    """Whether a phrase that ends in an action noun is a name (“lead routing”), not a command."""
    first = words[0]
    if any(word in SKIP or _does(word) for word in words[1:-1]):
        return False
    if not strong(base_of(first, "base")):
        return base_of(first, "gerund") is None or first == words[-1]
    return first in THINGS


def _does(word: str) -> bool:
    """Whether a word with -s is a verb, as its singular is no noun."""
    base = base_of(word, "third")
    return strong(base) and base not in THINGS and base not in lexicon().nouns


def _end_of_noun(words: list[str], start: int) -> int:
    end = start
    while end < len(words) and words[end] not in STOPS:
        end += 1
    return end


def _passive(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“discounts are approved by the VP”, “leads must be graded”."""
    at = next((i for i, word in enumerate(words) if word in AUXILIARY and i > 0), None)
    if at is None or any(word in SUBORDINATE for word in words[:at]):
        return None
    after = at + 1
    while after < len(words) and (
        words[after] in SKIP or words[after] in AUXILIARY or words[after].endswith("ly")
    ):
        after += 1
    found = verb_at(words[after:], "past", vocabulary) if after < len(words) else None
    if not found:
        return None
    base, classes, rest = found
    subject = [
        word
        for word in words[:at]
        if word
        not in ("must", "shall", "should", "to", "may", "will", "has", "have", "needs", "need")
    ]
    if base in LIGHT:
        nominal = _ending(subject, vocabulary) or _nominal_with_of(subject, vocabulary)
        if nominal:
            return nominal
    tail = [] if rest[:1] == ["by"] else rest
    return [base], classes, [*subject, *tail]


def _imperative(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approve the discount”, “review and approve discounts”."""
    return verbs_at(words, "base", vocabulary, certain=True)


def _rare_imperative(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """A command with a verb that is more often a noun, or of no class."""
    return verbs_at(words, "base", vocabulary)


def _gerund(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approving discounts”."""
    found = verbs_at(words, "gerund", vocabulary, certain=True)
    return found if found and found[2] else None


def _rare_gerund(words: list[str], vocabulary: Vocabulary) -> Found | None:
    found = verbs_at(words, "gerund", vocabulary)
    return found if found and found[2] else None


def _third(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“confirms the delivery date”: the subject is left out."""
    if len(words) > 1 and words[0][-1:] == "s":
        known = singular(words[0]) not in THINGS or words[1] in ("the", "a", "an", "all")
        return verbs_at(words, "third", vocabulary, certain=True) if known else None
    return None


def _with_subject(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“the sales operations manager approves discounts”."""
    for at in range(1, min(len(words) - 1, 7)):
        if words[at] == "to" and strong(base_of(words[at + 1], "base")):
            return action(words[at + 1 :], vocabulary)
        if words[at] in CUT or words[at] in ("for", "to"):
            return None
        if base_of(words[at], "third") and (
            singular(words[at]) not in THINGS or words[at + 1] in ("the", "a", "an", "all")
        ):
            return verbs_at(words[at:], "third", vocabulary)
        if _plural_subject(words[at - 1]) and strong(base_of(words[at], "base")):
            return verbs_at(words[at:], "base", vocabulary)
        if words[at] in MODALS:
            return action(words[at + 1 :], vocabulary)
    return None


def _plural_subject(word: str) -> bool:
    return singular(word) != word or word in PARTIES


def _ending(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """A name of an action at the end of its noun phrase, whatever stands before it."""
    end = _end_of_noun(words, 0)
    if end >= 2 and (classes := noun_classes(words[end - 1])):
        return [words[end - 1]], classes, [*words[: end - 1], *words[end:]]
    return None


_PLAIN = (
    _nominal_with_of,
    _compound,
    _passive,
    _imperative,
    _gerund,
    _third,
    _with_subject,
    _rare_imperative,
    _rare_gerund,
    _ending,
)
_NAMED = (
    _nominal_with_of,
    _passive,
    _with_subject,
    _compound,
    _ending,
    _imperative,
    _rare_imperative,
)
