"""A decision table as it is asked: its inputs with their values, its rules with their cells.

Values of an input that can be listed (named values, yes and no, the smallest values of a
dimension, roles) are texts; a cell of such an input is the set of the values it accepts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from salesops_sop.analysis.decision.domain import NOUNS, Domain, domain, fits
from salesops_sop.analysis.decision.results import Result, result
from salesops_sop.analysis.decision.stating import plain, stated
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.analysis.where import Where
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.condition import Condition, ConditionError, Range, Value, parse

Known = frozenset[str] | Decimal | date | str
"""What is known of an input: which values it may have, or the one value where none are listed."""


class TableError(ValueError):
    """A table that cannot be asked: a sentence that names the rule and the input."""


@dataclass(frozen=True)
class Question:
    """An input. `values` are all it can have, as text; empty when they cannot be listed.

    `around` holds the values of a dimension that stand for several, with those inside them;
    `low` and `high` are the bounds of numbers and dates, inclusive.
    """

    column: Column
    values: tuple[str, ...] = ()
    around: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    low: Decimal | date | None = None
    high: Decimal | date | None = None

    @property
    def id(self) -> str:
        """The input's id."""
        return self.column.id

    @cached_property
    def whole(self) -> frozenset[str]:
        """All its values."""
        return frozenset(self.values)

    def said(self, value: object) -> str:
        """A value in words: “25%”, “EMEA”, “yes”."""
        text = plain(value)
        if text in self.names:
            return self.names[text]
        return stated(value, self.column.unit)


@dataclass(frozen=True)
class Cell:
    """One cell, read for its input; `text` is what stands in the file.

    `accepted` is None when the values of the input cannot be listed.
    """

    text: object
    condition: Condition
    accepted: frozenset[str] | None
    always: bool

    def holds(self, known: Known | None) -> bool | None:
        """Whether the cell holds; None when that depends on what is not known yet."""
        if self.always:
            return True
        if known is None:
            return None
        if isinstance(known, frozenset):
            accepted = self.accepted or frozenset()
            return True if known <= accepted else None if known & accepted else False
        return self.condition.holds(known)


@dataclass(frozen=True)
class Row:
    """A rule with a cell for each question, and what it answers."""

    rule: DecisionRule
    cells: tuple[Cell, ...]
    result: Result


@dataclass(frozen=True)
class Table:
    """A decision whose cells are read."""

    decision: Decision
    questions: tuple[Question, ...]
    rows: tuple[Row, ...]

    def question(self, ident: str) -> Question | None:
        """The input with this id."""
        return next((q for q in self.questions if q.id == ident), None)


def table(decision: Decision, handbook: Handbook) -> Table:
    """Read a decision's cells; raises TableError for one that its input cannot be tested with."""
    questions = tuple(question(column, handbook) for column in decision.inputs)
    reading = _Reading(questions)
    return Table(decision, questions, tuple(reading.row(decision, r) for r in decision.rules))


def question(column: Column, handbook: Handbook) -> Question:
    """An input with its values, as the table and the handbook list them."""
    allowed = domain(column)
    if column.type == "dimension":
        return _of_dimension(column, allowed, handbook)
    if allowed.values:
        names = {plain(v): stated(v, column.unit) for v in allowed.values if not isinstance(v, str)}
        return Question(column, tuple(plain(value) for value in allowed.values), names=names)
    if column.type == "boolean":
        return Question(column, ("true", "false"), names={"true": "yes", "false": "no"})
    if column.type in ("role", "roles"):
        roles = {role.id: role.title for role in handbook.all(Role)}
        return Question(column, tuple(roles), names=roles)
    return Question(column, low=_bound(allowed.low), high=_bound(allowed.high))


def _bound(value: Value | None) -> Decimal | date | None:
    return value if isinstance(value, Decimal | date) else None


def _of_dimension(column: Column, allowed: Domain, handbook: Handbook) -> Question:
    """The smallest values of the tree, or of the part of it that the column lists."""
    name = column.dimension or column.id
    found = handbook.get(Dimension, name)
    listed = [str(value) for value in allowed.values]
    if found is None:
        return Question(column, tuple(listed))
    dimensions, where = handbook.derived(Dimensions.of), handbook.derived(Where)
    nodes = list(found.values.all())
    leaves = dict.fromkeys(leaf for node in found.values for leaf in node.leaves())
    whole = dimensions.leaves(name, listed) if listed else frozenset(leaves)
    values = [leaf for leaf in leaves if leaf in whole]
    around = {n.id: dimensions.leaves(name, [n.id]) & whole for n in nodes if n.children}
    return Question(
        column,
        (*values, *sorted(whole - leaves.keys())),
        {ident: inside for ident, inside in around.items() if inside},
        {node.id: where.name(node.id) for node in nodes},
    )


class _Reading:
    """Reads each cell once, though thousands of rules repeat it."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.ids = {question.id for question in questions}
        self.cells: dict[tuple[str, str, object], Cell] = {}

    def row(self, decision: Decision, rule: DecisionRule) -> Row:
        for ident in rule.when:
            if ident not in self.ids:
                raise TableError(f"rule ‘{rule.id}’ asks for ‘{ident}’, which is no input")
        cells = tuple(self._cell(rule, question) for question in self.questions)
        return Row(rule, cells, result(decision, rule))

    def _cell(self, rule: DecisionRule, question: Question) -> Cell:
        text = rule.when.get(question.id)
        key = (question.id, type(text).__name__, text)
        if key not in self.cells:
            try:
                self.cells[key] = cell(text, question)
            except ConditionError as error:
                place = f"rule ‘{rule.id}’, input ‘{question.id}’"
                raise TableError(f"{place}: {error}") from error
        return self.cells[key]


def cell(text: object, question: Question) -> Cell:
    """Read a cell for its input; raises ConditionError."""
    condition = parse(text)
    kind = question.column.type
    for end in (end for r in condition.ranges for end in r.ends):
        if not fits(kind, end):
            raise ConditionError(f"it is {NOUNS[kind]}, and ‘{plain(end)}’ is none", 1)
    if not question.values:
        return Cell(text, condition, None, condition.anything or _covers(condition, question))
    accepted = frozenset(_accepted(condition, question))
    return Cell(text, condition, accepted, accepted == question.whole)


def _accepted(condition: Condition, question: Question) -> Iterator[str]:
    inside = [_inside(r, question) for r in condition.ranges]
    for text in question.values:
        if any(text in values for values in inside) is not condition.negated:
            yield text


def _inside(given: Range, question: Question) -> frozenset[str]:
    """The listed values in a range; a value of a dimension means those inside it."""
    if given.exact:
        one = plain(given.low)
        return question.around.get(one, frozenset({one}))
    typed = {text: typed_value(text, question) for text in question.values}
    return frozenset(text for text, value in typed.items() if given.holds(value))


def typed_value(text: str, question: Question) -> Value:
    """A listed value as its conditions compare it."""
    kind = question.column.type
    if kind in ("number", "integer"):
        return Decimal(text)
    if kind == "boolean":
        return text == "true"
    return date.fromisoformat(text) if kind == "date" else text


def _covers(condition: Condition, question: Question) -> bool:
    """Whether one range holds everything between the bounds."""
    return not condition.negated and any(
        all(
            end is None or (bound is not None and r.holds(bound))
            for end, bound in ((r.low, question.low), (r.high, question.high))
        )
        for r in condition.ranges
    )
