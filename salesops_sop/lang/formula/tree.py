"""What a formula says: a tree of numbers, names, sums, comparisons and calls."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Sign = Literal["+", "-", "*", "/"]
Comparing = Literal["=", "!=", "<", "<=", ">", ">="]

AGGREGATES = frozenset({"count", "count_distinct", "sum", "avg", "median", "min", "max"})
"""Functions over the rows of a dataset; `min` and `max` with several arguments are not."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A part of a formula; `at` is its column in the text, from 1, and no part of what it says."""

    at: int = field(default=1, compare=False, kw_only=True)

    @property
    def inner(self) -> tuple["Expression", ...]:
        """The parts right inside this one, in the order of the text."""
        return ()

    def walk(self) -> Iterator["Expression"]:
        """This part and all parts inside it, in the order of the text."""
        waiting: list[Expression] = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting.extend(reversed(found.inner))


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number as written, exact."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Expression):
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth(Expression):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """An input of a formula, or a column inside an aggregate."""

    name: str


@dataclass(frozen=True, slots=True)
class Column(Expression):
    """A column with its dataset: `opportunities.amount`."""

    dataset: str
    name: str


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """A minus sign before something."""

    value: Expression

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """A sum, a difference, a product or a quotient."""

    left: Expression
    sign: Sign
    right: Expression

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Compared(Expression):
    """A comparison of two values."""

    left: Expression
    sign: Comparing
    right: Expression

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Member(Expression):
    """Whether a value is in a list of values, or in a set that a parameter names."""

    value: Expression
    members: "tuple[Expression, ...] | str"
    negated: bool = False

    @property
    def inner(self) -> tuple[Expression, ...]:
        listed = () if isinstance(self.members, str) else self.members
        return (self.value, *listed)


@dataclass(frozen=True, slots=True)
class Logic(Expression):
    """Two conditions joined by `and` or `or`."""

    left: Expression
    word: Literal["and", "or"]
    right: Expression

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Opposite(Expression):
    """`not` before a condition."""

    value: Expression

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function with its arguments; an aggregate may have a filter behind `where`."""

    function: str
    arguments: tuple[Expression, ...]
    where: Expression | None = None

    @property
    def inner(self) -> tuple[Expression, ...]:
        return (*self.arguments, self.where) if self.where else self.arguments
