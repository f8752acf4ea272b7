"""From the analysis of ownership to findings: each kind of overlap, gap and conflict as an item."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.ownership.clashing import conflicts, gaps
from salesops_sop.analysis.ownership.decisions import SplitDecision, roles_of, split_decisions
from salesops_sop.analysis.ownership.duties import Letter
from salesops_sop.analysis.ownership.findings import Findings, Item, Side, offer, shared, side
from salesops_sop.analysis.ownership.overlaps import Overlap, OverlapType
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.ownership.services import TwoChannels
from salesops_sop.analysis.ownership.triggers import SameTrigger
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision, DecisionRule
from salesops_sop.handbook.model.process import Procedure

CLAIMS = {
    OverlapType.ACCOUNTABLE: (Letter.ACCOUNTABLE,),
    OverlapType.WORK: (Letter.RESPONSIBLE,),
    OverlapType.TRANSITION: (Letter.ACCOUNTABLE, Letter.RESPONSIBLE),
}


def findings(
    handbook: Handbook, least: float = SAME, separated: Iterable[tuple[str, str]] = ()
) -> Findings:
    """Return everything that is found, with overlaps of a similarity of `least` or more.

    `separated` are the pairs of duties, as statements, that must not be in one hand.
    """
    own = handbook.derived(Ownership)
    return Findings(
        overlaps=tuple(item for item in _overlaps(own, least) if item.similarity >= least),
        gaps=tuple(gaps(own)),
        conflicts=tuple(conflicts(own, separated)),
        loads=tuple(own.loads),
    )


def _overlaps(own: Ownership, least: float) -> Iterator[Item]:
    yield from (_overlap(overlap) for overlap in own.overlaps(least))
    yield from (_same_trigger(trigger) for trigger in own.same_triggers)
    tables = own.handbook.all(Decision)
    splits = split_decisions(tables, own.statements, own.dimensions, least)
    yield from (_split(split, own) for split in splits)
    yield from (_two_channels(channels, own) for channels in own.two_channels)


def _overlap(overlap: Overlap) -> Item:
    letters = CLAIMS[overlap.type]
    return Item(
        overlap.type,
        (side(overlap.first, *letters), side(overlap.second, *letters)),
        (overlap.where,),
        overlap.match.similarity,
        overlap.match.evidence,
    )


def _same_trigger(found: SameTrigger) -> Item:
    def start(procedure: Procedure, number: int) -> Side:
        claims = ((Letter.OWNER, procedure.control.owner),)
        place = procedure.at("trigger", number)
        if not isinstance(procedure.tree.value.get("trigger"), list):
            place = procedure.at("trigger")
        return Side(procedure.trigger[number], claims, place, procedure.scope)

    first = start(found.first, found.first_trigger)
    second = start(found.second, found.second_trigger)
    return Item(OverlapType.TRIGGER, (first, second), (found.where,), 1.0, "both start with it")


def _split(found: SplitDecision, own: Ownership) -> Item:
    def answer(table: Decision, rule: DecisionRule) -> Side:
        claims = tuple((Letter.APPROVER, role) for role in sorted(roles_of(table, rule)))
        return Side(table.question, claims, table.at(rule), table.scope)

    rules = f"rule ‘{found.first_rule.id}’ and rule ‘{found.second_rule.id}’ take the same case"
    return Item(
        OverlapType.DECISION,
        (answer(found.first, found.first_rule), answer(found.second, found.second_rule)),
        (shared(found.first.scope, found.second.scope, own),),
        found.match.similarity,
        f"{found.match.evidence}; {rules}" if found.match.evidence else rules,
    )


def _two_channels(found: TwoChannels, own: Ownership) -> Item:
    channels = f"one asks through “{found.first.channel}”, the other one “{found.second.channel}”"
    return Item(
        OverlapType.CHANNEL,
        (offer(found.first, own), offer(found.second, own)),
        (shared(found.first.scope, found.second.scope, own),),
        found.match.similarity,
        f"{found.match.evidence}; {channels}",
    )
