"""Units of KPIs as products of named things: `USD / customer`, `deal`, `business hour`, `percent`.

A unit is a product of powers of names. Currencies (ISO 4217, three capitals), counts of named
things and units of time are names like any other: only what has the same name cancels, so that
`USD` never turns into `EUR`. `percent`, `ratio` and numbers without a unit have no name at all and
differ only in how they are shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

LONGEST = 100
MOST_NAMES = 8
HIGHEST = 9

PLAIN = {"percent": "percent", "%": "percent", "ratio": "ratio", "number": "ratio", "1": "ratio"}
"""Ways to write a unit without a name, and how its numbers are shown."""

_NAME = re.compile(r"[A-Za-z][A-Za-z-]*(?: [A-Za-z][A-Za-z-]*)?")
_IRREGULAR = {"people": "person", "opportunities": "opportunity", "business": "business"}


class UnitError(ValueError):
    """A text that is no unit: a sentence for the author."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers: `{"USD": 1, "customer": -1}`. `shown` is `percent` or `ratio`, or empty
    where names say it; it plays no part in whether two units are alike."""

    powers: tuple[tuple[str, int], ...] = ()
    shown: str = field(default="", compare=False)

    @classmethod
    def of(cls, powers: Mapping[str, int], shown: str = "") -> "Unit":
        """A unit from powers in any order; those that are 0 are left out."""
        return cls(tuple(sorted((n, p) for n, p in powers.items() if p)), shown)

    @property
    def plain(self) -> bool:
        """Whether it has no name: a share, a ratio, a bare number."""
        return not self.powers

    def __mul__(self, other: "Unit") -> "Unit":
        return self._with(other, 1)

    def __truediv__(self, other: "Unit") -> "Unit":
        return self._with(other, -1)

    def _with(self, other: "Unit", sign: int) -> "Unit":
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Unit.of(powers)

    def __str__(self) -> str:
        over = " * ".join(" * ".join([name] * power) for name, power in self.powers if power > 0)
        under = "".join(f" / {name}" * -power for name, power in self.powers if power < 0)
        if not over and not under:
            return self.shown or "ratio"
        return f"{over or '1'}{under}"


RATIO = Unit(shown="ratio")
PERCENT = Unit(shown="percent")


def parse_unit(text: str) -> Unit:
    """Read `USD / customer`, `hours`, `percent`, `1 / day` or `USD * day`.

    Names are words of letters, in the singular or the plural; everything behind a `/` up to the
    next sign is divided by. Raises UnitError with a sentence.
    """
    if len(text) > LONGEST:
        raise UnitError(f"a unit of over {LONGEST} characters: write names, * and /")
    if text.strip().casefold() in PLAIN:
        return Unit(shown=PLAIN[text.strip().casefold()])
    powers: dict[str, int] = {}
    for name, sign in _factors(text):
        if name != "1":
            powers[name] = powers.get(name, 0) + sign
    if len(powers) > MOST_NAMES or any(abs(power) > HIGHEST for power in powers.values()):
        raise UnitError(f"‘{text.strip()}’ multiplies too many names: a unit people can read")
    return Unit.of(powers)


def _factors(text: str) -> Iterator[tuple[str, int]]:
    sign = 1
    for piece in re.split(r"([*/])", text):
        word = " ".join(piece.split())
        if word in ("*", "/"):
            sign = 1 if word == "*" else -1
        elif word == "1" or word.casefold() in PLAIN:
            yield "1", sign
        elif _NAME.fullmatch(word):
            yield singular(word), sign
        else:
            raise UnitError(
                f"‘{word or text.strip()}’ is no unit: write names such as USD, deal, hour or "
                "percent, joined by * or /"
            )


def singular(name: str) -> str:
    """The singular of a unit's name; a currency stays as it is."""
    if re.fullmatch(r"[A-Z]{3}", name):
        return name
    before, _, last = name.casefold().rpartition(" ")
    return f"{before} {_singular(last)}".strip()


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def ratio_of_times(one: str, other: str, working_day: int) -> Fraction | None:
    """How many of `other` one of `one` is: 1 day is 24 hours; None where that is not certain.

    `working_day` is the length of a business day in minutes. Months and years have no fixed length.
    """
    minutes = {**_MINUTES, "business day": working_day}
    calendar = {one, other} <= _MINUTES.keys() - _WORKING
    working = {one, other} <= _WORKING
    if not calendar and not working:
        return None
    return Fraction(minutes[one], minutes[other])


_WORKING = frozenset({"business minute", "business hour", "business day"})
_MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 24 * 60,
    "week": 7 * 24 * 60,
    "business minute": 1,
    "business hour": 60,
    "business day": 8 * 60,
}
