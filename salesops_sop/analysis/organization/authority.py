"""Authority: limits up to which roles decide alone, and where a manager may less than a report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.organization.lines import Lines
from salesops_sop.analysis.scope import Effective, meets, periods_meet
from salesops_sop.base.quantity import Duration, Money, Percent
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity, QuantityValue, Scope
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.vocabulary import Parameter

FLOORS = frozenset({"floor", "least", "lowest", "min", "minimum"})
"""Words in a parameter's id that turn its limits round: who may go lower has more authority."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a role may decide on alone, read through the parameter that states it, if one does."""

    value: QuantityValue
    unit: str = ""
    scope: Scope | None = None
    effective: Effective = None

    def __str__(self) -> str:
        return f"{self.value:,f} {self.unit}".rstrip() if self._bare else str(self.value)

    @property
    def _bare(self) -> bool:
        return isinstance(self.value, Decimal)


class Excess(NamedTuple):
    """A role may more than its manager; `managers` is None where the manager has no such limit."""

    role: Role
    manager: Role
    parameter: Parameter
    limit: Limit
    managers: Limit | None

    @property
    def downwards(self) -> bool:
        """Whether lower is more: the limit is a floor, such as the least margin."""
        return _is_floor(self.parameter)


@dataclass(frozen=True)
class Authority:
    """The limits of all roles along the reporting lines."""

    handbook: Handbook
    lines: Lines

    def excesses(self) -> Iterator[Excess]:
        """Every limit of a role that its manager lacks or that goes beyond the manager's.

        Only limits of one kind are compared (percents, amounts of one currency, durations of one
        family, numbers of one unit), and only where the scopes and periods of the parameters that
        state them meet. Nothing is said of a role in a circle, of an unknown parameter, of a head
        of the house for whom no limit is written, and of a manager with a limit of the same kind
        under another name, unless a role further up has the limit under this name.
        """
        for role in self.handbook.all(Role):
            above = self.lines.managers.get(role.id)
            if above is not None and role.id not in self.lines.circle_of:
                for key in role.authority:
                    yield from self._excess(role, self._roles[above], key)

    def limit(self, quantity: Quantity) -> Limit | None:
        """What a limit says; None for an unknown or retired parameter, or one of words."""
        if quantity.value is not None:
            return Limit(quantity.value)
        parameter = self.handbook.get(Parameter, quantity.parameter or "")
        value = self._facts.values.get(parameter.ref) if parameter else None
        if parameter is None or value is None:
            return None
        unit = parameter.unit if isinstance(value, Decimal) else None
        return Limit(value, unit or "", parameter.scope, parameter.effective)

    def _excess(self, role: Role, manager: Role, key: str) -> Iterator[Excess]:
        parameter = self.handbook.get(Parameter, key)
        limit = self.limit(role.authority[key])
        if parameter is None or limit is None:
            return
        if key not in manager.authority:
            if self._lacks(manager, key, limit):
                yield Excess(role, manager, parameter, limit, None)
            return
        managers = self.limit(manager.authority[key])
        if managers is None or not self._comparable(limit, managers):
            return
        low, high = (limit, managers) if _is_floor(parameter) else (managers, limit)
        if self._amount(low) < self._amount(high):
            yield Excess(role, manager, parameter, limit, managers)

    def _lacks(self, manager: Role, key: str, limit: Limit) -> bool:
        if key in self._above[manager.id]:
            return True
        if not manager.authority and manager.reports_to is None:
            return False
        others = [self.limit(quantity) for quantity in manager.authority.values()]
        return not any(other is None or _alike(limit, other) for other in others)

    def _comparable(self, a: Limit, b: Limit) -> bool:
        if not _alike(a, b) or not periods_meet(a.effective, b.effective):
            return False
        return meets(a.scope or Scope(), b.scope or Scope(), self._facts.dimensions)

    def _amount(self, limit: Limit) -> Decimal:
        value = limit.value
        if isinstance(value, Duration):
            return Decimal(value.in_minutes(self._facts.working_day))
        if isinstance(value, Percent):
            return value.fraction
        return value.amount if isinstance(value, Money) else value

    @cached_property
    def _facts(self) -> Facts:
        return self.handbook.derived(Facts)

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        return {role.id: role for role in self.handbook.all(Role)}

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        """From a role to what anybody above it has a limit for."""
        found: dict[str, frozenset[str]] = {}
        for ident in self.lines.downwards:
            above = self.lines.managers.get(ident)
            if above is None or ident in self.lines.circle_of:
                found[ident] = frozenset()
            elif found[above].issuperset(self._roles[above].authority):
                found[ident] = found[above]
            else:
                found[ident] = found[above].union(self._roles[above].authority)
        return found


def _is_floor(parameter: Parameter) -> bool:
    return not FLOORS.isdisjoint(parameter.id.split("-"))


def _alike(a: Limit, b: Limit) -> bool:
    """Whether two limits are of one kind; a number without a unit is like any number."""
    one, other = _kind(a), _kind(b)
    return one == other or (one[0] == other[0] == "number" and "" in (one[1], other[1]))


def _kind(limit: Limit) -> tuple[str, str]:
    match limit.value:
        case Duration():
            return "duration", limit.value.family
        case Money():
            return "money", limit.value.currency
        case Percent():
            return "percent", ""
        case _:
            return "number", " ".join(limit.unit.split()).casefold().removesuffix("s")
