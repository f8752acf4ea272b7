"""Gaps: activities that nobody answers for, and places that nobody covers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.ownership.overlaps import same
from salesops_sop.analysis.ownership.regions import siblings, uncovered
from salesops_sop.analysis.scope import Dimensions, periods_meet
from salesops_sop.handbook.model.fields import Scope

WORDED = (Source.CHARTER, Source.STEP)
_WIDE, _ANY = "", "*"

Name = tuple[str, str, str]


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
        if len(scoped) < len(family) or not siblings(scopes, dimensions):
            continue
        left = tuple(uncovered(scopes, dimensions))
        if left:
            yield Gap(GapType.SCOPE, tuple(scoped), left)


def _families(duties: Iterable[Duty], statements: dict[str, Statement]) -> Iterator[list[Duty]]:
    """Rows that are one activity, joined through the first of each: by text, then by meaning."""
    by_name: dict[Name, list[int]] = {}
    families: list[list[Duty]] = []
    for duty in duties:
        if duty.source not in WORDED or not duty.accountable:
            continue
        given, sought = _names(statements[duty.activity])
        numbers = sorted({number for name in sought for number in by_name.get(name, ())})
        home = next((n for n in numbers if _belongs(duty, families[n][0], statements)), None)
        if home is None:
            home = len(families)
            families.append([])
            for name in given:
                by_name.setdefault(name, []).append(home)
        families[home].append(duty)
    return iter(families)


def _names(statement: Statement) -> tuple[set[Name], set[Name]]:
    """Under which names a statement is filed, and under which its like is looked for.

    A name is an action, a head noun and a word that narrows it: two that are one activity share
    such a word, or one of the two has none.
    """
    given: set[Name] = set()
    sought: set[Name] = set()
    for clause in statement.clauses:
        for action, phrase in product(clause.actions, clause.objects):
            words = phrase.narrowed or {_WIDE}
            given.update((action, phrase.head, word) for word in (*words, _ANY))
            looked = (*words, _WIDE) if phrase.narrowed else (_ANY,)
            sought.update((action, phrase.head, word) for word in looked)
    return given, sought


def _belongs(duty: Duty, first: Duty, statements: dict[str, Statement]) -> bool:
    """Whether a row is the activity of a family; two steps of one procedure may be one."""
    if duty.document is first.document:
        match: Match | None = compare(statements[first.activity], statements[duty.activity])
    else:
        match = same(first, duty, statements)
    near = match is not None and match.similarity >= SAME
    return near and periods_meet(first.effective, duty.effective)
