"""Cells, domains and answers of a decision table in FEEL, as their columns' types have them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from salesops_sop.analysis.decision.questions import Cell, Question
from salesops_sop.analysis.decision.results import said_of
from salesops_sop.export.dmn import feel
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.model.decision import Column
from salesops_sop.handbook.model.record import Approvers
from salesops_sop.lang.condition import Condition, Range, Value

ALL_OF, ANY_OF = "all of ", "any of "


def unary(cell: Cell, question: Question) -> str:
    """A cell as unary tests; a value that holds others is the list of the smallest in it.

    DMN knows no trees of values.
    """
    ranges = list(dict.fromkeys(r for g in cell.condition.ranges for r in _leaves(g, question)))
    if question.column.type == "dimension" and {r.low for r in ranges} <= set(question.values):
        ranges.sort(key=lambda r: question.values.index(str(r.low)))
    return feel.unary(Condition(tuple(ranges), cell.condition.negated))


def domain(column: Column, question: Question | None = None) -> str:
    """The values that a column can have, as unary tests, or nothing: any; raises ExportError.

    `question` is what an input asks, with the values of its dimension.
    """
    if column.values:
        return ", ".join(feel.literal(value(column, raw)) for raw in column.values)
    if question and column.type == "dimension":
        return ", ".join(map(feel.literal, question.values))
    low, high = (value(column, e) if e is not None else None for e in (column.min, column.max))
    if low is None and high is None:
        return ""
    return feel.unary(Condition((Range(low, low is not None, high, high is not None),)))


def answer(column: Column, raw: object) -> str:
    """What a rule says of an output, as a FEEL literal; raises ExportError.

    Several roles are one text, which every engine can carry: `"all of vp-sales, cfo"`.
    """
    said = said_of(raw)
    if said is None:
        return "null"
    if isinstance(raw, Approvers) or column.type == "roles":
        word = {"all": ALL_OF, "any": ANY_OF, "one": ""}[said.way]
        return feel.literal(f"{word}{', '.join(said.values)}")
    if isinstance(raw, list):
        return f"[{', '.join(feel.literal(value(column, item)) for item in raw)}]"
    return feel.literal(value(column, raw))


def value(column: Column, raw: object) -> Value:
    """A value of a column as its type has it; raises ExportError."""
    if column.type in ("number", "integer"):
        return _number(raw)
    if column.type == "date":
        return _date(raw)
    text = _text(raw)
    if column.type != "boolean":
        return text
    if text not in ("true", "false"):
        raise ExportError(f"‘{text}’ is neither true nor false")
    return text == "true"


def _leaves(given: Range, question: Question) -> list[Range]:
    inside = question.around.get(str(given.low)) if given.low == given.high else None
    if inside is None:
        low, high = (
            None if end is None else value(question.column, end) for end in (given.low, given.high)
        )
        return [Range(low, given.low_closed, high, given.high_closed)]
    return [Range(leaf, True, leaf, True) for leaf in question.values if leaf in inside]


def _number(raw: object) -> Decimal:
    try:
        number = Decimal(str(raw))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ExportError(f"‘{raw}’ is no number")
    return number


def _date(raw: object) -> date:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise ExportError(f"‘{raw}’ is no date") from None


def _text(raw: object) -> str:
    return str(raw).lower() if isinstance(raw, bool) else str(raw)
