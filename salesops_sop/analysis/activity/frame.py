"""What surrounds a duty: who has it, when, how and what for; all of it is cut away."""

from collections.abc import Iterable

from salesops_sop.analysis.activity.grammar import AUXILIARY, CUT, MANNER, NUMBERS, THINGS, TIMES
from salesops_sop.analysis.activity.verb import base_of
from salesops_sop.analysis.activity.verbs import lexicon, strong
from salesops_sop.analysis.activity.words import listed, singular

_DUTY = (
    ("is", "responsible", "for"), ("are", "responsible", "for"), ("responsible", "for"),
    ("accountable", "for"), ("in", "charge", "of"), ("takes", "care", "of"),
    ("ensure", "that"), ("ensures", "that"), ("make", "sure", "that"), ("make", "sure"),
    ("see", "to", "it", "that"), ("responsibility", "for"), ("duty", "to"), ("ensure",),
    ("ensures",), ("resp", "for"), ("makes", "sure", "that"), ("makes", "sure"),
    ("sees", "to", "it", "that"), ("responsible",), ("accountable",), ("tasked", "with"),
    ("charged", "with"), ("has", "to", "ensure", "that"),
)  # fmt: skip
_LEFT_DUTY = (
    ("is", "the", "responsibility", "of"), ("is", "the", "duty", "of"), ("is", "the", "job", "of"),
    ("is", "the", "task", "of"), ("lies", "with"), ("rests", "with"), ("sits", "with"),
    ("belongs", "to"), ("is", "up", "to"), ("falls", "to"), ("is", "owned", "by"),
)  # fmt: skip


def without_frame(words: list[str]) -> list[str]:
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


def without_tail(words: list[str]) -> list[str]:
    """Drop time, manner and purpose: “… in the CRM”, “… by Friday”, “… to keep the data right”."""
    kept: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else ""
        if kept and (word in CUT or word in AUXILIARY):
            break
        if not kept and word in ("that", "whether", "if"):
            index += 1
            continue
        if word == "to" and kept and _purpose(following):
            break
        if (kept and (word, following) in _LATE) or (following == "times" and word in NUMBERS):
            break
        if word == "in" and kept and following in MANNER and len(words) > index + 2:
            index += 2
            if words[index] in ("with", "of", "to"):
                break
            continue
        if word in ("in", "on", "with", "at") and kept and _aside(words[index + 1 : index + 4]):
            break
        if word == "in" and _means(words[index + 1 :]):
            break
        kept.append(word)
        index += 1
    return kept


def _aside(words: list[str]) -> bool:
    """Whether a preposition leads to a time or a manner: “at the end of the quarter”."""
    bare = [word for word in words if word not in ("the", "a", "every", "each", "last", "first")]
    return bool(bare) and (bare[0] in MANNER or singular(bare[0]) in TIMES)


def _purpose(word: str) -> bool:
    """Whether “to …” goes on with a verb: “to nurture tracks” does not."""
    certain = word not in THINGS and word not in lexicon().nouns
    return certain and strong(base_of(word, "base"))


def _means(words: Iterable[str]) -> bool:
    """Whether “in …” names a tool or a place to work in, not a part of the business."""
    first = [word for word in words if word not in ("the", "a", "our")][:2]
    return any(word in _TOOLS for word in first)


_LATE = (("no", "later"), ("not", "later"), ("right", "after"), ("at", "least"), ("at", "latest"))
_TOOLS = listed("crm erp system tool spreadsheet software app portal writing quoting excel sheet")
