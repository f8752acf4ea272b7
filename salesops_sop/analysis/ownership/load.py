"""How much each role carries: claims by letter, and their share of an area."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from salesops_sop.analysis.ownership.duties import Claim, Letter, Source

COUNTED = (Source.CHARTER, Source.STEP)
RACI = (Letter.RESPONSIBLE, Letter.ACCOUNTABLE, Letter.CONSULTED, Letter.INFORMED)


@dataclass(frozen=True, slots=True)
class Load:
    """The claims of one role on rows of charters and procedures.

    `counts` maps a letter to a number of rows, `shares` to its share of all rows of the handbook.
    """

    role: str
    counts: dict[Letter, int]
    shares: dict[Letter, float]
    rows: int


def loads(claims: Iterable[Claim], roles: Iterable[str]) -> list[Load]:
    """The load of every role, the heaviest first (by A, then R), then by id."""
    by_role: dict[str, Counter[Letter]] = {role: Counter() for role in roles}
    rows: set[int] = set()
    for claim in claims:
        if claim.duty.source in COUNTED and claim.letter in RACI:
            rows.add(id(claim.duty))
            if claim.role in by_role:
                by_role[claim.role][claim.letter] += 1
    total = len(rows)
    found = [_load(role, counts, total) for role, counts in by_role.items()]
    heavy = (Letter.ACCOUNTABLE, Letter.RESPONSIBLE)
    return sorted(found, key=lambda load: (*(-load.counts[letter] for letter in heavy), load.role))


def _load(role: str, counts: Counter[Letter], total: int) -> Load:
    shares = {letter: counts[letter] / total if total else 0.0 for letter in RACI}
    return Load(role, {letter: counts[letter] for letter in RACI}, shares, total)
