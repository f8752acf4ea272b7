"""Inputs of a decision as people write them: `25`, `25%`, `80,000 USD`, `yes`, `EMEA`.

`site/assets/decide.js` reads plain numbers and dates in the same way.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from salesops_sop.analysis.decision.questions import Known, Question, typed_value
from salesops_sop.base.quantity import parse_date
from salesops_sop.base.suggest import did_you_mean

LONGEST = 1000
"""Characters of an input; nobody types more."""
DIGITS = 15
"""More digits than a program that reads JSON keeps of a number; no price or share has more."""

_NUMBER = re.compile(
    r"(?P<before>[A-Z]{3} )?(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?: ?(?P<after>[^\d\s.,-][^\d]*))?",
    re.DOTALL,
)
_YES, _NO = ("yes", "true"), ("no", "false")
_MANY = 12


class InputError(ValueError):
    """An input that a table cannot take: a sentence that says what it can."""


def read(question: Question, text: str) -> Known:
    """What an input's text means; raises InputError.

    A value of a dimension that stands for several is the set of those inside it, and so is any
    other listed value a set of one.
    """
    text = text.strip()
    if not text:
        raise InputError(f"{question.id} has no value: {expected(question)}")
    if len(text) > LONGEST:
        raise InputError(f"the value of {question.id} is longer than {LONGEST} characters")
    if question.column.type in ("number", "integer"):
        return _listed(question, _bounded(question, _number(question, text)))
    if question.column.type == "date":
        return _listed(question, _bounded(question, _date(question, text)))
    return _named(question, text) if question.values else text


def expected(question: Question) -> str:
    """What may be written for an input: “write a number from 0% to 40%”."""
    if question.column.type == "boolean" and not question.column.values:
        return "write yes or no"
    if question.values:
        return f"write one of {', '.join(_some(question.values))}"
    kind = question.column.type
    if kind not in ("number", "integer", "date"):
        return "write a text"
    noun = {"number": "a number", "integer": "a whole number"}.get(kind, "a date")
    return f"write {noun}{bounds(question)}"


def bounds(question: Question) -> str:
    """“ from 0% to 40%”, “ of 0 USD or more”, or nothing, to stand after a noun."""
    low, high = (
        question.said(bound) if bound is not None else "" for bound in (question.low, question.high)
    )
    if low and high:
        return f" from {low} to {high}"
    if low or high:
        return f" of {low} or more" if low else f" of {high} or less"
    return f" in {question.column.unit}" if question.column.unit else ""


def _number(question: Question, text: str) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if not match:
        raise InputError(f"{quoted(text)} is no number: {expected(question)}")
    for unit in (match["before"], match["after"]):
        if unit and not _is_unit(unit.strip(), question.column.unit):
            raise InputError(_other_unit(question, unit.strip()))
    digits = match["number"].replace(",", "")
    if len(digits.strip("-").replace(".", "").lstrip("0")) > DIGITS:
        raise InputError(f"{quoted(text)} has more than {DIGITS} digits: round it")
    number = Decimal(digits)
    if question.column.type == "integer" and number % 1:
        raise InputError(f"{question.id} is a whole number: {quoted(text)} is none")
    return number


def _is_unit(written: str, unit: str | None) -> bool:
    if unit == "percent" and written == "%":
        return True
    return bool(unit) and written.lower().removesuffix("s") == str(unit).lower().removesuffix("s")


def _other_unit(question: Question, written: str) -> str:
    unit = question.column.unit
    said = f"is in {unit}" if unit else "is a plain number"
    return f"{question.id} {said}, and not in {quoted(written)}: {expected(question)}"


def _date(question: Question, text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise InputError(f"{question.id}: {error}") from None


def _bounded(question: Question, value: Decimal | date) -> Decimal | date:
    for bound, beyond in ((question.low, -1), (question.high, 1)):
        if bound is not None and _compared(value, bound) == beyond:
            said = f"{question.id} cannot be {question.said(value)}"
            raise InputError(f"{said}: {expected(question)}")
    return value


def _compared(value: Decimal | date, bound: Decimal | date) -> int:
    """-1, 0 or 1; bounds have the type of their column's values."""
    if isinstance(value, Decimal) and isinstance(bound, Decimal):
        return (value > bound) - (value < bound)
    if isinstance(value, date) and isinstance(bound, date):
        return (value > bound) - (value < bound)
    return 0


def _listed(question: Question, value: Decimal | date) -> Known:
    if not question.values:
        return value
    for text in question.values:
        if typed_value(text, question) == value:
            return frozenset({text})
    raise InputError(f"{question.id} has no value {question.said(value)}: {expected(question)}")


def _named(question: Question, text: str) -> frozenset[str]:
    """The values that an id or a name means, in whatever case."""
    known = {ident: frozenset({ident}) for ident in question.values} | dict(question.around)
    if text in known:
        return known[text]
    wanted = _simple(text)
    if question.column.type == "boolean" and wanted in (*_YES, *_NO):
        return frozenset({"true" if wanted in _YES else "false"})
    meant = {i for i in known if wanted in (_simple(i), _simple(question.names.get(i, i)))}
    if len(meant) == 1:
        return known[meant.pop()]
    if meant:
        raise InputError(
            f"{quoted(text)} is several values of {question.id}: write one of "
            f"{', '.join(sorted(meant))}"
        )
    if question.column.type == "boolean":
        raise InputError(
            f"{quoted(text)} is neither yes nor no: write {question.id}=yes or {question.id}=no"
        )
    hint = did_you_mean(text, known) or f": {expected(question)}"
    raise InputError(f"{question.id} has no value {quoted(text)}{hint}")


def _simple(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", text.casefold())).strip()


def _some(values: Iterable[str]) -> list[str]:
    listed = list(values)
    return listed if len(listed) <= _MANY else [*listed[:_MANY], "…"]


def quoted(text: str) -> str:
    """Words of a person, cut where they are long."""
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
