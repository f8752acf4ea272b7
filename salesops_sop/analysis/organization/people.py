"""People: who holds which roles on which day, and who holds several at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from salesops_sop.analysis.scope import periods_meet
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Holding, Person
from salesops_sop.handbook.model.record import Period


class Held(NamedTuple):
    """A person holds a role for a period; open ends where none are stated."""

    person: Person
    role: str
    period: Period


class Hats(NamedTuple):
    """A person and the roles of which each is held together with another one."""

    person: Person
    held: tuple[Held, ...]


@dataclass(frozen=True)
class People:
    """Everything that persons hold, by person and in the order in which it is written."""

    held: tuple[Held, ...]

    @classmethod
    def of(cls, handbook: Handbook) -> "People":
        """The people of a handbook; roles that do not exist are left out."""
        roles = handbook.ids("role")
        return cls(tuple(held for held in held_roles(handbook) if held.role in roles))

    def holders(self, role: str, day: date) -> tuple[Person, ...]:
        """The persons who hold a role on a day, each once."""
        found = {h.person.id: h.person for h in self._by_role.get(role, ()) if _on(h.period, day)}
        return tuple(found.values())

    @cached_property
    def several(self) -> tuple[Hats, ...]:
        """Every person who holds two roles or more on some day."""
        by_person: dict[str, list[Held]] = {}
        for held in self.held:
            by_person.setdefault(held.person.id, []).append(held)
        found = ((all_of[0].person, _together(all_of)) for all_of in by_person.values())
        return tuple(Hats(person, together) for person, together in found if together)

    @cached_property
    def _by_role(self) -> Mapping[str, list[Held]]:
        found: dict[str, list[Held]] = {}
        for held in self.held:
            found.setdefault(held.role, []).append(held)
        return found


def held_roles(handbook: Handbook) -> Iterator[Held]:
    """Every role that a person holds, with its period, in the order in which it is written."""
    for person in handbook.all(Person):
        for holding in person.holds:
            if isinstance(holding, Holding):
                yield Held(person, holding.role, Period(start=holding.start, until=holding.until))
            else:
                yield Held(person, holding, Period())


def _together(held: list[Held]) -> tuple[Held, ...]:
    found: set[int] = set()
    for (i, one), (j, other) in combinations(enumerate(held), 2):
        if one.role != other.role and periods_meet(one.period, other.period):
            found.update((i, j))
    return tuple(held[i] for i in sorted(found))


def _on(period: Period, day: date) -> bool:
    return (period.start or date.min) <= day <= (period.until or date.max)
