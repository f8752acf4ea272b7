"""Plays a workflow net through: every marking that can be reached, and what goes wrong there."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from salesops_sop.analysis.flow.net import OVER, Firing, Net


@dataclass(frozen=True, slots=True)
class Stuck:
    """A join that waits in vain: in `marking` only some of its tokens are there."""

    marking: int
    join: Firing


@dataclass
class Search:
    """Breadth-first search over the markings of a net, at most `cap` of them, while effort is left.

    It goes on behind a defect as if that were mended, so that one run finds all: a token that
    comes to a taken place is gone, and a join that waits in vain goes on with what is there. It
    stops where two paths meet at a merge: what follows runs twice, so that has to be mended first.
    `endless` are the nodes from which no end can be reached: what only goes round there cannot
    help a join elsewhere, and what comes to it later meets it for no other reason.
    """

    net: Net
    cap: int
    endless: frozenset[str] = frozenset()
    came_from: dict[int, tuple[int, Firing] | None] = field(default_factory=dict)
    meetings: dict[tuple[str, int, int], None] = field(default_factory=dict)
    """Merges, and the pairs of places from which two tokens come to them at the same time."""
    doubles: dict[int, None] = field(default_factory=dict)
    """Places into which a second token comes."""
    ends: list[tuple[int, Firing]] = field(default_factory=list)
    """Markings in which the procedure has ended, and the end that is reached once more."""
    stuck: list[Stuck] = field(default_factory=list)
    proved: bool = True
    """Whether every marking was seen, if no paths met."""

    def run(self) -> "Search":
        """Search; the object itself."""
        initial = self.net.initial
        self.came_from[initial] = None
        waiting = deque([initial])
        while waiting and not self.meetings:
            marking = waiting.popleft()
            self.net.effort.spend(marking.bit_count())
            for firing, following in self._onward(marking):
                self.net.effort.spend()
                if following not in self.came_from:
                    if len(self.came_from) >= self.cap:
                        self.proved = False
                        return self
                    self.came_from[following] = (marking, firing)
                    waiting.append(following)
            if not self.net.effort.may_search:
                self.proved = False
                return self
        return self

    def trace(self, marking: int) -> list[Firing]:
        """What fired on the shortest way to a marking, in order."""
        found: list[Firing] = []
        step = self.came_from[marking]
        while step is not None:
            marking, firing = step
            found.append(firing)
            step = self.came_from[marking]
        self.net.effort.spend(len(found))
        return found[::-1]

    def _onward(self, marking: int) -> Iterator[tuple[Firing, int]]:
        moved = moved_outside = False
        for firing in self._enabled(marking):
            moved = True
            moved_outside = moved_outside or firing.node not in self.endless
            rest = marking & ~firing.pre
            if firing.others & rest:
                self._meet(firing, rest)
            if firing.post & rest:
                self._double(marking, firing, rest)
            yield firing, rest | firing.post
        if not moved_outside:
            for join in self._waiting(marking, among_all=not moved):
                self.stuck.append(Stuck(marking, join))
                yield join, marking & ~(join.pre | OVER) | join.post

    def _enabled(self, marking: int) -> Iterator[Firing]:
        left = marking & ~OVER
        while left:
            place = left & -left
            left ^= place
            for firing in self.net.by_place.get(place, ()):
                if firing.pre & marking == firing.pre:
                    yield firing

    def _waiting(self, marking: int, among_all: bool) -> Iterator[Firing]:
        """The joins that wait in vain and not for another one that does; the first if all do."""
        waiting = [
            join
            for join in self.net.joins
            if 0 != join.pre & marking != join.pre
            if among_all or join.node not in self.endless
        ]
        roots = [join for join in waiting if not self._behind_another(join, waiting, marking)]
        if self.net.effort.may_search:
            yield from roots or waiting[:1]

    def _behind_another(self, join: Firing, waiting: list[Firing], marking: int) -> bool:
        missing = join.pre & ~marking
        self.net.effort.spend(len(waiting))
        return any(
            other is not join and self.net.behind(other.node, join.node) & missing
            for other in waiting
            if self.net.effort.may_search
        )

    def _meet(self, firing: Firing, rest: int) -> None:
        left = firing.others & rest
        while left:
            place = left & -left
            left ^= place
            low, high = sorted((firing.pre & -firing.pre, place))
            if firing.node not in self.endless or self.net.circles(firing.node, low, high):
                self.meetings[firing.node, low, high] = None

    def _double(self, marking: int, firing: Firing, rest: int) -> None:
        if firing.post == OVER:
            self.ends.append((marking, firing))
        else:
            left = firing.post & rest
            while left:
                self.doubles[left & -left] = None
                left &= left - 1
