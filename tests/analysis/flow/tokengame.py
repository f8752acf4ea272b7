"""A token game played by the definition, from the steps alone: slow, plain, and independent.

A token lies between two steps. A step that waits for all takes one token from each step that
leads to it, every other step takes one. Sound is what can always come to the marking in which
one end was reached and no token is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

START, END = "start", "end"
Token = tuple[str, str]
Marking = tuple[Token, ...]
Way = tuple[Token, ...]
"""The tokens that one way out of a step puts down."""


class TooManyError(Exception):
    """There are more markings than the game is patient for."""


@dataclass
class Game:
    """`steps` maps each step, in order, to its `next` and whether it waits: plain data of YAML."""

    steps: dict[str, dict[str, Any]]
    doubled: bool = False
    ended_twice: bool = False
    stuck: bool = False
    sound: bool = True
    reach: dict[Marking, set[Marking]] = field(default_factory=dict)

    def play(self, patience: int) -> "Game":
        begin: Marking = ((START, next(iter(self.steps))),)
        waiting = [begin]
        while waiting:
            marking = waiting.pop()
            if marking in self.reach:
                continue
            if len(self.reach) >= patience:
                raise TooManyError
            self.reach[marking] = set()
            self.look(marking)
            if self.doubled:
                self.sound = False
                return self
            self.reach[marking] = set(self.moves(marking))
            waiting += self.reach[marking]
            tokens_left = [token for token in marking if token[1] != END]
            if tokens_left and not self.reach[marking]:
                self.stuck = True
        final: set[Marking] = {m for m in self.reach if [end for _, end in m] == [END]}
        self.sound = all(self.can_come_to(final, marking) for marking in self.reach)
        return self

    def look(self, marking: Marking) -> None:
        places = [token for token in marking if token[1] != END]
        self.doubled = self.doubled or len(set(places)) < len(places)
        self.ended_twice = self.ended_twice or len(marking) - len(places) > 1

    def can_come_to(self, final: set[Marking], marking: Marking) -> bool:
        seen, waiting = {marking}, [marking]
        while waiting:
            now = waiting.pop()
            if now in final:
                return True
            new = self.reach.get(now, set()) - seen
            seen |= new
            waiting += new
        return False

    def moves(self, marking: Marking) -> Iterator[Marking]:
        for step in self.steps:
            for taken in self.takes(step, marking):
                left = list(marking)
                for token in taken:
                    left.remove(token)
                for way in self.ways(step):
                    yield tuple(sorted([*left, *way]))

    def takes(self, step: str, marking: Marking) -> Iterator[tuple[Token, ...]]:
        here = [token for token in marking if token[1] == step]
        if not self.steps[step].get("wait_for"):
            yield from ((token,) for token in set(here))
            return
        needed = {(source, step) for source in self.sources(step)}
        if needed and needed <= set(here):
            yield tuple(needed)

    def sources(self, step: str) -> set[str]:
        found = {s for s in self.reached() if any((s, step) in way for way in self.ways(s))}
        return found | ({START} if step == next(iter(self.steps)) else set())

    def reached(self) -> set[str]:
        found: set[str] = set()
        waiting = [next(iter(self.steps))]
        while waiting:
            step = waiting.pop()
            if step != END and step not in found:
                found.add(step)
                waiting += [target for way in self.ways(step) for _, target in way]
        return found

    def ways(self, step: str) -> list[Way]:
        names = list(self.steps)
        below = [*names[1:], END][names.index(step)]
        following = self.steps[step].get("next", below)
        if not isinstance(following, list):
            return [self.way(step, following)]
        return [self.way(step, branch.get("to", branch.get("otherwise"))) for branch in following]

    def way(self, step: str, target: Any) -> Way:
        if isinstance(target, str):
            return ((step, target),)
        if "all" in target:
            return tuple((step, each) for each in dict.fromkeys(target["all"]))
        return ((step, END),)
