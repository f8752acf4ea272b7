"""Solid lines: who reports to whom, as a forest in which every question has a quick answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.base.graph import cycles
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role


class _Walk(NamedTuple):
    """The trees from the top down: every role stands before the roles below it."""

    order: tuple[str, ...]
    number: Mapping[str, int]
    last: Mapping[str, int]
    depth: Mapping[str, int]
    top: Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """Roles by id and the role that each one reports to, as written; None where none is.

    A tree hangs on every role without a manager, on every role whose manager is unknown, and on
    every role of a circle (the roles of one circle are above each other, and nobody is on top).
    Roles come sorted as given; `Lines.of` gives them by id.
    """

    written: Mapping[str, str | None]

    @classmethod
    def of(cls, handbook: Handbook) -> "Lines":
        """The lines of a handbook."""
        return cls({role.id: role.reports_to for role in handbook.all(Role)})

    @cached_property
    def managers(self) -> Mapping[str, str]:
        """From a role to its manager, where both are known."""
        return {r: above for r, above in self.written.items() if above and above in self.written}

    @cached_property
    def reports(self) -> Mapping[str, tuple[str, ...]]:
        """From each role that leads others to the roles that report to it directly."""
        found: dict[str, list[str]] = {}
        for role, above in self.managers.items():
            found.setdefault(above, []).append(role)
        return {role: tuple(below) for role, below in found.items()}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Roles that report to nobody."""
        return tuple(role for role, above in self.written.items() if above is None)

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Lines that run in a circle, each from its first role by name upwards."""
        found = cycles({role: (above,) for role, above in self.managers.items()})
        return tuple(tuple(circle) for circle in found)

    @cached_property
    def circle_of(self) -> Mapping[str, tuple[str, ...]]:
        """From each role of a circle to that circle."""
        return {role: circle for circle in self.circles for role in circle}

    def path(self, role: str) -> tuple[str, ...]:
        """The managers of a role, its own first, up to the top or to where a circle closes."""
        found = {role: None}
        above = self.managers.get(role)
        while above is not None and above not in found:
            found[above] = None
            above = self.managers.get(above)
        return tuple(found)[1:]

    def layer(self, role: str) -> int | None:
        """1 for a role that reports to nobody, 2 for its reports; None where no line has a top."""
        if role not in self.written or self.written[self._walk.top[role]] is not None:
            return None
        return self._walk.depth[role] + 1

    def is_above(self, a: str, b: str) -> bool:
        """Whether the line from `b` upwards passes `a`; nobody is above himself."""
        if a == b or a not in self.written or b not in self.written:
            return False
        walk = self._walk
        if walk.number[a] < walk.number[b] <= walk.last[a]:
            return True
        return a in self.circle_of.get(walk.top[b], ())

    def common(self, a: str, b: str) -> str | None:
        """The lowest role in whose line both are, which may be one of them; None: there is none."""
        top = self._walk.top
        if a not in top or b not in top or top[a] != top[b]:
            return None
        above = (a, *self.path(a))
        return next(role for role in above if role == b or self.is_above(role, b))

    def below(self, role: str) -> tuple[str, ...]:
        """Every role in the tree under this one, managers before their reports.

        A role of a circle has its own tree; the rest of the circle and their trees are left out.
        """
        walk = self._walk
        return walk.order[walk.number[role] + 1 : walk.last[role] + 1]

    def count_below(self, role: str) -> int:
        """How many roles `below` has."""
        return self._walk.last[role] - self._walk.number[role]

    @property
    def downwards(self) -> tuple[str, ...]:
        """All roles, tree by tree, managers before their reports."""
        return self._walk.order

    @cached_property
    def _walk(self) -> _Walk:
        tops = [r for r in self.written if r not in self.managers or r in self.circle_of]
        depth = dict.fromkeys(tops, 0)
        top = {role: role for role in tops}
        number: dict[str, int] = {}
        waiting = tops[::-1]
        while waiting:
            role = waiting.pop()
            number[role] = len(number)
            for below in reversed(self.reports.get(role, ())):
                if below not in self.circle_of:
                    depth[below], top[below] = depth[role] + 1, top[role]
                    waiting.append(below)
        return _Walk(tuple(number), number, self._last(number), depth, top)

    def _last(self, number: dict[str, int]) -> Mapping[str, int]:
        """From each role to the number of the last one in its tree."""
        last = dict(number)
        for role in reversed(number):
            above = self.managers.get(role)
            if above is not None and role not in self.circle_of:
                last[above] = max(last[above], last[role])
        return last
