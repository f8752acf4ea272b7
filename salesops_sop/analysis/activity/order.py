"""The usual order of words: what is put in front of a command goes behind it."""

from salesops_sop.analysis.activity.grammar import CUT, DAYS, PREPOSITIONS, THINGS, TIMES
from salesops_sop.analysis.activity.verb import base_of, noun_classes
from salesops_sop.analysis.activity.verbs import strong

_CADENCE = ("daily", "weekly", "biweekly", "monthly", "quarterly", "annual", "annually", "yearly")


def ordered(words: list[str]) -> list[str]:
    """Put a fronted time, place or topic behind the command, and drop the mark between them.

    “In the CRM, log the visit” → “log the visit in the CRM”; “Discounts: check” → “check
    discounts”; “Every Friday submit the forecast” → “submit the forecast every Friday”.
    """
    words = _without_brackets(words)
    if ":" in words[1:]:
        at = words.index(":", 1)
        return _topic(words[:at], words[at + 1 :])
    if len(words) > 2 and words[1] == "," and words[0].endswith("ly"):
        return [*words[2:], words[0]]
    if words and (words[0] in PREPOSITIONS or words[0] in CUT or words[0] in ("prior", "each")):
        at = words.index(",") if "," in words else 0
        if at and at + 1 < len(words):
            return [*words[at + 1 :], *words[:at]]
        return _command_first(words)
    return _time_first(words)


def _command_first(words: list[str]) -> list[str]:
    """“At quarter end freeze the file” → “freeze the file at quarter end”."""
    for at in range(2, len(words) - 1):
        if (
            _command(words[at:])
            and words[at] not in TIMES
            and words[at - 1] not in ("the", "a", "an", "of", "and")
        ):
            return [*words[at:], *words[:at]]
    return words


def _topic(front: list[str], rest: list[str]) -> list[str]:
    if not rest:
        return front
    if len(front) == 1 and front[0] in _CADENCE:
        return [*front, *rest]
    if strong(base_of(rest[0], "base")) and not _command(front):
        return [rest[0], *front, *rest[1:]]
    if len(rest) == 1 and noun_classes(rest[0]):
        return [*front, *rest]
    return rest if any(base_of(word, "base", "gerund") for word in rest[:1]) else [*front, *rest]


def _command(words: list[str]) -> bool:
    return strong(base_of(words[0], "base")) and words[0] not in THINGS


def _time_first(words: list[str]) -> list[str]:
    if len(words) > 3 and words[0] in ("every", "each", "once", "twice"):
        for at in range(2, min(5, len(words) - 1)):
            if base_of(words[at], "base") and words[at] not in DAYS:
                return [*words[at:], *words[:at]]
    return words


def _without_brackets(words: list[str]) -> list[str]:
    """“qualification (inbound)” → “inbound qualification”, so that a bracket narrows its noun."""
    if "(" not in words or ")" not in words:
        return [word for word in words if word not in "()"]
    opening = words.index("(")
    closing = words.index(")")
    inside = words[opening + 1 : closing]
    rest = words[:opening] + words[closing + 1 :]
    if len(inside) == 1 and opening and not base_of(inside[0], "base"):
        return [*rest, "for", *inside]
    return rest
