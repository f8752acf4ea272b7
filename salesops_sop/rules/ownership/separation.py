"""Separation of duties: nobody checks the own work."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from salesops_sop.analysis.fewest import fewest
from salesops_sop.analysis.ownership.approvals import OwnApproval
from salesops_sop.analysis.ownership.conflicts import Conflict
from salesops_sop.analysis.ownership.duties import Duty
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.lint.settings import setting
from salesops_sop.rules.ownership.telling import (
    known,
    name,
    only_in,
    order,
    said,
    stands_in,
)

PAIRS = (
    ("request the discount", "approve the discount"),
    ("own the forecast", "set the quota"),
    ("prepare the forecast", "set the quota"),
    ("own lead routing", "receive leads"),
    ("edit close dates", "report the KPI"),
    ("maintain prices", "process orders"),
    ("maintain the price list", "process orders"),
    ("maintain prices", "book orders"),
    ("maintain the price list", "book orders"),
    ("maintain contracts", "process orders"),
    ("maintain contracts", "book orders"),
    ("own the deal desk", "own order management"),
)


@rule("ownership/self-approval")
def self_approval(handbook: Handbook) -> Iterator[Finding]:
    """Whoever asks approves.

    Nobody checks what is asked for. It is one role that does both, one person who holds both
    roles, or a role that stands in for the one that approves. In a decision table the approver
    is one of `asked_by`; where several must agree, one checks the other.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: request-discount
            activity: Request a discount
            raci: {responsible: sales-manager, accountable: sales-manager}
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: sales-manager, accountable: sales-manager}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: request-discount
            activity: Request a discount
            raci: {responsible: sales-representative, accountable: sales-manager}
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: sales-manager, accountable: sales-manager}
    """
    own = handbook.derived(Ownership)
    for here, there, conflict in _in_one_hand(handbook, own, own.self_approvals):
        asks, approves = conflict.first, conflict.second
        message = (
            f"{_hand(handbook, conflict)} asks and approves: {_here_or_there(asks, here)} and "
            f"{_here_or_there(approves, here)}{only_in(handbook, conflict.where)}: "
            "let another role approve"
        )
        yield Finding(here.place, message, there)
    yield from _in_tables(handbook, own.own_approvals)
    for found in own.own_exceptions:
        message = (
            f"{name(handbook, found.role)} makes the exception {said(found.when)} and approves it: "
            "let another role approve"
        )
        yield Finding(found.place, message)


@rule("ownership/incompatible-duties")
def incompatible_duties(
    handbook: Handbook, *, pairs: Sequence[Sequence[str]] = PAIRS
) -> Iterator[Finding]:
    """One hand has two duties that check each other.

    Who sets the quota must not own the forecast it is measured against; who maintains prices must
    not process the orders that use them. `pairs` is a list of two statements each; a role, or a
    person who holds several, must not have a duty of both.

    Bad:
        kind: responsibilities
        id: planning
        title: Planning
        activities:
          - id: forecast
            activity: Own the forecast
            raci: {responsible: sales-manager, accountable: sales-manager}
          - id: quota
            activity: Set the quota
            raci: {responsible: sales-manager, accountable: sales-manager}
    Good:
        kind: responsibilities
        id: planning
        title: Planning
        activities:
          - id: forecast
            activity: Own the forecast
            raci: {responsible: sales-manager, accountable: sales-manager}
          - id: quota
            activity: Set the quota
            raci: {responsible: finance-director, accountable: finance-director}
    """
    own = handbook.derived(Ownership)
    for number, pair in enumerate(pairs):
        if not _is_pair(pair):
            place = handbook.settings.at("rules", "ownership/incompatible-duties", "pairs", number)
            yield Finding(place, "a pair is a list of two statements, such as [a, b]")
    told = {_duties(conflict) for conflict in own.self_approvals}
    found = own.incompatible((str(p[0]), str(p[1])) for p in pairs if _is_pair(p))
    new = {_duties(conflict): conflict for conflict in found if _duties(conflict) not in told}
    for here, there, conflict in _in_one_hand(handbook, own, new.values()):
        message = (
            f"{_hand(handbook, conflict)} has two duties that check each other: "
            f"{_here_or_there(conflict.first, here)} and {_here_or_there(conflict.second, here)}"
            f"{only_in(handbook, conflict.where)}: give one of them to another role"
        )
        yield Finding(here.place, message, there)


def _in_one_hand(
    handbook: Handbook, own: Ownership, conflicts: Iterable[Conflict]
) -> Iterator[tuple[Duty, tuple[tuple[Place, str], ...], Conflict]]:
    """Each row that is one too many, what it clashes with, and the first of its conflicts."""
    number = order(own)
    real = [c for c in conflicts if known(handbook, (c.first_role, c.second_role))]
    for end, clashes in fewest(real, lambda c: (number[id(c.first)], number[id(c.second)])):
        here = own.duties[end]
        others = (c.first if c.second is here else c.second for c in clashes)
        yield here, tuple((duty.place, stands_in(duty)) for duty in others), clashes[0]


def _in_tables(handbook: Handbook, found: Iterable[OwnApproval]) -> Iterator[Finding]:
    """One problem for each role and table, at the first rule that lets it approve."""
    for _, group in groupby(found, key=lambda own: (own.table.ref, own.asking, own.approving)):
        first, *others = group
        if not known(handbook, (first.asking, first.approving)):
            continue
        rule_id = first.table.rules[int(first.place.path[1])].id
        if first.hand.person:
            held = f"“{first.hand.person}”, who holds {name(handbook, first.asking)} and "
            who = f"{held}{name(handbook, first.approving)},"
        elif first.hand.stands_in:
            away = f"{name(handbook, first.approving)}"
            who = f"{name(handbook, first.asking)}, who stands in for {away},"
        else:
            who = name(handbook, first.asking)
        message = (
            f"{who} asks {said(first.table.question)} and may approve by ‘{rule_id}’: "
            "name another role, or let a second one agree"
        )
        related = tuple((other.place, "and here") for other in others)
        yield Finding(first.place, message, related)


def _hand(handbook: Handbook, conflict: Conflict) -> str:
    """Whose hand it is: a role, a person with two roles, or a role that stands in."""
    first, second = name(handbook, conflict.first_role), name(handbook, conflict.second_role)
    if conflict.person:
        return f"“{conflict.person}”, who holds {first} and {second},"
    return f"{first}, who stands in for {second}," if conflict.stands_in else first


def _here_or_there(duty: Duty, here: Duty) -> str:
    if duty is here or duty.document is here.document:
        return said(duty.activity)
    return stands_in(duty)


def _duties(conflict: Conflict) -> frozenset[int]:
    return frozenset((id(conflict.first), id(conflict.second)))


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(isinstance(statement, str) and statement.strip() for statement in pair)
    )


def separated(handbook: Handbook) -> list[tuple[str, str]]:
    """The pairs of duties, as statements, that the settings keep apart."""
    pairs = setting(handbook, incompatible_duties).options["pairs"]
    return [(str(pair[0]), str(pair[1])) for pair in pairs if _is_pair(pair)]
