"""What surrounds a duty: who has it, when, how and what for; all of it is cut away."""

from collections.abc import Iterable

from salesops_sop.analysis.activity.grammar import CUT, THINGS
from salesops_sop.analysis.activity.verb import base_of

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
        if word in CUT and kept:
            break
        if word == "to" and kept and base_of(following, "base") and following not in THINGS:
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
