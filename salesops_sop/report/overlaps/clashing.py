"""Gaps and conflicts as items: nobody answers for it, or the wrong hand does."""

from collections.abc import Iterator

from salesops_sop.analysis.ownership.conflicts import Conflict
from salesops_sop.analysis.ownership.duties import Duty, Letter
from salesops_sop.analysis.ownership.gaps import GapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.ownership.prohibited import Forbidden
from salesops_sop.analysis.ownership.services import Promised
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.lint.settings import setting
from salesops_sop.report.overlaps.cure import title
from salesops_sop.report.overlaps.findings import Item, Side, offer, shared, side
from salesops_sop.rules import RULES

DOING = (Letter.RESPONSIBLE, Letter.ACCOUNTABLE, Letter.PROVIDER)
SEPARATED = "ownership/incompatible-duties"


def gaps(own: Ownership) -> Iterator[Item]:
    """Rows without an accountable role, and places that no row covers."""
    for gap in own.gaps:
        letter = Letter.RESPONSIBLE if gap.type is GapType.UNOWNED else Letter.ACCOUNTABLE
        sides = tuple(side(duty, letter) for duty in gap.duties)
        yield Item(gap.type, sides, gap.uncovered or (gap.duties[0].scope,))


def conflicts(own: Ownership) -> Iterator[Item]:
    """Duties in one hand that should be in two, and duties that another document rules out."""
    for conflict in own.self_approvals:
        yield _in_one_hand("self-approval", conflict, own)
    for conflict in own.incompatible(_separated(own.handbook)):
        yield _in_one_hand("incompatible-duties", conflict, own)
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
    evidence = f"{names[0]} has both"
    if conflict.person:
        evidence = f"{conflict.person} is {names[0]} and {names[1]}"
    sides = (
        _held(conflict.first, conflict.first_role),
        _held(conflict.second, conflict.second_role),
    )
    return Item(kind, sides, (conflict.where,), 1.0, evidence)


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


def _separated(handbook: Handbook) -> list[tuple[str, str]]:
    """The pairs of duties that the settings keep apart."""
    rule = next((rule for rule in RULES if rule.name == SEPARATED), None)
    pairs = setting(handbook, rule).options.get("pairs", ()) if rule else ()
    return [(str(pair[0]), str(pair[1])) for pair in pairs]
