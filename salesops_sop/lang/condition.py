"""DMN unary tests (S-FEEL): the cells of decision tables, read into sets of values.

`>= 20`, `[10..20)`, `"new", "existing"`, `not("emea")`, `-`, numbers, dates, true and false.
Source: OMG DMN 1.5, chapter 9 (S-FEEL), grammar rules 7 to 17. An interval may be written with
square brackets turned outwards (`]10..20[`), a date as `2026-01-31`, `date("2026-01-31")` or
`@"2026-01-31"`. Texts compare by their characters, as the standard says; whether a column has an
order is not for the cell to know.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | str | bool | date

LONGEST = 1000
"""Characters of a cell; no cell a person can check is longer."""


class ConditionError(ValueError):
    """A cell that is no unary test: a sentence, and the column (from 1) where reading stopped."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Range:
    """Values between two ends; an end of None is open-ended, `closed` ends belong to the range."""

    low: Value | None = None
    low_closed: bool = False
    high: Value | None = None
    high_closed: bool = False

    def meets(self, other: "Range") -> bool:
        """Whether some value lies in both (values between two different ends always exist)."""
        return not self._below(other) and not other._below(self)

    def _below(self, other: "Range") -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return not (self.high_closed and other.low_closed)
        return _before(self.high, other.low)

    def holds(self, value: Value) -> bool:
        """Whether a value lies in the range."""
        return self.meets(Range(value, True, value, True))

    @property
    def ends(self) -> tuple[Value, ...]:
        """The values that the range names: one or two."""
        named = (end for end in (self.low, self.high) if end is not None)
        return tuple(dict.fromkeys(named))

    @property
    def exact(self) -> bool:
        """Whether the range is one value."""
        return self.low_closed and self.high_closed and self.low == self.high


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell accepts: one of `ranges`, or with `negated` everything but these.

    No ranges and negated is any value (`-`).
    """

    ranges: tuple[Range, ...] = ()
    negated: bool = False

    @property
    def anything(self) -> bool:
        """Whether the cell accepts every value."""
        return self.negated and not self.ranges

    def holds(self, value: Value) -> bool:
        """Whether a value passes; a value of another type than the cell's passes only `not(…)`."""
        found = any(_alike(r, value) and r.holds(value) for r in self.ranges)
        return found is not self.negated


ANY = Condition(negated=True)
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<string>"(?:[^"\\]|\\.)*")
    |(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])
        |date\s*\(\s*"[^"\\]*"\s*\)|@\s*"[^"\\]*")
    |(?P<number>-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))
    |(?P<op><=|>=|<|>|=|\.\.|[\[\](),-])
    |(?P<word>[A-Za-z_][\w-]*)
    )""",
    re.VERBOSE | re.DOTALL,
)
Token = tuple[str, str, int]


def parse(cell: object) -> Condition:
    """Read a cell as it stands in a table: text, or a plain number or truth value.

    Raises ConditionError with a sentence and a column.
    """
    if cell is None:
        return ANY
    if isinstance(cell, bool | int | float):
        value: Value = cell if isinstance(cell, bool) else Decimal(str(cell))
        if isinstance(value, Decimal) and not value.is_finite():
            raise ConditionError("the number has no end", 1)
        return Condition((Range(value, True, value, True),))
    text = str(cell)
    if len(text) > LONGEST:
        raise ConditionError(f"the cell is longer than {LONGEST} characters", LONGEST)
    return _Reader(_tokens(text), len(text) + 1).condition()


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            column = at + len(text[at:]) - len(text[at:].lstrip()) + 1
            raise ConditionError(_foreign(text[column - 1 :]), column)
        kind = str(match.lastgroup)
        tokens.append((kind, match[kind], match.start(kind) + 1))
        at = match.end()
    return tokens


def _foreign(rest: str) -> str:
    """What to say about a character that begins nothing a cell can hold."""
    sign = rest[0]
    if sign == '"':
        return 'the text has no end: close it with a straight quotation mark (")'
    if sign in "“”„‘’'":
        return f'‘{sign}’ does not belong here: write texts in straight quotation marks ("new")'
    if sign in "%$€£":
        return f"‘{sign}’ does not belong here: the unit stands in the column, not in the cell"
    if sign in "≤≥≠":
        return f"‘{sign}’ does not belong here: write <=, >= or not(…)"
    return f"‘{sign}’ does not belong here: {_EXPECTED}"


_COMPARISONS = ("<", "<=", ">", ">=")
_EXPECTED = 'write a value ("new"), a comparison (>= 20), a range ([10..20)), a list, not(…) or -'


class _Reader:
    def __init__(self, tokens: list[Token], end: int) -> None:
        self.tokens = tokens
        self.end = end
        self.at = 0

    def condition(self) -> Condition:
        if not self.tokens:
            raise ConditionError(f"the cell is empty: {_EXPECTED}", 1)
        if [text for _, text, _ in self.tokens] == ["-"]:
            return ANY
        if self._peek() == "not":
            self._take("not")
            self._take("(")
            ranges = self._ranges()
            self._take(")")
            found = Condition(ranges, negated=True)
        else:
            found = Condition(self._ranges())
        if self.at < len(self.tokens):
            self._fail(self._left_over())
        return found

    def _left_over(self) -> str:
        text = self._peek()
        if text.lower() == "and":
            return "‘and’ does not belong here: write both ends as one range, such as [10..20)"
        if text.lower() == "or":
            return "‘or’ does not belong here: write a list with commas"
        return f"‘{text}’ does not belong here: {_EXPECTED}"

    def _ranges(self) -> tuple[Range, ...]:
        found = [self._range()]
        while self._peek() == ",":
            self._take(",")
            self._refuse_group_of_digits()
            found.append(self._range())
        return tuple(found)

    def _refuse_group_of_digits(self) -> None:
        """A number such as 50,000: to DMN these are two values, and nobody means that."""
        if not 2 <= self.at < len(self.tokens):
            return
        (kind, left, start), (_, _, comma), (next_kind, right, follows) = self.tokens[
            self.at - 2 : self.at + 1
        ]
        touching = start + len(left) == comma == follows - 1
        if kind == next_kind == "number" and touching and re.fullmatch("[0-9]{3}", right):
            compared = self.at > 2 and self.tokens[self.at - 3][1] in _COMPARISONS
            if compared or right.startswith("0"):
                message = f"a number has no commas: write {left}{right}, or a space after the comma"
                raise ConditionError(message, start)

    def _range(self) -> Range:
        text = self._peek()
        if text == "=":
            self.at += 1
        elif text in _COMPARISONS:
            self.at += 1
            value = self._value()
            closed = text.endswith("=")
            return Range(high=value, high_closed=closed) if "<" in text else Range(value, closed)
        elif text in ("[", "]", "("):
            return self._interval(text)
        value = self._value()
        return Range(value, True, value, True)

    def _interval(self, opening: str) -> Range:
        column = self._column()
        self.at += 1
        low = self._value()
        if self._peek() == "," and isinstance(low, Decimal):
            self._fail("a number has no commas, and a range has two dots: write [50000..100000]")
        self._take("..")
        high = self._value()
        closing = self._peek()
        if closing not in ("]", "[", ")"):
            self._fail("the range has no end: write ] when its last value belongs to it, else )")
        self.at += 1
        if type(low) is not type(high):
            raise ConditionError("the two ends of the range are of two types", column)
        if _before(high, low):
            raise ConditionError(
                "the range begins after its end: write the smaller value first", column
            )
        return Range(low, opening == "[", high, closing == "]")

    def _value(self) -> Value:
        if self.at >= len(self.tokens):
            self._fail(f"something is missing at the end: {_EXPECTED}")
        kind, text, column = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Decimal(text)
        if kind == "string":
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        if kind == "date":
            return _date(re.sub(r'^(?:date\s*\(|@)\s*"|"\s*\)?$', "", text), column)
        if kind == "word":
            return text == "true" if text in ("true", "false") else text
        raise ConditionError(f"‘{text}’ does not belong here: {_EXPECTED}", column)

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _column(self) -> int:
        return self.tokens[self.at][2] if self.at < len(self.tokens) else self.end

    def _take(self, text: str) -> None:
        if self._peek() != text:
            found = f"found ‘{self._peek()}’" if self._peek() else "the cell ends"
            self._fail(f"expected ‘{text}’, {found}")
        self.at += 1

    def _fail(self, message: str) -> None:
        raise ConditionError(message, self._column())


def _date(text: str, column: int) -> date:
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ConditionError(f"‘{text}’ is no date: write year-month-day", column) from None


def _before(a: Value, b: Value) -> bool:
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a < b
    if isinstance(a, date) and isinstance(b, date):
        return a < b
    return str(a) < str(b)


def _alike(r: Range, value: Value) -> bool:
    end = r.low if r.low is not None else r.high
    return type(end) is type(value)
