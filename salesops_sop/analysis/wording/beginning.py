"""Whether a sentence asks for work: whether it begins with a verb in its base form."""

import re
from collections.abc import Collection

from salesops_sop.analysis.wording import verbs
from salesops_sop.analysis.wording.prose import listed, shown

_EXAMPLE = "begin with what is done, as in “Grade the lead”"
_CASE = "begin with what is done, and put the case behind it"

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MARKS = " *_“”\"‘’'«»(["
_WORD_END = re.compile(r"(?= )|$")
_FINITE = listed("is are was were must should shall will may might can could has")
_DETERMINERS = listed(
    "a all an any both each every her his its my no our that the their these this those your"
)
_AFTER_A_NOUN = listed(
    "after and as at before by during for from in into of on or per to via when with within"
)
_LEFT_OUT = listed(
    "also always can finally first immediately just later may must next now often please shall "
    "should then to will"
)
_NOUN_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ancy", "ency", "ship", "ism", "hood",
    "logy", "graphy", "ible", "able", "ful", "ous",
)  # fmt: skip
_MADE_OF = verbs.LIKE_NOUNS | verbs.VERBS
_PREFIXES = ("", "re", "pre", "un", "de", "co", "mis", "out", "over", "under", "cross")
_PARTICLES = ("up", "off", "over", "in", "out", "on", "through", "down", "back", "live")


def not_a_verb(text: str, parties: Collection[str] = ()) -> str | None:
    """What to write instead when a sentence does not begin with a verb; None when it does.

    `parties` are names of roles and departments in lower case: who begins with one names the
    doer. A word that is in no list and could be a verb counts as one.
    """
    line = shown(text).lstrip(_MARKS)
    if not line[:1].isalpha():
        return _EXAMPLE
    if line[:3].upper() == "A/B":  # “A/B test the subject line”
        return None
    first, *rest = _WORD.findall(line[:300])[:4]
    if first.isupper() and len(first) > 1:
        return None if rest[:1] and rest[0] in _DETERMINERS else _EXAMPLE
    if rest[:1] and rest[0] in _FINITE:
        return _EXAMPLE
    if _names_a_party(line.lower(), first.lower(), rest, parties):
        return _EXAMPLE
    return _judged(first.lower(), [word.lower() for word in rest])


def _judged(first: str, rest: list[str]) -> str | None:
    second = rest[0] if rest else ""
    if first in verbs.NO_VERBS or _is_adverb(first):
        return _without(first, second)
    if first in verbs.VERBS:
        return _EXAMPLE if _names_work(first, rest) else None
    if first in verbs.NOUNS or (first.endswith(_NOUN_ENDINGS) and not _made_of(first, _MADE_OF)):
        return _in_two_words(first)
    return _other_form(first, second) or _hyphenated(first, second)


def _names_a_party(line: str, first: str, rest: list[str], parties: Collection[str]) -> bool:
    """Whether the doer comes first: “Account manager calls the customer”.

    A name that is a verb as well names the doer only where the next word says what it does:
    “Finance approves the discount”.
    """
    ends = (match.start() for match in _WORD_END.finditer(line[:80]))
    names = [name for end in ends if (name := line[:end]) in parties]
    if names == [first] and first in verbs.VERBS:
        return len(rest) > 1 and rest[1] in _DETERMINERS and bool(_base(rest[0], "s"))
    return bool(names)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and not _made_of(word, verbs.ADVERB_LIKE)


def _without(first: str, second: str) -> str:
    if first == "never" and second in verbs.VERBS:
        return f"write “Do not {second} …”"
    if second in verbs.VERBS and (first in _LEFT_OUT or _is_adverb(first)):
        return f"write “{second.capitalize()} …”"
    return _CASE if first in verbs.CASES else _EXAMPLE


def _made_of(word: str, known: Collection[str]) -> bool:
    """Whether a word is one of these, or one of these with a prefix: “rebalance”, “re-apply”."""
    rests = (word.removeprefix(p).lstrip("-") for p in _PREFIXES if word.startswith(p))
    return any(rest in known for rest in rests)


def _names_work(first: str, rest: list[str]) -> bool:
    """Whether a verb is meant as a noun: “Lead grading”, “Contract review with legal”."""
    if first not in verbs.OBJECTS or not rest or rest[0] not in verbs.WORK:
        return False
    return len(rest) == 1 or rest[1] in _AFTER_A_NOUN


def _other_form(word: str, second: str) -> str | None:
    """What to write for “grading”, “grades” and “graded”; None for a word that can be a verb."""
    if word in verbs.PAST:
        return f"write “{verbs.PAST[word].capitalize()} …”"
    for ending, exceptions in _ENDINGS.items():
        if word.endswith(ending) and not word.endswith(("ss", "eed")) and word not in exceptions:
            base = _base(word, ending)
            plural = ending == "s" and base in verbs.OBJECTS and second not in _DETERMINERS
            return f"write “{base.capitalize()} …”" if base and not plural else _EXAMPLE
    return None


_ENDINGS = {
    "ing": verbs.ENDING_IN_ING,
    "ed": verbs.ENDING_IN_ED,
    "s": verbs.ENDING_IN_S,
}


def _base(word: str, ending: str) -> str:
    """The verb of which a word is a form; "" when it is of none that is known."""
    if not word.endswith(ending) or word.endswith("ss"):
        return ""
    stem = word.removesuffix(ending)
    forms = [stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else ""]
    forms += [stem[:-1], f"{stem[:-2]}y"] if ending == "s" and stem.endswith("e") else []
    forms += [f"{stem[:-1]}y"] if ending == "ed" and stem.endswith("i") else []
    return next((form for form in forms if form in verbs.VERBS), "")


def _in_two_words(word: str) -> str:
    """“Handover of the account” becomes “Hand over …”."""
    for particle in _PARTICLES:
        verb = word.removesuffix(particle).rstrip("-")
        if verb != word and verb in verbs.VERBS:
            return f"write “{verb.capitalize()} {particle} …”"
    return _EXAMPLE


def _hyphenated(word: str, second: str) -> str | None:
    """Judge “follow-up”, “re-grade” and “on-boarding” by their last part."""
    _, hyphen, last = word.rpartition("-")
    if not hyphen:
        return None
    if last in _PARTICLES:
        return _in_two_words(word)
    if last in verbs.NOUNS or last in verbs.NO_VERBS:
        return _EXAMPLE
    return _other_form(last, second) and _EXAMPLE
