"""How a formula is set: fractions, rows with signs between, cases; brackets only where needed.

MathML and LaTeX write the same shapes, so that the page and the document look alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesops_sop.lang.formula.tree import (
    AGGREGATES,
    Binary,
    Call,
    Column,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Text,
    Truth,
)
from salesops_sop.lang.formula.writing import (
    AND,
    ATOM,
    NOT,
    OR,
    PRODUCT,
    SUM,
    strength,
)
from salesops_sop.render.math.words import Titles


@dataclass(frozen=True, slots=True)
class Word:
    """Text as people write it: a title, the name of a function."""

    text: str


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number."""

    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator between two parts: `+`, `−`, `×`, `≤`, `,`; `prefix` before one part."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other."""

    parts: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One part over another."""

    over: "Shape"
    under: "Shape"


@dataclass(frozen=True, slots=True)
class Fenced:
    """A part in brackets, or between bars."""

    inner: "Shape"
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Cases:
    """A value if a condition holds, else another one."""

    then: "Shape"
    condition: "Shape"
    otherwise: "Shape"


Shape = Word | Numeral | Sign | Row | Fraction | Fenced | Cases

_SIGNS = {"-": "−", "*": "×", "!=": "≠", "<=": "≤", ">=": "≥"}
_OF_ROWS: Mapping[str, str] = {
    "avg": "average of",
    "count": "number of",
    "count_distinct": "number of different",
    "max": "largest",
    "median": "median of",
    "min": "smallest",
    "sum": "sum of",
}
_NAMED = {
    "coalesce": "first known of",
    "days": "days between",
    "max": "largest of",
    "min": "smallest of",
    "months": "months between",
    "round": "rounded",
}


def shape(expression: Expression, titles: Titles) -> Shape:
    """How a formula is set, with the titles of its inputs."""
    return _Setting(titles).of(expression)


class _Setting:
    def __init__(self, titles: Titles) -> None:
        self.titles = titles

    def of(self, part: Expression) -> Shape:
        match part:
            case Number():
                return Numeral(f"{part.value:f}")
            case Text():
                return Word(f"“{part.value}”")
            case Truth():
                return Word("true" if part.value else "false")
            case Name():
                return Word(self._called(part.name))
            case Column():
                return Word(f"{self._called(part.dataset)} {self._called(part.name)}")
            case Negative():
                return Row((Sign("−", prefix=True), *_parts(self._behind(part.value, PRODUCT))))
            case Opposite():
                return Row((Word("not "), self._inside(part.value, NOT)))
            case Compared():
                sign = _SIGNS.get(part.sign, part.sign)
                return self._joined(part.left, Sign(sign), part.right, SUM, SUM)
            case Logic():
                own = OR if part.word == "or" else AND
                return self._joined(part.left, Word(f" {part.word} "), part.right, own, own)
            case Member():
                return self._member(part)
            case Binary():
                return self._binary(part)
            case Call():
                return self._call(part)
        raise TypeError(f"{type(part).__name__} is no part of a formula")

    def _binary(self, part: Binary) -> Shape:
        if part.sign == "/":
            return Fraction(self.of(part.left), self.of(part.right))
        sign = Sign(_SIGNS.get(part.sign, part.sign))
        own = SUM if part.sign in "+-" else PRODUCT
        # a + (b + c) is a + b + c; behind a minus sign it is not
        least = own + 1 if part.sign == "-" else own
        return self._joined(part.left, sign, part.right, own, least)

    def _joined(
        self, left: Expression, sign: Shape, right: Expression, least: int, right_least: int
    ) -> Shape:
        second = self._behind(right, right_least)
        return Row((*_parts(self._inside(left, least)), sign, *_parts(second)))

    def _behind(self, part: Expression, least: int) -> Shape:
        """A part behind a sign: one that begins with a minus sign stands in brackets."""
        found = self._inside(part, least)
        return Fenced(found) if isinstance(_first(found), Sign) else found

    def _inside(self, part: Expression, least: int) -> Shape:
        found = self.of(part)
        return found if _strength(part) >= least else Fenced(found)

    def _member(self, part: Member) -> Shape:
        members: Shape
        if isinstance(part.members, str):
            members = Word(self._called(part.members))
        else:
            members = Fenced(Row(tuple(_listed([self.of(item) for item in part.members]))))
        sign = Word(" is not in " if part.negated else " is in ")
        return Row((*_parts(self._inside(part.value, SUM)), sign, members))

    def _call(self, call: Call) -> Shape:
        name, arguments = call.function, [self.of(argument) for argument in call.arguments]
        if name == "if" and len(arguments) == 3 and call.where is None:
            condition, then, otherwise = arguments
            return Cases(then, condition, otherwise)
        if name == "abs" and len(arguments) == 1 and call.where is None:
            return Fenced(arguments[0], bars=True)
        of_rows = name in AGGREGATES and (call.where is not None or len(arguments) == 1)
        shown = _OF_ROWS[name] if of_rows else _NAMED.get(name, self._called(name))
        inner = list(_listed(arguments))
        if call.where:
            inner += [Word(" where "), *_parts(self.of(call.where))]
        return Row((Word(shown), Fenced(Row(tuple(inner)))))

    def _called(self, name: str) -> str:
        return self.titles.get(name) or name.replace("_", " ")


def _strength(part: Expression) -> int:
    """How tightly a part holds together when it is set: a fraction shows its own borders."""
    if isinstance(part, Binary) and part.sign == "/":
        return ATOM
    if isinstance(part, Call) and part.function == "if" and len(part.arguments) == 3:
        return OR - 1  # the brace of its cases has no end
    return strength(part)


def _first(found: Shape) -> Shape:
    while isinstance(found, Row) and found.parts:
        found = found.parts[0]
    return found


def _parts(found: Shape) -> tuple[Shape, ...]:
    return found.parts if isinstance(found, Row) else (found,)


def _listed(items: Sequence[Shape]) -> Iterator[Shape]:
    for place, item in enumerate(items):
        if place:
            yield Sign(",")
        yield from _parts(item)
