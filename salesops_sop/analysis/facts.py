"""Facts: which parameters state the same one, what they say, and where they contradict."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.scope import (
    Dimensions,
    intersection,
    meeting_pairs,
    periods_meet,
)
from salesops_sop.analysis.words import meaning
from salesops_sop.base.quantity import MINUTES_OF_WORKING_DAY, Duration, Percent
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import QuantityValue, Scope, quantity
from salesops_sop.handbook.model.record import Status
from salesops_sop.handbook.model.vocabulary import Parameter


class Contradiction(NamedTuple):
    """Two parameters that state one fact with different values, and where both hold."""

    later: Parameter
    earlier: Parameter
    where: Scope


@dataclass(frozen=True)
class Facts:
    """The facts of a handbook: its parameters in the order of the files, retired ones left out."""

    handbook: Handbook

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters in force or on their way there."""
        found = (d for d in self.handbook.documents if isinstance(d, Parameter))
        return tuple(p for p in found if not (p.control and p.control.status is Status.RETIRED))

    @cached_property
    def values(self) -> dict[str, QuantityValue | None]:
        """From each parameter's ref to what it says as a quantity; None for words and lists."""
        return {parameter.ref: stated(parameter) for parameter in self.parameters}

    @cached_property
    def dimensions(self) -> Dimensions:
        """The trees in which scopes are compared."""
        return Dimensions.of(self.handbook)

    @cached_property
    def working_day(self) -> int:
        """The minutes of a business day."""
        hours = self.handbook.settings.working_hours
        if hours is None or _minutes(hours.to) <= _minutes(hours.start):
            return MINUTES_OF_WORKING_DAY
        return _minutes(hours.to) - _minutes(hours.start)

    def contradictions(self) -> Iterator[Contradiction]:
        """Each parameter that contradicts an earlier one, once, with the first that it contradicts.

        Two parameters state one fact when their keys agree (a parameter's id is the key of those
        that name it) or, where one of them has no key, when their titles mean the same.
        """
        told: set[str] = set()
        for group in self._groups():
            scopes = [parameter.scope for parameter in group]
            for i, j in meeting_pairs(scopes, self.dimensions):
                earlier, later = group[i], group[j]
                if later.ref not in told and self._contradict(earlier, later):
                    told.add(later.ref)
                    where = intersection(earlier.scope, later.scope, self.dimensions)
                    yield Contradiction(later, earlier, where or Scope())

    def _groups(self) -> Iterator[list[Parameter]]:
        by_key: dict[str, list[Parameter]] = {}
        by_title: dict[tuple[str, ...], list[Parameter]] = {}
        for parameter in self.parameters:
            by_key.setdefault(parameter.fact or parameter.id, []).append(parameter)
            by_title.setdefault(meaning(parameter.title), []).append(parameter)
        groups = [*by_key.values(), *by_title.values()]
        return (group for group in groups if len(group) > 1)

    def _contradict(self, a: Parameter, b: Parameter) -> bool:
        other_facts = a.fact and b.fact and a.fact != b.fact
        replaces = any(
            one.control and other.id in one.control.supersedes for one, other in ((a, b), (b, a))
        )
        if other_facts or replaces or not periods_meet(a.effective, b.effective):
            return False
        return not self.agree(a, b)

    def agree(self, a: Parameter, b: Parameter) -> bool:
        """Whether two parameters say the same: 24 hours are 1 day, but no business day.

        A number without a unit agrees with one that has a unit; a list agrees in any order.
        """
        one, other = self.values[a.ref], self.values[b.ref]
        if one is None or other is None:
            return one is other and _text(a) == _text(b)
        if not (a.unit and b.unit) and Decimal in (type(one), type(other)):
            return _amount(one) == _amount(other)
        return self.equal(one, other) and _unit(a, one) == _unit(b, other)

    def equal(self, one: QuantityValue, other: QuantityValue) -> bool:
        """Whether two quantities are the same; days have the handbook's working hours."""
        return self.size(one) == self.size(other)

    def size(self, value: QuantityValue) -> tuple[object, ...]:
        """What is equal for equal quantities; it can be a key."""
        if isinstance(value, Duration):
            return "duration", value.family, value.in_minutes(self.working_day)
        return type(value).__name__, value


def stated(parameter: Parameter) -> QuantityValue | None:
    """What a parameter says as a quantity, its unit included; None for words and lists."""
    value = parameter.value
    if isinstance(value, bool | list):
        return None
    with_unit = quantity(f"{value} {parameter.unit}") if parameter.unit else None
    if with_unit is None and parameter.unit and parameter.unit.lower() in ("percent", "%"):
        with_unit = quantity(f"{value}%")
    return with_unit or parameter.quantity()


def shown(parameter: Parameter) -> str:
    """The value with its unit, as people read it."""
    value = parameter.value
    items = value if isinstance(value, list) else [value]
    text = ", ".join(str(item).lower() if isinstance(item, bool) else str(item) for item in items)
    return f"{text} {parameter.unit}" if parameter.unit else text


def _text(parameter: Parameter) -> list[str]:
    value = parameter.value
    items = value if isinstance(value, list) else [value]
    return sorted(" ".join(str(item).split()).casefold() for item in items)


def _unit(parameter: Parameter, value: QuantityValue) -> str:
    """The unit of a bare number; the other quantities have theirs in the value."""
    unit = parameter.unit if isinstance(value, Decimal) else None
    return " ".join((unit or "").split()).casefold().removesuffix("s")


def _amount(value: QuantityValue) -> Decimal:
    if isinstance(value, Percent):
        return value.fraction * 100
    return value if isinstance(value, Decimal) else Decimal(value.amount)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
