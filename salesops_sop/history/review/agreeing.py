"""The smallest set of people or roles who must agree to a change, and why each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from salesops_sop.analysis.governance import acting
from salesops_sop.analysis.hitting import fewest_of_each
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Person
from salesops_sop.handbook.model.record import Document
from salesops_sop.history.diff.change import Change
from salesops_sop.history.review.demands import Demand, Quorum, demands

Authors = Mapping[str, frozenset[str]]


class Reason(NamedTuple):
    """Why somebody must agree: to which document, as which role, and what makes it so.

    `others` are the roles of which any could have agreed instead.
    """

    document: Document
    role: str
    why: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody who must agree, for one role or several that one person has.

    `persons` may speak for all of these roles today, any of them; where the handbook knows none,
    there are no names. `count` of them must agree, mostly one.
    """

    roles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    persons: tuple[Person, ...] = ()
    count: int = 1


class _Hats(NamedTuple):
    """Persons who can speak for just these roles, and the files that they wrote."""

    roles: frozenset[str]
    persons: tuple[Person, ...]
    wrote: frozenset[str] = frozenset()

    def serves(self, demand: Demand | Quorum) -> bool:
        own = demand.foreign and demand.document.path in self.wrote
        return not own and not self.roles.isdisjoint(demand.roles)


def agreements(
    old: Handbook,
    new: Handbook,
    found: Iterable[Change],
    today: date,
    authors: Authors = MappingProxyType({}),
) -> tuple[Agreement, ...]:
    """The fewest who must agree to the changes, those with most reasons first.

    Persons count where the handbook has some for a role on that day, also by delegation; else the
    role itself does. It is who held a role before the change: nobody makes himself an approver.
    Whoever wrote a change to a file approves it only where governance says so: `authors` leads from
    paths to addresses, in lower case.
    """
    wanted, quorums = demands(old, new, found)
    roles = {role for demand in wanted for role in demand.roles}
    persons = {role: acting(_knowing(role, old, new), role, today) for role in sorted(roles)}
    hats = _hats(persons, wanted, authors)
    groups = [[name for name, one in hats.items() if one.serves(demand)] for demand in wanted]
    chosen = fewest_of_each(groups)
    asked: dict[str, _Asked] = {name: _Asked() for name in chosen}
    for demand in wanted:
        first = next(name for name in chosen if hats[name].serves(demand))
        asked[first].demands.append(demand)
    for quorum in quorums:
        _fill(asked, hats, quorum)
    made = (_agreement(name, asked, hats) for name in asked)
    return tuple(sorted(made, key=lambda one: (-len(one.reasons), one.roles)))


@dataclass
class _Asked:
    """What is asked of one of those chosen, and of how many persons."""

    demands: list[Demand] = field(default_factory=list)
    count: int = 1


def _knowing(role: str, old: Handbook, new: Handbook) -> Handbook:
    return old if role in old.ids("role") else new


def _hats(
    holders: Mapping[str, Sequence[Person]], wanted: Sequence[Demand], authors: Authors
) -> Mapping[str, _Hats]:
    """Whom one can ask: persons by the roles that they speak for, and roles without persons."""
    paths = {demand.document.path for demand in wanted if demand.foreign}
    persons = {person.id: person for several in holders.values() for person in several}
    held: dict[str, set[str]] = {}
    for role, several in holders.items():
        for person in several:
            held.setdefault(person.id, set()).add(role)
    found: dict[tuple[frozenset[str], frozenset[str]], list[Person]] = {}
    for ident in sorted(persons):
        email = (persons[ident].email or "").lower()
        wrote = frozenset(path for path in paths if email in authors.get(path, ()))
        found.setdefault((frozenset(held[ident]), wrote), []).append(persons[ident])
    hats = [_Hats(roles_, tuple(several), wrote) for (roles_, wrote), several in found.items()]
    for demand in wanted:
        if not any(one.serves(demand) for one in hats):
            hats += [_Hats(frozenset({role}), ()) for role in demand.roles]
    return {" ".join((*sorted(one.roles), *sorted(one.wrote))): one for one in hats}


def _fill(asked: dict[str, _Asked], hats: Mapping[str, _Hats], quorum: Quorum) -> None:
    """Ask more persons where a document wants several.

    First count those who approve it anyway, then those who are asked something else, and only then
    others. Where the handbook does not know enough persons, the first of them stands for more.
    """
    more = Demand(quorum.roles, quorum.document, "approves", quorum.foreign)
    fit = [name for name, one in hats.items() if one.serves(quorum)]
    fit.sort(key=lambda name: (not _approves(asked.get(name), more), name not in asked))
    missing = quorum.persons
    for name in fit:
        if missing <= 0:
            return
        one = asked.setdefault(name, _Asked(count=0))
        if not _approves(one, more):
            one.demands.append(more)
        one.count = max(one.count, min(missing, len(hats[name].persons)), 1)
        missing -= one.count
    if missing > 0 and fit:
        asked[fit[0]].count += missing


def _approves(one: _Asked | None, more: Demand) -> bool:
    """Whether somebody is asked to approve a document already."""
    return one is not None and any(
        demand.document is more.document and demand.why == more.why for demand in one.demands
    )


def _agreement(name: str, asked: Mapping[str, _Asked], hats: Mapping[str, _Hats]) -> Agreement:
    """Whoever can speak for all that is asked may do so, unless something else is asked of them."""
    wanted, count = asked[name].demands, asked[name].count
    reasons = tuple(dict.fromkeys(_reason(demand, hats[name].roles) for demand in wanted))
    roles = frozenset(reason.role for reason in reasons)
    free = [one for other, one in hats.items() if other == name or other not in asked]
    able = [one for one in free if roles <= one.roles and all(map(one.serves, wanted))]
    persons = {person.id: person for one in able for person in one.persons}
    return Agreement(
        tuple(sorted(roles)), reasons, tuple(persons[i] for i in sorted(persons)), count
    )


def _reason(demand: Demand, hats: frozenset[str]) -> Reason:
    """As which role they are asked: the first of those that are asked for which they have."""
    role = next(role for role in demand.roles if role in hats)
    others = tuple(other for other in demand.roles if other != role)
    return Reason(demand.document, role, demand.why, others)
