"""Who holds which roles, and when."""

from typing import NamedTuple

from salesops_sop.analysis.organization.people import Held, held_roles
from salesops_sop.analysis.scope import periods_meet
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role


class Hand(NamedTuple):
    """How two roles come into one hand: they are one role, one person's, or one stands in.

    `person` is the title of the person who holds both; `stands_in` is the role that stands in
    for the other one when its holder is away. Both are empty when it is one role.
    """

    person: str = ""
    stands_in: str = ""


class Holders:
    """The persons of a handbook by the roles they hold, and the roles that stand in."""

    def __init__(self, handbook: Handbook) -> None:
        self._backup = {role.id: role.backup for role in handbook.all(Role)}
        self._by_role: dict[str, list[Held]] = {}
        for held in held_roles(handbook):
            self._by_role.setdefault(held.role, []).append(held)

    def hand(self, asking: str, deciding: str) -> Hand | None:
        """How one hand asks and decides, also while who decides is away; None when two do."""
        if asking == deciding:
            return Hand()
        if person := self.holder_of_both(asking, deciding):
            return Hand(person=person)
        return Hand(stands_in=asking) if self._backup.get(deciding) == asking else None

    def holder_of_both(self, first: str, second: str) -> str:
        """The title of a person who holds both roles on some day; empty when nobody does."""
        for one in self._by_role.get(first, ()):
            for other in self._by_role.get(second, ()):
                if one.person is other.person and periods_meet(one.period, other.period):
                    return one.person.title
        return ""
