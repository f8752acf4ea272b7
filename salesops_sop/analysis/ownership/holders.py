"""Who holds which roles, and when."""

from collections.abc import Iterator
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


class Holders:
    """The persons of a handbook by the roles they hold."""

    def __init__(self, handbook: Handbook) -> None:
        self._by_role: dict[str, list[Held]] = {}
        for held in _held(handbook):
            self._by_role.setdefault(held.role, []).append(held)

    def holder_of_both(self, first: str, second: str) -> str:
        """The title of a person who holds both roles on some day; empty when nobody does."""
        for one in self._by_role.get(first, ()):
            for other in self._by_role.get(second, ()):
                if one.person is other.person and periods_meet(one.period, other.period):
                    return one.person.title
        return ""


def _held(handbook: Handbook) -> Iterator[Held]:
    for person in handbook.all(Person):
        for holding in person.holds:
            if isinstance(holding, Holding):
                yield Held(person, holding.role, Period(start=holding.start, until=holding.until))
            else:
                yield Held(person, holding, Period())
