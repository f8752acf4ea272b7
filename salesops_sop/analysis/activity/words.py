"""Words of a statement: tokens, singular nouns, and limits in numbers (“over 20%”)."""

import re
from typing import NamedTuple


def listed(words: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(words.split())


_TOKEN = re.compile(
    r"[$€£]?\d[\d,.]*\d%?|[$€£]?\d%?[km]?\b|\d+%?|[A-Za-z]+(?:[-&’'][A-Za-z]+)*|[/,;:()≥≤<>+]|%"
)
_ALIKE = listed(
    """
    status bonus campus focus census virus consensus surplus radius nexus corpus versus plus minus
    previous various analysis basis axis crisis thesis synopsis diagnosis emphasis hypothesis this
    is as us was has his its bus gas yes less process access business series always lens
    """
)
_IRREGULAR = {
    "matrices": "matrix",
    "appendices": "appendix",
    "hypotheses": "hypothesis",
    "bases": "basis",
    "halves": "half",
    "indexes": "index",
    "people": "person",
    "criteria": "criterion",
    "analyses": "analysis",
    "data": "data",
    "sales": "sales",
    "news": "news",
    "media": "media",
    "men": "man",
    "women": "woman",
    "children": "child",
    "indices": "index",
    "series": "series",
    "bonus": "bonus",
    "status": "status",
    "crises": "crisis",
    "forecasts": "forecast",
    "logistics": "logistics",
    "analytics": "analytics",
    "operations": "operations",
    "leaves": "leave",
    "moves": "move",
    "lens": "lens",
    "always": "always",
    "process": "process",
    "access": "access",
    "business": "business",
}


def singular(word: str) -> str:
    """The singular of an English noun; a word that is no plural stays as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not word.endswith("s") or word.endswith("ss") or word in _ALIKE:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def tokens(text: str) -> list[str]:
    """Words, numbers and the marks that separate phrases, in lower case and without ’s."""
    plain = text.replace("’", "'").replace(" – ", ": ").replace(" - ", ": ").replace("–", "-")
    return [_bare(match.lower()) for match in _TOKEN.findall(plain)]


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


class Limit(NamedTuple):
    """A range of a number with a unit; the bounds are inclusive where `closed` says so."""

    unit: str
    low: float
    low_closed: bool
    high: float
    high_closed: bool

    def excludes(self, other: "Limit") -> bool:
        """Whether no number is in both ranges; ranges of different units never exclude."""
        if self.unit != other.unit:
            return False
        first, second = sorted((self, other), key=lambda limit: (limit.low, not limit.low_closed))
        if first.high != second.low:
            return first.high < second.low
        return not (first.high_closed and second.low_closed)


_UP = (
    ("over", False),
    ("above", False),
    ("exceeding", False),
    ("beyond", False),
    ("more than", False),
    ("greater than", False),
    ("larger than", False),
    ("higher than", False),
    ("longer than", False),
    ("at least", True),
    ("from", True),
    ("minimum", True),
    (">", False),
    ("≥", True),
)
_DOWN = (
    ("up to", True),
    ("below", False),
    ("under", False),
    ("less than", False),
    ("fewer than", False),
    ("smaller than", False),
    ("lower than", False),
    ("at most", True),
    ("no more than", True),
    ("not more than", True),
    ("maximum", True),
    ("until", True),
    ("<", False),
    ("≤", True),
)
_AFTER_UP = (
    "or more",
    "or higher",
    "or above",
    "or over",
    "and above",
    "and more",
    "or larger",
    "and over",
    "upwards",
    "plus",
)
_AFTER_DOWN = ("or less", "or lower", "or below", "or under", "and below", "and less", "or smaller")
_UNITS = {
    "%": "%",
    "percent": "%",
    "usd": "usd",
    "dollar": "usd",
    "eur": "eur",
    "euro": "eur",
    "gbp": "gbp",
    "pound": "gbp",
    "chf": "chf",
    "day": "day",
    "month": "month",
    "year": "year",
    "week": "week",
    "hour": "hour",
    "seat": "seat",
    "user": "user",
    "employee": "employee",
    "k": "",
    "m": "",
    "point": "point",
}
_TIMED = ("day", "month", "year", "week", "hour")
_WHEN = ("within", "every", "after", "each", "before")
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp"}
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}


def limits(words: list[str]) -> tuple[list[str], list[Limit]]:
    """Take the limits out of a list of tokens: the tokens left, and the limits found."""
    if not any(word[-1:].isdigit() or word[:1].isdigit() or word[1:2].isdigit() for word in words):
        return words, []
    left: list[str] = []
    found: list[Limit] = []
    index = 0
    while index < len(words):
        taken, limit = _limit_at(words, index)
        if limit:
            timed = limit.unit in _TIMED and index and words[index - 1] in _WHEN
            found += [] if timed else [limit]
            index += taken
        else:
            left.append(words[index])
            index += 1
    return left, found


def _limit_at(words: list[str], start: int) -> tuple[int, Limit | None]:
    for parts, side, closed in _LEADS.get(words[start], ()):
        if tuple(words[start : start + len(parts)]) == parts:
            number = _number_at(words, start + len(parts))
            if number:
                value, unit, used = number
                return len(parts) + used, _range(side, value, unit, closed)
    if words[start] == "between":
        return _between(words, start)
    number = _number_at(words, start)
    return _followed(words, start, number) if number else (0, None)


def _followed(
    words: list[str], start: int, number: tuple[float, str, int]
) -> tuple[int, Limit | None]:
    """“20% or more”, “20% or less”, or exactly 20%."""
    value, unit, used = number
    after = " ".join(words[start + used : start + used + 2])
    if after in _AFTER_UP:
        return used + 2, _range("up", value, unit, True)
    if after in _AFTER_DOWN:
        return used + 2, _range("down", value, unit, True)
    return (used, Limit(unit, value, True, value, True)) if unit else (0, None)


def _leads() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for side, phrases in (("up", _UP), ("down", _DOWN)):
        for phrase, closed in phrases:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, side, closed))
    return found


_LEADS = _leads()


def _between(words: list[str], start: int) -> tuple[int, Limit | None]:
    first = _number_at(words, start + 1)
    if not first:
        return 0, None
    then = start + 1 + first[2]
    second = _number_at(words, then + 1) if words[then : then + 1] == ["and"] else None
    if not second:
        return 0, None
    unit = second[1] or first[1]
    return then + 1 + second[2] - start, Limit(unit, first[0], True, second[0], True)


def _range(side: str, value: float, unit: str, closed: bool) -> Limit:
    if side == "up":
        return Limit(unit, value, closed, float("inf"), False)
    return Limit(unit, float("-inf"), False, value, closed)


def _number_at(words: list[str], start: int) -> tuple[float, str, int] | None:
    """A number at a place: value, unit and how many tokens it takes."""
    index = start
    while index < len(words) and words[index] in ("a", "an", "the", "of"):
        index += 1
    unit = ""
    if index < len(words) and words[index] in ("usd", "eur", "gbp", "chf"):
        unit, index = words[index], index + 1
    if index >= len(words):
        return None
    match = re.fullmatch(r"([$€£])?(\d[\d,]*(?:\.\d+)?)(%|k|m)?", words[index])
    if not match:
        return None
    value = float(match[2].replace(",", "")) * _TIMES.get(match[3] or "", 1)
    unit = unit or _SIGNS.get(match[1] or "", "") or ("%" if match[3] == "%" else "")
    index += 1
    for word in words[index : index + 2]:
        if word in _TIMES:
            value *= _TIMES[word]
            index += 1
        elif not unit and _UNITS.get(singular(word)):
            unit = _UNITS[singular(word)]
            index += 1
    return value, unit, index - start
