"""Conflicts of duties: one hand that asks and approves, or holds two duties to be kept apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from salesops_sop.analysis.activity.match import SAME, compare
from salesops_sop.analysis.activity.statement import Clause, Statement
from salesops_sop.analysis.ownership.duties import Duty, Letter, Source
from salesops_sop.analysis.ownership.holders import Holders
from salesops_sop.analysis.scope import Dimensions, intersection, periods_meet
from salesops_sop.handbook.model.fields import Scope

ASKING = frozenset({"request", "submit"})
DECIDING = frozenset({"approve"})
WORDED = (Source.CHARTER, Source.STEP, Source.ROLE)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two duties that must not be in one hand, and whose hand it is.

    `person` is the title of the person who holds both roles, `stands_in` the role that stands in
    for the other one; both are empty when it is one role.
    """

    first: Duty
    second: Duty
    first_role: str
    second_role: str
    person: str
    where: Scope
    stands_in: str = ""


@dataclass(frozen=True)
class Rows:
    """The duties that words tell, with the reading of each and the roles that do or decide."""

    duties: tuple[Duty, ...]
    statements: Mapping[str, Statement]
    dimensions: Dimensions
    holders: Holders

    def worded(self) -> Iterator[Duty]:
        """The duties of charters, steps and roles."""
        return (duty for duty in self.duties if duty.source in WORDED)


def self_approvals(rows: Rows) -> Iterator[Conflict]:
    """Whoever asks for something and approves it as well.

    That is one role, one person in two roles, or a role that stands in for the one that approves.
    """
    asked: dict[str, list[Duty]] = {}
    approved: list[tuple[Duty, Clause]] = []
    for duty in rows.worded():
        for clause in rows.statements[duty.activity].clauses:
            if clause.actions & ASKING:
                for phrase in clause.objects:
                    asked.setdefault(phrase.head, []).append(duty)
            if clause.actions & DECIDING:
                approved.append((duty, clause))
    for duty, clause in approved:
        requests = {id(d): d for p in clause.objects for d in asked.get(p.head, ())}
        for request in requests.values():
            if request is not duty and _same_thing(request, duty, rows):
                yield from _in_one_hand(request, duty, rows, delegated=True)


def incompatible(rows: Rows, pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[Conflict]:
    """Duties that one of `pairs` keeps apart and that one role, or one person, has both of.

    The pairs are statements such as “own the forecast” and “set the quota”.
    """
    by_head: dict[str, list[Duty]] = {}
    for duty in rows.worded():
        for head in _heads(rows.statements[duty.activity]):
            by_head.setdefault(head, []).append(duty)
    for one, other in pairs:
        for a, b in product(_like(one, by_head, rows), _like(other, by_head, rows)):
            if a is not b:
                yield from _in_one_hand(a, b, rows)


def _heads(statement: Statement) -> set[str]:
    """The head nouns of what a statement is about; empty text where it names nothing."""
    return {phrase.head for clause in statement.clauses for phrase in clause.objects} or {""}


def _like(wanted: Statement, by_head: Mapping[str, list[Duty]], rows: Rows) -> list[Duty]:
    """The duties that a statement means, in the order of the handbook."""
    found = {id(d): d for head in sorted(_heads(wanted)) for d in by_head.get(head, ())}
    return [d for d in found.values() if _means(wanted, rows.statements[d.activity])]


def _means(wanted: Statement, statement: Statement) -> bool:
    return compare(wanted, statement).similarity >= SAME


def _same_thing(request: Duty, approval: Duty, rows: Rows) -> bool:
    """Whether the thing that is asked for is the thing that is approved."""
    a, b = rows.statements[request.activity], rows.statements[approval.activity]
    if any(one.excludes(other) for one, other in product(a.limits, b.limits)):
        return False
    for one, other in product(a.clauses, b.clauses):
        if one.actions & ASKING and other.actions & DECIDING:
            for asked, decided in product(one.objects, other.objects):
                narrow, wide = sorted((asked.qualifiers, decided.qualifiers), key=len, reverse=True)
                if asked.head == decided.head and wide <= narrow:
                    return True
    return False


def _in_one_hand(
    first: Duty, second: Duty, rows: Rows, delegated: bool = False
) -> Iterator[Conflict]:
    where = intersection(first.scope, second.scope, rows.dimensions)
    if where is None or not periods_meet(first.effective, second.effective):
        return
    for one, other in product(_doers(first), _doers(second)):
        hand = rows.holders.hand(one, other)
        if hand is not None and (delegated or not hand.stands_in):
            yield Conflict(first, second, one, other, hand.person, where, hand.stands_in)
            return


def _doers(duty: Duty) -> tuple[str, ...]:
    """Who does it, or who answers for it where nobody is named to do it."""
    found = duty.roles.get(Letter.RESPONSIBLE) or duty.roles.get(Letter.ACCOUNTABLE, ())
    return tuple(dict.fromkeys(found))
