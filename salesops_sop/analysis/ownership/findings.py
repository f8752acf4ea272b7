"""Everything that is owned twice, by nobody, or by the wrong hand, in one form for all formats."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from salesops_sop.analysis.ownership.duties import Duty, Letter
from salesops_sop.analysis.ownership.load import Load
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.scope import intersection
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.model.service import Service


@dataclass(frozen=True)
class Side:
    """One of the places that a finding is about: what is said there, and to whom it gives what."""

    text: str
    claims: tuple[tuple[Letter, str], ...]
    place: Place
    scope: Scope

    @property
    def document(self) -> Document:
        """The document that says it."""
        return self.place.document

    @property
    def roles(self) -> set[str]:
        """The roles that have a claim in it."""
        return {role for _, role in self.claims}


@dataclass(frozen=True)
class Item:
    """An overlap, a gap or a conflict.

    `where` holds the one place where sides meet, or the places that a gap leaves open; `evidence`
    says why the sides belong together.
    """

    type: str
    sides: tuple[Side, ...]
    where: tuple[Scope, ...]
    similarity: float = 1.0
    evidence: str = ""

    @property
    def activity(self) -> str:
        """What it is about, as the first side says it."""
        return self.sides[0].text

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it the same finding in another revision: never a line number."""
        sides = sorted((side.document.ref, side.text) for side in self.sides)
        places = sorted(sorted(scope.items()) for scope in self.where)
        return (self.type, *sides, repr(places))


@dataclass(frozen=True)
class Findings:
    """What `sop overlaps` reports."""

    overlaps: tuple[Item, ...] = ()
    gaps: tuple[Item, ...] = ()
    conflicts: tuple[Item, ...] = ()
    loads: tuple[Load, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All but the loads, which are no problem."""
        return (*self.overlaps, *self.gaps, *self.conflicts)

    def without(self, old: "Findings") -> "Findings":
        """Return what `old` does not have; loads stay what they are."""
        return replace(
            self,
            overlaps=tuple(_new(self.overlaps, old.overlaps)),
            gaps=tuple(_new(self.gaps, old.gaps)),
            conflicts=tuple(_new(self.conflicts, old.conflicts)),
        )


def side(duty: Duty, *letters: Letter) -> Side:
    """Return a duty with its claims of these letters."""
    claims = tuple((letter, role) for letter in letters for role in duty.roles.get(letter, ()))
    return Side(duty.activity, claims, duty.place, duty.scope)


def offer(service: Service, own: Ownership) -> Side:
    """Return a service with whoever provides it."""
    duty = next(duty for duty in own.duties if duty.document is service)
    return side(duty, Letter.PROVIDER)


def shared(first: Scope, second: Scope, own: Ownership) -> Scope:
    """Return where two scopes meet that are known to meet."""
    return intersection(first, second, own.dimensions) or Scope()


def _new(items: Iterable[Item], old: Iterable[Item]) -> Iterator[Item]:
    known = Counter(item.key for item in old)
    for item in items:
        if known[item.key]:
            known[item.key] -= 1
        else:
            yield item
