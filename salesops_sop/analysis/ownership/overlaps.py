"""Overlaps: where two rows give one activity to different roles, how surely, and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.phrase import NOTHING
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.activity.verbs import NEAR
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.scope import Dimensions, intersection, periods_meet
from salesops_sop.handbook.model.fields import Scope

SIMILAR = 0.7
"""From this similarity on two statements are worth a look, though they may differ."""


class OverlapType(StrEnum):
    """What is owned twice."""

    ACCOUNTABLE = "duplicate-accountable"
    WORK = "duplicate-work"
    TRANSITION = "double-transition"
    TRIGGER = "same-trigger"
    DECISION = "split-decision"
    CHANNEL = "two-channels"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two duties, in the order of the handbook, that are one activity in the scope `where`."""

    type: OverlapType
    first: Duty
    second: Duty
    where: Scope
    match: Match


WORDED = (Source.CHARTER, Source.STEP, Source.ROLE, Source.SERVICE)
"""The duties that are told by words; those of documents and things are told by what they own."""


def overlaps(
    duties: Iterable[Duty],
    statements: dict[str, Statement],
    dimensions: Dimensions,
    least: float = SAME,
) -> list[Overlap]:
    """Every pair of duties that is one activity with a similarity of `least` or more.

    `statements` holds the reading of each activity's text. Candidates come from an index by
    reference, and by action class and head noun, never from all pairs.
    """
    rows = [duty for duty in duties if duty.source in WORDED]
    found: dict[tuple[int, int], Overlap] = {}
    for pair in _candidates(rows, statements, least):
        overlap = _overlap(rows, pair, statements, dimensions)
        if overlap and overlap.match.similarity >= least:
            found[pair] = overlap
    return [found[pair] for pair in sorted(found)]


def _candidates(
    rows: list[Duty], statements: dict[str, Statement], least: float
) -> set[tuple[int, int]]:
    by_key: dict[str, list[int]] = {}
    by_name: dict[tuple[str, str], dict[int, frozenset[str]]] = {}
    for index, duty in enumerate(rows):
        if duty.key:
            by_key.setdefault(duty.key, []).append(index)
        for clause in statements[duty.activity].clauses:
            names = [near for action in clause.actions for near in _near(action, least)]
            for phrase in clause.objects or (NOTHING,):
                for name in names:
                    members = by_name.setdefault((name, phrase.head), {})
                    members[index] = members.get(index, frozenset()) | phrase.narrowed
    pairs = {pair for group in by_key.values() for pair in combinations(group, 2)}
    for members in by_name.values():
        pairs.update(_alike(members))
    return pairs


def _alike(members: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of one action and one head noun that share a qualifier, or of which one has none."""
    wide = [index for index, words in members.items() if not words]
    for index in wide:
        yield from ((min(index, other), max(index, other)) for other in members if other != index)
    by_word: dict[str, list[int]] = {}
    for index, words in members.items():
        for word in words:
            by_word.setdefault(word, []).append(index)
    for group in by_word.values():
        yield from combinations(group, 2)


@cache
def _near(action: str, least: float) -> frozenset[str]:
    """Names under which two near classes meet: its own, and one for each pair with another."""
    pairs = (
        "/".join(sorted(pair))
        for pair, weight in NEAR.items()
        if weight >= least and action in pair
    )
    return frozenset({action, *pairs})


def _overlap(
    rows: list[Duty],
    pair: tuple[int, int],
    statements: dict[str, Statement],
    dimensions: Dimensions,
) -> Overlap | None:
    first, second = rows[pair[0]], rows[pair[1]]
    kind = _kind(first, second)
    if kind is None or not periods_meet(first.effective, second.effective):
        return None
    if _is_meant(kind, first, second):
        return None
    where = intersection(first.scope, second.scope, dimensions)
    match = same(first, second, statements) if where is not None else None
    if match is None or where is None:
        return None
    return Overlap(kind, first, second, where, match)


def _is_meant(kind: OverlapType, first: Duty, second: Duty) -> bool:
    """Whether one of the two says that it shares the work with the role of the other."""
    if kind is OverlapType.TRANSITION or not (first.shared_with or second.shared_with):
        return False
    for here, there in ((first, second), (second, first)):
        others = there.accountable if kind is OverlapType.ACCOUNTABLE else there.responsible
        if not set(here.shared_with).isdisjoint((*others, *there.accountable)):
            return True
    return False


def _kind(first: Duty, second: Duty) -> OverlapType | None:
    """What two duties would own twice if they were one activity; None when nothing is wrong."""
    if first.key.startswith("move:") and first.key == second.key:
        return OverlapType.TRANSITION
    if len(first.accountable) > 1 or len(second.accountable) > 1:
        return None
    if first.accountable and second.accountable and first.accountable != second.accountable:
        return OverlapType.ACCOUNTABLE
    if not first.responsible or not second.responsible:
        return None
    if set(first.responsible).isdisjoint(second.responsible):
        return OverlapType.WORK
    return None


def same(first: Duty, second: Duty, statements: dict[str, Statement]) -> Match | None:
    """Whether two duties are one activity: by reference where both have one, else by words.

    Steps of one procedure are told apart by their place in it, so words do not join them.
    """
    kinds = {duty.key.partition(":")[0] for duty in (first, second)}
    if len(kinds) == 1 and "" not in kinds:
        return _by_key(first, second)
    if first.document is second.document and first.source is Source.STEP:
        return None
    return compare(statements[first.activity], statements[second.activity])


def _by_key(first: Duty, second: Duty) -> Match | None:
    if first.key != second.key:
        return None
    kind, _, rest = first.key.partition(":")
    if kind == "move":
        pipeline, _, transition = rest.partition(":")
        origin, _, to = transition.partition(">")
        return Match(1.0, f"both move the {pipeline} from ‘{origin}’ to ‘{to}’")
    return Match(1.0, f"both apply the table ‘{rest}’")
