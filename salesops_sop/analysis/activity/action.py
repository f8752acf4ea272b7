"""The action of a statement, in each of the shapes in which English names one."""

from salesops_sop.analysis.activity.grammar import (
    AUXILIARY,
    CUT,
    SKIP,
    STOPS,
    SUBORDINATE,
    THINGS,
)
from salesops_sop.analysis.activity.verb import Found, base_of, noun_classes, verb_at, verbs_at
from salesops_sop.analysis.activity.verbs import LIGHT
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import singular


def action(words: list[str], vocabulary: Vocabulary) -> Found:
    while words and (
        words[0] in SKIP
        or (
            words[0].endswith("ly")
            and words[0] not in ("apply", "supply", "reply", "comply", "rely", "ally")
        )
    ):
        words = words[1:]
    if not words:
        return [], frozenset(), []
    for reading in (
        _nominal_with_of,
        _compound,
        _passive,
        _imperative,
        _gerund,
        _with_subject,
        _ending,
    ):
        found = reading(words, vocabulary)
        if found:
            return found
    if len(words) > 1:
        return [words[0]], frozenset({f"verb:{words[0]}"}), words[1:]
    return [], frozenset(), words


def _nominal_with_of(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approval of discounts”, “carry out the grading of leads”, “grading of leads is done by”."""
    start = 0
    if words[0] in LIGHT or base_of(words[0], "base", "third", "gerund") in LIGHT:
        start = 1
    while start < len(words) and words[start] in SKIP:
        start += 1
    if "of" not in words[start : start + 4]:
        return None
    of = words.index("of", start)
    noun = words[of - 1]
    classes = noun_classes(noun)
    if of - start < 1 or not classes:
        return None
    before = words[start : of - 1]
    if any(base_of(word, "base") for word in before[:1]) and before[0] not in THINGS:
        return None
    rest = words[of + 1 :]
    auxiliary = next((i for i, word in enumerate(rest) if word in AUXILIARY), None)
    return [noun], classes, [*before, *(rest if auxiliary is None else rest[:auxiliary])]


def _compound(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“discount approval”, “conduct the pipeline review”, “lead routing for EMEA”."""
    start = 0
    light = words[0] in LIGHT or base_of(words[0], "base", "third", "gerund") in LIGHT
    if light:
        start = 1
        while start < len(words) and words[start] in SKIP:
            start += 1
    end = _end_of_noun(words, start)
    if end - start < (1 if light else 2):
        return None
    classes = noun_classes(words[end - 1])
    if not classes or (not light and not _is_thing(words[start:end])):
        return None
    if light and end - start == 1 and not words[end:]:
        return None
    rest = words[end:]
    if rest and rest[0] in AUXILIARY:
        rest = []
    return [words[end - 1]], classes, [*words[start : end - 1], *rest]


def _is_thing(words: list[str]) -> bool:
    """Whether a phrase that ends in an action noun is a name (“lead routing”), not a command."""
    first = words[0]
    if base_of(first, "base") is None:
        return base_of(first, "gerund") is None or first == words[-1]
    if first not in THINGS:
        return False
    return not any(word in SKIP for word in words[1:])


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
        word for word in words[:at] if word not in ("must", "shall", "should", "to", "may", "will")
    ]
    if base in LIGHT:
        nominal = _ending(subject, vocabulary) or _nominal_with_of(subject, vocabulary)
        if nominal:
            return nominal
    tail = [] if rest[:1] == ["by"] else rest
    return [base], classes, [*subject, *tail]


def _imperative(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approve the discount”, “review and approve discounts”."""
    return verbs_at(words, "base", vocabulary)


def _gerund(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approving discounts”."""
    found = verbs_at(words, "gerund", vocabulary)
    return found if found and found[2] else None


def _with_subject(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“the sales operations manager approves discounts”."""
    for at in range(1, min(len(words) - 1, 7)):
        if words[at] in CUT or words[at] in ("of", "for", "to"):
            return None
        if base_of(words[at], "third") and singular(words[at]) not in THINGS:
            return verbs_at(words[at:], "third", vocabulary)
        if words[at] in ("must", "shall", "may", "will", "should", "can"):
            return action(words[at + 1 :], vocabulary)
    return None


def _ending(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """A name of an action at the end of its noun phrase, whatever stands before it."""
    end = _end_of_noun(words, 0)
    if end >= 2 and (classes := noun_classes(words[end - 1])):
        return [words[end - 1]], classes, [*words[: end - 1], *words[end:]]
    return None
