"""Gaps: activities that nobody answers for, and places that nobody covers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.ownership.overlaps import same
from salesops_sop.analysis.ownership.regions import in_one_place, uncovered
from salesops_sop.analysis.scope import Dimensions, periods_meet
from salesops_sop.handbook.model.fields import Scope

WORDED = (Source.CHARTER, Source.STEP)


class GapType(StrEnum):
    """What is missing."""

    UNOWNED = "unowned"
    SCOPE = "scope-gap"


@dataclass(frozen=True, slots=True)
class Gap:
    """A duty that nobody answers for, or (`scope-gap`) the places that its siblings leave open."""

    type: GapType
    duties: tuple[Duty, ...]
    uncovered: tuple[Scope, ...] = ()


def unowned(duties: Iterable[Duty]) -> Iterator[Gap]:
    """Every row of a charter without an accountable role."""
    for duty in duties:
        if duty.source is Source.CHARTER and not duty.accountable:
            yield Gap(GapType.UNOWNED, (duty,))


def scope_gaps(
    duties: Iterable[Duty], statements: Mapping[str, Statement], dimensions: Dimensions
) -> Iterator[Gap]:
    """Activities that two or more scoped rows share and no row covers everywhere.

    A row without a scope covers everything. Rows for one place, or for parts of it, say that the
    work is done there and nowhere else.
    """
    for family in _families(duties, dict(statements)):
        scoped = [duty for duty in family if duty.scope]
        scopes = [duty.scope for duty in scoped]
        if len(scoped) < len(family) or in_one_place(scopes, dimensions):
            continue
        left = tuple(uncovered(scopes, dimensions))
        if left:
            yield Gap(GapType.SCOPE, tuple(scoped), left)


def _families(duties: Iterable[Duty], statements: dict[str, Statement]) -> Iterator[list[Duty]]:
    """Rows that are one activity, joined through the first of each: by text, then by meaning."""
    by_name: dict[tuple[str, str], list[list[Duty]]] = {}
    families: list[list[Duty]] = []
    for duty in duties:
        if duty.source not in WORDED or not duty.accountable:
            continue
        clauses = statements[duty.activity].clauses
        heads = {(a, p.head) for clause in clauses for a in clause.actions for p in clause.objects}
        candidates = [family for head in sorted(heads) for family in by_name.get(head, ())]
        home = next((f for f in candidates if _belongs(duty, f[0], statements)), None)
        if home is None:
            home = []
            families.append(home)
            for head in heads:
                by_name.setdefault(head, []).append(home)
        home.append(duty)
    return iter(families)


def _belongs(duty: Duty, first: Duty, statements: dict[str, Statement]) -> bool:
    """Whether a row is the activity of a family; two steps of one procedure may be one."""
    if duty.document is first.document:
        match: Match | None = compare(statements[first.activity], statements[duty.activity])
    else:
        match = same(first, duty, statements)
    near = match is not None and match.similarity >= SAME
    return near and periods_meet(first.effective, duty.effective)
