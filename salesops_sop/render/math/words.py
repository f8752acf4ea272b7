"""A formula in words that read well aloud: “sales made divided by people pitched”.

Whoever listens sees no brackets. A part with parts of its own is therefore said with its kind
before it and each number of parts known (“the sum of a and b”), and “all divided by” closes over
everything said before it. Two trees never read alike, unless titles themselves say such words.
"""

from collections.abc import Mapping, Sequence

from salesops_sop.base.listing import joined
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

Titles = Mapping[str, str]
"""From the names in a formula to what people call them; a name without a title is spelled out."""

_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
_NOUNS = {
    "+": ("the sum of", "and"),
    "-": ("the difference of", "minus"),
    "*": ("the product of", "and"),
    "/": ("the ratio of", "to"),
}
_COMPARISONS = {
    "=": "is equal to",
    "!=": "is other than",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
_LISTS = {
    "coalesce": ("the first known of", "the first known of"),
    "max": ("the larger of", "the largest of"),
    "min": ("the smaller of", "the smallest of"),
}
_BETWEEN = {"days": "the days from", "months": "the whole months from"}
_OF_ROWS = {
    "avg": "the average of",
    "count": "the number of",
    "count_distinct": "the number of different",
    "max": "the largest of",
    "median": "the median of",
    "min": "the smallest of",
    "sum": "the total of",
}


def equation(title: str, expression: Expression, titles: Titles) -> str:
    """The whole sentence: “Close rate equals sales made divided by people pitched”."""
    return f"{title} equals {in_words(expression, titles)}"


def in_words(expression: Expression, titles: Titles) -> str:
    """A formula in words; plain text, on one line where the titles are."""
    return _Saying(titles).whole(expression)


class _Saying:
    def __init__(self, titles: Titles) -> None:
        self.titles = titles

    def whole(self, part: Expression) -> str:
        """A part that nothing is said behind, or only “all …”."""
        if isinstance(part, Binary):
            return self._chain(part)
        if isinstance(part, Call) and part.function == "if" and len(part.arguments) == 3:
            condition, then, otherwise = part.arguments
            return f"if {self.condition(condition)}, {self.noun(then)}, else {self.noun(otherwise)}"
        if isinstance(part, Compared | Member | Logic | Opposite):
            return self.condition(part)
        return self.noun(part)

    def _chain(self, part: Binary) -> str:
        left = self.whole(part.left)
        if _flows(part):
            before = f"{left}," if _compound(part.left.inner[-1]) else left
        else:
            before = f"{left}, all" if _compound(part.left) else left
        return f"{before} {_SIGNS[part.sign]} {self.noun(part.right)}"

    def noun(self, part: Expression) -> str:
        """A part as the name of one thing, with an end that is heard."""
        match part:
            case Number():
                return f"{part.value:f}"
            case Text():
                return f"“{part.value}”"
            case Truth():
                return "true" if part.value else "false"
            case Name():
                return self._called(part.name)
            case Column():
                return f"{self._called(part.name)} of {self._called(part.dataset)}"
            case Negative():
                sign = "minus" if isinstance(part.value, Number) else "the negative of"
                return f"{sign} {self.noun(part.value)}"
            case Binary():
                return self._operation(part)
            case Call():
                return self._call(part)
        return f"whether {self.condition(part)}"

    def _operation(self, part: Binary) -> str:
        kind, word = _NOUNS[part.sign]
        flat = _flat(part)
        if len(flat) > 2 and not any(_compound(item) for item in flat):
            return f"{kind} {joined([self.noun(item) for item in flat])}"
        return f"{kind} {self.noun(part.left)} {word} {self.noun(part.right)}"

    def condition(self, part: Expression) -> str:
        """A part as something that holds or does not."""
        match part:
            case Compared():
                left, right = self.noun(part.left), self.noun(part.right)
                return f"{left} {_COMPARISONS[part.sign]} {right}"
            case Member():
                return self._member(part)
            case Logic():
                word = "both" if part.word == "and" else "either"
                left, right = self.condition(part.left), self.condition(part.right)
                return f"{word} {left} {part.word} {right}"
            case Opposite():
                return f"it is not so that {self.condition(part.value)}"
        return f"{self.noun(part)} holds"

    def _member(self, part: Member) -> str:
        if isinstance(part.members, str):
            listed = f"in {self._called(part.members)}"
        else:
            listed = f"one of {_counted([self.noun(item) for item in part.members])}"
        return f"{self.noun(part.value)} is {'not ' if part.negated else ''}{listed}"

    def _call(self, call: Call) -> str:
        said = [self.noun(argument) for argument in call.arguments]
        name = call.function
        of_rows = call.where is not None or len(said) == 1
        if name in AGGREGATES and of_rows:
            text = f"{_OF_ROWS[name]} {_counted(said)}"
        elif name in _LISTS and len(said) > 1:
            pair, several = _LISTS[name]
            text = f"{several} {_counted(said)}" if len(said) > 2 else f"{pair} {joined(said)}"
        elif name in _BETWEEN and len(said) == 2:
            text = f"{_BETWEEN[name]} {said[0]} to {said[1]}"
        elif name == "if" and len(said) == 3:
            condition = self.condition(call.arguments[0])
            text = f"the choice of {said[1]} if {condition}, else {said[2]}"
        elif name == "abs" and len(said) == 1:
            text = f"the absolute value of {said[0]}"
        elif name == "round" and len(said) == 1:
            text = f"the whole number nearest to {said[0]}"
        elif name == "round" and len(said) == 2:
            text = f"the number of {said[1]} decimals nearest to {said[0]}"
        else:
            text = f"the function {self._called(name)} of {_counted(said)}"
        return f"{text} where {self.condition(call.where)}" if call.where else text

    def _called(self, name: str) -> str:
        return self.titles.get(name) or name.replace("_", " ")


def _flows(part: Binary) -> bool:
    """Whether its sign goes on with those before it: a plus b minus c, a times b times c."""
    left = part.left
    if not isinstance(left, Binary):
        return False
    return left.sign in "+-" if part.sign in "+-" else left.sign == part.sign == "*"


def _flat(part: Binary) -> list[Expression]:
    """The parts of a sum or a product that is written without brackets: a + b + c."""
    if part.sign not in "+*":
        return [part.left, part.right]
    found: list[Expression] = []
    here: Expression = part
    while isinstance(here, Binary) and here.sign == part.sign:
        found.append(here.right)
        here = here.left
    return [here, *reversed(found)]


def _compound(part: Expression) -> bool:
    return bool(part.inner)


def _counted(items: Sequence[str]) -> str:
    """A list whose end is known from its beginning: “these 3: a, b and c”."""
    return f"these {len(items)}: {joined(items)}" if len(items) > 1 else joined(items)
