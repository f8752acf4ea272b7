"""What a statement of a duty says: the action, its object, and what narrows the object.

“Approval of discounts over 20% is done by the VP” and “Approve a discount above 20%” say the
same. The reading is by rule, from the verbs of `verbs.py` and the order of English words; no model
is needed, and every step can be shown to the reader.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from salesops_sop.analysis.activity.phrase import Phrase, phrases
from salesops_sop.analysis.activity.verbs import LIGHT, british, lexicon
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.activity.words import Limit, limits, listed, singular, tokens


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


_SKIP = listed(
    """
    to also jointly formally must shall will may should can the a an always then either both
    finally initially please day-to-day overall
    """
)
_AUXILIARY = listed(
    """
    is are be been being was were get gets
    """
)
_CUT = listed(
    """
    when whenever if once unless because so while after before until till where which that using
    via through according based within during by as in-line thus thereby whereas towards
    """
)
_SUBORDINATE = listed(
    """
    whether who whom what how which that if when where why
    """
)
_DUTY = (
    ("is", "responsible", "for"), ("are", "responsible", "for"), ("responsible", "for"),
    ("accountable", "for"), ("in", "charge", "of"), ("takes", "care", "of"),
    ("ensure", "that"), ("ensures", "that"), ("make", "sure", "that"), ("make", "sure"),
    ("see", "to", "it", "that"), ("responsibility", "for"), ("duty", "to"), ("ensure",),
    ("ensures",),
)  # fmt: skip
_LEFT_DUTY = (
    ("is", "the", "responsibility", "of"), ("is", "the", "duty", "of"), ("is", "the", "job", "of"),
    ("is", "the", "task", "of"), ("lies", "with"), ("rests", "with"), ("sits", "with"),
    ("belongs", "to"), ("is", "up", "to"), ("falls", "to"), ("is", "owned", "by"),
)  # fmt: skip
# First words that are far more often a thing than a command when an action noun ends the phrase.
_THINGS = listed(
    """
    lead price quote contract order project head deal forecast report change contact record
    document budget invoice bill plan process schedule sample label credit pitch demo test
    request access list target benchmark
    """
)
_PARTICLES = listed(
    """
    over off up in down out back together on
    """
)


def read(text: str, vocabulary: Vocabulary) -> Statement:
    """Read a statement; text without any action gives a statement without actions."""
    words, found = limits([british(word) for word in tokens(text)])
    clauses = tuple(_clauses(_without_frame(words), vocabulary))
    return Statement(text, clauses, tuple(found))


def _clauses(words: list[str], vocabulary: Vocabulary) -> Iterator[Clause]:
    objects: tuple[Phrase, ...] = ()
    while words:
        verbs, actions, rest = _action(words, vocabulary)
        here, words = _next_clause(rest)
        objects = phrases(_without_tail(here), vocabulary) or objects
        yield Clause(tuple(verbs), actions, objects)


def _next_clause(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut before a second command: “… and draw up the shortlist”."""
    for at in range(1, len(words) - 1):
        if words[at] in ("and", "or", "then") and _base(words[at + 1], "base"):
            after = words[at + 2] if at + 2 < len(words) else ""
            if after and words[at + 1] not in _THINGS and not _noun_like(words[at + 1], after):
                return words[:at], words[at + 1 :]
    return words, []


def _noun_like(word: str, after: str) -> bool:
    """Whether a word that could be a verb stands as a noun: a preposition follows."""
    return bool(lexicon().nouns.get(word)) and after in _STOPS


def _without_frame(words: list[str]) -> list[str]:
    """Drop what only says that somebody has the duty: “X is responsible for …”."""
    for at, word in enumerate(words):
        if at and any(_stands(words, at, frame) for frame in _LEFT.get(word, ())):
            words = words[:at]
            break
    for at, word in enumerate(words[:7]):
        for frame in _FRAMES.get(word, ()):
            if _stands(words, at, frame) and len(words) > at + len(frame):
                return words[at + len(frame) :]
    return words


def _stands(words: list[str], at: int, part: tuple[str, ...]) -> bool:
    return tuple(words[at : at + len(part)]) == part


def _by_first(frames: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for frame in sorted(frames, key=len, reverse=True):
        found.setdefault(frame[0], []).append(frame)
    return found


_FRAMES = _by_first(_DUTY)
_LEFT = _by_first(_LEFT_DUTY)

Found = tuple[list[str], frozenset[str], list[str]]


def _action(words: list[str], vocabulary: Vocabulary) -> Found:
    while words and (
        words[0] in _SKIP
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


def _classes(base: str, vocabulary: Vocabulary) -> frozenset[str]:
    return lexicon().classes.get(base, frozenset()) | vocabulary.verbs.get(base, frozenset())


def _base(word: str, *names: str) -> str | None:
    """The verb of which `word` is one of these forms (base, third, past, gerund)."""
    for base, name in lexicon().verbs.get(word, ()):
        if name in names:
            return base
    return None


def _verb_at(
    words: list[str], form: str, vocabulary: Vocabulary
) -> tuple[str, frozenset[str], list[str]] | None:
    """A verb in this form at the start: its base, its classes and the words behind it."""
    first = _base(words[0], form) if words else None
    if first is None:
        return None
    for phrase in lexicon().phrases.get(first, ()):
        taken = _phrase(words, phrase)
        if taken is not None:
            base = " ".join(phrase)
            return base, _classes(base, vocabulary), taken
    classes = _classes(first, vocabulary)
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


def _nominal_with_of(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approval of discounts”, “carry out the grading of leads”, “grading of leads is done by”."""
    start = 0
    if words[0] in LIGHT or _base(words[0], "base", "third", "gerund") in LIGHT:
        start = 1
    while start < len(words) and words[start] in _SKIP:
        start += 1
    if "of" not in words[start : start + 4]:
        return None
    of = words.index("of", start)
    noun = words[of - 1]
    classes = _noun(noun)
    if of - start < 1 or not classes:
        return None
    before = words[start : of - 1]
    if any(_base(word, "base") for word in before[:1]) and before[0] not in _THINGS:
        return None
    rest = words[of + 1 :]
    auxiliary = next((i for i, word in enumerate(rest) if word in _AUXILIARY), None)
    return [noun], classes, [*before, *(rest if auxiliary is None else rest[:auxiliary])]


def _noun(word: str) -> frozenset[str]:
    found = lexicon().nouns.get(word) or lexicon().nouns.get(singular(word), frozenset())
    if not found:
        base = _base(word, "gerund")
        found = lexicon().classes.get(base, frozenset()) if base else frozenset()
    return found


def _compound(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“discount approval”, “conduct the pipeline review”, “lead routing for EMEA”."""
    start = 0
    light = words[0] in LIGHT or _base(words[0], "base", "third", "gerund") in LIGHT
    if light:
        start = 1
        while start < len(words) and words[start] in _SKIP:
            start += 1
    end = _end_of_noun(words, start)
    if end - start < (1 if light else 2):
        return None
    classes = _noun(words[end - 1])
    if not classes or (not light and not _is_thing(words[start:end])):
        return None
    if light and end - start == 1 and not words[end:]:
        return None
    rest = words[end:]
    if rest and rest[0] in _AUXILIARY:
        rest = []
    return [words[end - 1]], classes, [*words[start : end - 1], *rest]


def _is_thing(words: list[str]) -> bool:
    """Whether a phrase that ends in an action noun is a name (“lead routing”), not a command."""
    first = words[0]
    if _base(first, "base") is None:
        return _base(first, "gerund") is None or first == words[-1]
    if first not in _THINGS:
        return False
    return not any(word in _SKIP for word in words[1:])


def _end_of_noun(words: list[str], start: int) -> int:
    end = start
    while end < len(words) and words[end] not in _STOPS:
        end += 1
    return end


_STOPS = _AUXILIARY | _CUT | listed(
    """
    of for from to with in on at per across between against about into over under above below ,
    / ; : ( ) and or including
    """
)  # fmt: skip


def _passive(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“discounts are approved by the VP”, “leads must be graded”."""
    at = next((i for i, word in enumerate(words) if word in _AUXILIARY and i > 0), None)
    if at is None or any(word in _SUBORDINATE for word in words[:at]):
        return None
    after = at + 1
    while after < len(words) and (
        words[after] in _SKIP or words[after] in _AUXILIARY or words[after].endswith("ly")
    ):
        after += 1
    found = _verb_at(words[after:], "past", vocabulary) if after < len(words) else None
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
    return _verbs(words, "base", vocabulary)


def _gerund(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“approving discounts”."""
    found = _verbs(words, "gerund", vocabulary)
    return found if found and found[2] else None


def _verbs(words: list[str], form: str, vocabulary: Vocabulary) -> Found | None:
    first = _verb_at(words, form, vocabulary)
    if not first:
        return None
    base, classes, rest = first
    bases, every = [base], set(classes)
    while rest and rest[0] in ("and", "or", "/", ",") and len(rest) > 1:
        skip = 2 if rest[1] in ("and", "or") else 1
        more = _verb_at(rest[skip:], form, vocabulary)
        if not more or (not more[2] and more[0] in _THINGS):
            break
        base, classes, rest = more
        bases.append(base)
        every |= classes
    return bases, frozenset(every), rest


def _with_subject(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """“the sales operations manager approves discounts”."""
    for at in range(1, min(len(words) - 1, 7)):
        if words[at] in _CUT or words[at] in ("of", "for", "to"):
            return None
        if _base(words[at], "third") and singular(words[at]) not in _THINGS:
            return _verbs(words[at:], "third", vocabulary)
        if words[at] in ("must", "shall", "may", "will", "should", "can"):
            return _action(words[at + 1 :], vocabulary)
    return None


def _ending(words: list[str], vocabulary: Vocabulary) -> Found | None:
    """A name of an action at the end of its noun phrase, whatever stands before it."""
    end = _end_of_noun(words, 0)
    if end >= 2 and (classes := _noun(words[end - 1])):
        return [words[end - 1]], classes, [*words[: end - 1], *words[end:]]
    return None


def _without_tail(words: list[str]) -> list[str]:
    """Drop time, manner and purpose: “… in the CRM”, “… by Friday”, “… to keep the data right”."""
    kept: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in _CUT and kept:
            break
        if word == "to" and kept and _base(following, "base") and following not in _THINGS:
            break
        if word == "in" and kept and following in ("order", "line", "accordance", "time"):
            break
        if word == "in" and _means(words[index + 1 :]):
            break
        kept.append(word)
        index += 1
    return kept


def _means(words: Iterable[str]) -> bool:
    """Whether “in …” names a tool or a place to work in, not a part of the business."""
    first = [word for word in words if word not in ("the", "a", "our")][:2]
    return any(
        word
        in (
            "crm",
            "erp",
            "system",
            "tool",
            "spreadsheet",
            "software",
            "app",
            "portal",
            "writing",
            "quoting",
            "excel",
        )
        for word in first
    )
