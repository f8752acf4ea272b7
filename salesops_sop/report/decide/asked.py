"""A case that a decision table was asked about, with the words for what stands in it."""

from dataclasses import dataclass
from decimal import Decimal

from salesops_sop.analysis.decision.evaluating import Answer, Given, Match
from salesops_sop.analysis.decision.questions import Cell, Known, Question
from salesops_sop.analysis.decision.results import Said
from salesops_sop.analysis.decision.stating import plain, stated
from salesops_sop.analysis.where import Where
from salesops_sop.base.listing import joined
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render import cells, prose
from salesops_sop.render.prose import Destination


@dataclass(frozen=True)
class Asked:
    """What was given, and the answer; `everything` asks for each rule, however many there are."""

    handbook: Handbook
    given: Given
    answer: Answer
    everything: bool = False

    def known(self, question: Question) -> str:
        """What is given for an input, in words: “25%”, “DACH or Nordics”."""
        known = self.given[question.id]
        if not isinstance(known, frozenset):
            return visible(question.said(known))
        return visible(joined((question.said(v) for v in question.values if v in known), "or"))

    def cell(self, question: Question, cell: Cell) -> str:
        """A cell in words: “above 20% to 30%”."""
        return visible(cells.in_words(cell.text, question.said))

    def said(self, column: Column, said: Said) -> str:
        """An answer in words: “VP of Sales and Finance director”."""
        names = [self._name(column, value) for value in said.values]
        return visible(joined(names, "or" if said.way == "any" else "and"))

    def because(self, match: Match) -> str:
        """Why a rule holds, as plain text."""
        return visible(prose.plain(match.row.rule.because or "", self._called))

    def _name(self, column: Column, value: str) -> str:
        if column.type in ("role", "roles"):
            role = self.handbook.get(Role, value)
            return role.title if role else value
        if column.type == "boolean":
            return {"true": "yes", "false": "no"}.get(value, value)
        if column.type == "dimension":
            return self.handbook.derived(Where).name(value)
        number = column.type in ("number", "integer")
        return stated(_number(value) if number else value, column.unit)

    def _called(self, target: str) -> Destination | None:
        kind, _, ident = target.partition("#")[0].partition(":")
        document = self.handbook.find(kind, ident)
        if isinstance(document, Parameter):
            values = document.value if isinstance(document.value, list) else [document.value]
            return Destination("", joined(stated(v, document.unit) for v in values))
        return Destination("", document.title) if document else None


def known_data(question: Question, known: Known) -> object:
    """What is given for an input, for programs: one value, or a list of those that are meant."""
    if isinstance(known, frozenset):
        values = [typed(question.column, v) for v in question.values if v in known]
        return values[0] if len(values) == 1 else values
    return _number_data(known) if isinstance(known, Decimal) else plain(known)


def typed(column: Column, value: str) -> object:
    """A value of a column, for programs."""
    if column.type == "boolean" and value in ("true", "false"):
        return value == "true"
    number = _number(value) if column.type in ("number", "integer") else value
    return _number_data(number) if isinstance(number, Decimal) else value


def _number_data(number: Decimal) -> int | float:
    """A number of JSON; fifteen digits, and people write no more, are kept by a float."""
    return int(number) if number == number.to_integral_value() else float(number)


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
