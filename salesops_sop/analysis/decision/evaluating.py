"""Answering a decision table: which rules fit a case, and what that means under its hit policy.

Hit policies after OMG DMN 1.5, 8.2.8. What is not known yet is answered three-valued (Kleene):
a rule fits, does not fit, or may still fit. `site/assets/decide.js` says the same in a browser.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salesops_sop.analysis.decision.questions import Known, Question, Row, Table

Given = Mapping[str, Known]
"""What is known of the inputs, by their ids; an input left out is not known."""


class Status(StrEnum):
    """What a table says of a case."""

    ANSWERED = "answered"
    NONE = "none"
    CONFLICT = "conflict"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule against a case: `fits` is None when it depends on the inputs in `open`.

    `failed` is the first input whose cell does not hold; all are places in the list of inputs.
    """

    place: int
    row: Row
    fits: bool | None
    failed: int | None = None
    open: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table says of a case.

    `fired` are the rules that give the answer, or that contradict each other; while the answer
    is open, those that fit already. `asked` are the inputs on which it depends then.
    """

    table: Table
    status: Status
    fired: tuple[Match, ...]
    matches: tuple[Match, ...]
    asked: tuple[Question, ...] = ()

    @property
    def possible(self) -> tuple[Match, ...]:
        """The rules that may still fit."""
        return tuple(match for match in self.matches if match.fits is None)


def evaluate(table: Table, given: Given) -> Answer:
    """Answer a case; values are such as `reading.read` returns."""
    known = [given.get(question.id, question.whole or None) for question in table.questions]
    matches = tuple(_match(place, row, known) for place, row in enumerate(table.rows))
    fitting = [match for match in matches if match.fits]
    possible = [match for match in matches if match.fits is None]
    if not fitting and not possible:
        return Answer(table, Status.NONE, (), matches)
    status, fired = _POLICIES[table.decision.hit_policy](fitting, possible)
    places = {place for match in possible for place in match.open}
    asked = tuple(table.questions[place] for place in sorted(places))
    return Answer(table, status, tuple(fired), matches, asked if status is Status.OPEN else ())


def _match(place: int, row: Row, known: Sequence[Known | None]) -> Match:
    held = [cell.holds(value) for cell, value in zip(row.cells, known, strict=True)]
    if False in held:
        return Match(place, row, False, held.index(False))
    unsure = tuple(column for column, holds in enumerate(held) if holds is None)
    return Match(place, row, None if unsure else True, None, unsure)


Matches = Sequence[Match]
Verdict = tuple[Status, Matches]


def _unique(fitting: Matches, possible: Matches) -> Verdict:
    if len(fitting) > 1:
        return Status.CONFLICT, fitting
    return (Status.OPEN if possible else Status.ANSWERED), fitting


def _any(fitting: Matches, possible: Matches) -> Verdict:
    if len({match.row.result.key for match in fitting}) > 1:
        return Status.CONFLICT, fitting
    if len({match.row.result.key for match in (*fitting, *possible)}) > 1 or not fitting:
        return Status.OPEN, fitting
    return Status.ANSWERED, fitting


def _first(fitting: Matches, possible: Matches) -> Verdict:
    return _best(fitting, possible, lambda match: (match.place,))


def _priority(fitting: Matches, possible: Matches) -> Verdict:
    return _best(fitting, possible, lambda match: (*match.row.result.rank, match.place))


def _best(
    fitting: Matches, possible: Matches, order: Callable[[Match], tuple[int, ...]]
) -> Verdict:
    """The rule that comes first, when none that may still fit comes before it."""
    if not fitting:
        return Status.OPEN, ()
    best = min(fitting, key=order)
    before = any(order(match) < order(best) for match in possible)
    return (Status.OPEN if before else Status.ANSWERED), (best,)


def _collect(fitting: Matches, possible: Matches) -> Verdict:
    return (Status.OPEN if possible else Status.ANSWERED), fitting


_POLICIES: dict[str, Callable[[Matches, Matches], Verdict]] = {
    "unique": _unique,
    "any": _any,
    "first": _first,
    "priority": _priority,
    "collect": _collect,
}
