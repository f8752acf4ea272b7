"""What a rule of a decision table answers, so that two answers can be compared and ranked."""

from dataclasses import dataclass
from typing import Literal

from salesops_sop.analysis.decision.stating import plain
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.record import Approvers

Way = Literal["one", "all", "any"]


@dataclass(frozen=True, slots=True)
class Said:
    """The value of one output: one value, all of several, or any one of them."""

    way: Way
    values: tuple[str, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Equal for two values that mean the same: the order of roles does not matter."""
        return self.way, tuple(sorted(self.values))


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule says: a value for each output, None for one it does not name.

    `rank` compares by the order of the outputs' own lists of values, best first; a value that
    is not listed comes after those that are.
    """

    said: tuple[Said | None, ...]
    rank: tuple[int, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two results that mean the same."""
        return tuple(said and said.key for said in self.said)


def result(decision: Decision, rule: DecisionRule) -> Result:
    """The result of a rule, in the order of the decision's outputs."""
    said = tuple(said_of(rule.then.get(column.id)) for column in decision.outputs)
    pairs = zip(decision.outputs, said, strict=True)
    return Result(said, tuple(_rank(column, value) for column, value in pairs))


def said_of(value: object) -> Said | None:
    """One output's value as it stands in a table; one role in a list is just that role."""
    if value is None:
        return None
    if isinstance(value, Approvers):
        way: Way = "all" if value.all_of else "any"
        values = tuple(value.all_of or value.any_of)
    elif isinstance(value, list):
        way, values = "all", tuple(plain(item) for item in value)
    else:
        way, values = "one", (plain(value),)
    values = tuple(dict.fromkeys(values))
    return Said("one" if len(values) == 1 else way, values)


def _rank(column: Column, said: Said | None) -> int:
    order = {plain(value): place for place, value in reversed(list(enumerate(column.values)))}
    last = len(column.values)
    return min((order.get(value, last) for value in said.values), default=last) if said else last
