"""Gaps and conflicts as items: nobody answers for it, or the wrong hand does."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.ownership.approvals import OwnApproval, OwnException
from salesops_sop.analysis.ownership.conflicts import Conflict
from salesops_sop.analysis.ownership.cure import title
from salesops_sop.analysis.ownership.duties import Duty, Letter
from salesops_sop.analysis.ownership.findings import Item, Side, offer, shared, side
from salesops_sop.analysis.ownership.gaps import GapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.ownership.prohibited import Forbidden
from salesops_sop.analysis.ownership.services import Promised
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.process import Procedure

DOING = (Letter.RESPONSIBLE, Letter.ACCOUNTABLE, Letter.PROVIDER)


def gaps(own: Ownership) -> Iterator[Item]:
    """Rows without an accountable role, and places that no row covers."""
    for gap in own.gaps:
        letter = Letter.RESPONSIBLE if gap.type is GapType.UNOWNED else Letter.ACCOUNTABLE
        sides = tuple(side(duty, letter) for duty in gap.duties)
        yield Item(gap.type, sides, gap.uncovered or (gap.duties[0].scope,))


def conflicts(own: Ownership, separated: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """Duties in one hand that should be in two, and duties that another document rules out.

    `separated` are pairs of statements such as “own the forecast” and “set the quota”.
    """
    for conflict in own.self_approvals:
        yield _in_one_hand("self-approval", conflict, own)
    yield from (_own_rule(found, own) for found in own.own_approvals)
    yield from (_own_exception(found, own) for found in own.own_exceptions)
    told = {_duties(conflict) for conflict in own.self_approvals}
    for conflict in own.incompatible(separated):
        if _duties(conflict) not in told:
            yield _in_one_hand("incompatible-duties", conflict, own)
            told.add(_duties(conflict))
    yield from (_forbidden(found, own) for found in own.prohibited)
    yield from (_promised(found, own) for found in own.promised)


def _forbidden(found: Forbidden, own: Ownership) -> Item:
    procedure = found.place.document
    scope = procedure.scope if isinstance(procedure, Procedure) else Scope()
    sides = (Side(found.text, (), found.place, scope), side(found.duty, *DOING))
    where = shared(scope, found.duty.scope, own)
    match = found.match
    return Item("prohibited-yet-assigned", sides, (where,), match.similarity, match.evidence)


def _in_one_hand(kind: str, conflict: Conflict, own: Ownership) -> Item:
    names = [title(own.handbook, role) for role in (conflict.first_role, conflict.second_role)]
    evidence = _hand(names, conflict.person, conflict.stands_in)
    sides = (
        _held(conflict.first, conflict.first_role),
        _held(conflict.second, conflict.second_role),
    )
    return Item(kind, sides, (conflict.where,), 1.0, evidence)


def _hand(names: list[str], person: str, stands_in: str) -> str:
    """How one hand has both."""
    if person:
        return f"{person} is {names[0]} and {names[1]}"
    if stands_in:
        return f"{names[0]} stands in for {names[1]}"
    return f"{names[0]} has both"


def _duties(conflict: Conflict) -> frozenset[int]:
    return frozenset((id(conflict.first), id(conflict.second)))


def _own_rule(found: OwnApproval, own: Ownership) -> Item:
    table = found.table
    names = [title(own.handbook, role) for role in (found.asking, found.approving)]
    same = found.asking == found.approving
    evidence = _hand(names, found.hand.person, found.hand.stands_in)
    approval = Side(table.question, ((Letter.APPROVER, found.approving),), found.place, table.scope)
    why = f"{names[0]} asks and approves" if same else f"{names[0]} asks; {evidence}"
    return Item("self-approval", (approval,), (table.scope,), 1.0, why)


def _own_exception(found: OwnException, own: Ownership) -> Item:
    scope = found.procedure.scope
    approval = Side(found.when, ((Letter.APPROVER, found.role),), found.place, scope)
    why = f"{title(own.handbook, found.role)} makes the exception and approves it"
    return Item("self-approval", (approval,), (scope,), 1.0, why)


def _held(duty: Duty, role: str) -> Side:
    """The duty with what makes it that role's: it does it, or else answers for it."""
    found = [letter for letter in DOING if role in duty.roles.get(letter, ())][:1]
    return Side(duty.activity, tuple((letter, role) for letter in found), duty.place, duty.scope)


def _promised(found: Promised, own: Ownership) -> Item:
    refusing, number = found.refusing, found.refusing.not_for.index(found.refusal)
    place = refusing.at("not_for", number)
    refusal = Side(found.refusal.what, offer(refusing, own).claims, place, refusing.scope)
    where = shared(refusing.scope, found.offering.scope, own)
    return Item(
        "out-of-scope-yet-promised",
        (refusal, offer(found.offering, own)),
        (where,),
        found.match.similarity,
        found.match.evidence,
    )
