"""Where things hold: whether two scopes meet, what they share, and whether two periods do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import DimensionNode, Scope
from salesops_sop.handbook.model.record import Period
from salesops_sop.handbook.model.vocabulary import Dimension

Leaves = frozenset[str]
Effective = date | Period | None


class Dimensions:
    """The value trees of a handbook's dimensions, by dimension id.

    A value means all the smallest values (leaves) inside it. A value that is in no tree stands
    for itself alone, so that an unknown dimension still tells its values apart.
    """

    def __init__(self, trees: Mapping[str, Iterable[DimensionNode]]) -> None:
        self._trees = {dimension: tuple(nodes) for dimension, nodes in trees.items()}

    @classmethod
    def of(cls, handbook: Handbook) -> "Dimensions":
        """The dimensions of a handbook."""
        return cls({dimension.id: dimension.values for dimension in handbook.all(Dimension)})

    def leaves(self, dimension: str, values: Iterable[str]) -> Leaves:
        """The smallest values inside these ones."""
        known = self._leaves.get(dimension, {})
        inside = [known.get(value, frozenset({value})) for value in values]
        return frozenset().union(*inside)

    def all(self, dimension: str) -> Leaves:
        """Every leaf of a dimension."""
        return frozenset().union(*self._leaves.get(dimension, {}).values())

    def values(self, dimension: str) -> list[str]:
        """Every value of a dimension, whatever lies inside it, by name."""
        return sorted(self._leaves.get(dimension, {}))

    def describe(self, dimension: str, leaves: Leaves) -> tuple[str, ...]:
        """The fewest values that mean exactly these leaves, in the order of the tree.

        Empty when they are all of the dimension. Values of no tree come last, by name.
        """
        known = self._leaves.get(dimension, {})
        whole = frozenset().union(*known.values())
        if whole and whole <= leaves:
            return ()
        found = dict.fromkeys(self._cover(dimension, leaves, self._trees.get(dimension, ())))
        return (*found, *sorted(leaves - whole))

    def _cover(
        self, dimension: str, leaves: Leaves, nodes: Iterable[DimensionNode]
    ) -> Iterator[str]:
        for node in nodes:
            inside = self._leaves[dimension][node.id]
            if inside <= leaves:
                yield node.id
            elif not inside.isdisjoint(leaves):
                yield from self._cover(dimension, leaves, node.children)

    @cached_property
    def _leaves(self) -> dict[str, dict[str, Leaves]]:
        found: dict[str, dict[str, Leaves]] = {}
        for dimension, nodes in self._trees.items():
            by_value = found.setdefault(dimension, {})
            for node in (inner for outer in nodes for inner in outer.all()):
                by_value[node.id] = by_value.get(node.id, frozenset()).union(node.leaves())
        return found


def meets(a: Scope, b: Scope, dimensions: Dimensions) -> bool:
    """Whether there is a case that lies in both scopes.

    Scopes meet when they meet in every dimension: a dimension left out means all of it, and a
    value means everything inside it.
    """
    return all(
        bool(leaves) and (other is None or not leaves.isdisjoint(other))
        for _, leaves, other in _pairs(a, b, dimensions)
    )


def intersection(a: Scope, b: Scope, dimensions: Dimensions) -> Scope | None:
    """Where both scopes hold, in the fewest values; None when they do not meet.

    A dimension that is shared whole is left out, so scopes without limits share `{}`.
    """
    found = Scope()
    for dimension, leaves, other in _pairs(a, b, dimensions):
        shared = leaves if other is None else leaves & other
        if not shared:
            return None
        if values := dimensions.describe(dimension, shared):
            found[dimension] = values
    return found


def meeting_pairs(scopes: Sequence[Scope], dimensions: Dimensions) -> Iterator[tuple[int, int]]:
    """Every pair of places (earlier, later) in a list whose scopes meet, by the later one.

    Scopes are only compared when they share a leaf of the dimension that most of them state, so
    a thousand scopes that lie side by side do not take a million comparisons.
    """
    stated = Counter(dimension for scope in scopes for dimension in scope)
    cut = min(stated, key=lambda dimension: (-stated[dimension], dimension), default="")
    everywhere: list[int] = []
    by_leaf: dict[str, list[int]] = {}
    for later, scope in enumerate(scopes):
        if cut in scope:
            leaves = dimensions.leaves(cut, scope[cut])
            shared = {earlier for leaf in leaves for earlier in by_leaf.get(leaf, ())}
            candidates: Iterable[int] = sorted(shared.union(everywhere))
            for leaf in leaves:
                by_leaf.setdefault(leaf, []).append(later)
        else:
            candidates = range(later)
            everywhere.append(later)
        for earlier in candidates:
            if meets(scopes[earlier], scope, dimensions):
                yield earlier, later


def _pairs(
    a: Scope, b: Scope, dimensions: Dimensions
) -> Iterator[tuple[str, Leaves, Leaves | None]]:
    """Each dimension that a scope states, with its leaves there and, if stated, in the other."""
    for dimension, values in a.items():
        other = dimensions.leaves(dimension, b[dimension]) if dimension in b else None
        yield dimension, dimensions.leaves(dimension, values), other
    for dimension, values in b.items():
        if dimension not in a:
            yield dimension, dimensions.leaves(dimension, values), None


def periods_meet(a: Effective, b: Effective) -> bool:
    """Whether there is a day on which both hold.

    A date means from that day on, a period includes its first and its last day, None is always.
    """
    (start_a, end_a), (start_b, end_b) = _days(a), _days(b)
    return max(start_a, start_b) <= min(end_a, end_b)


def _days(effective: Effective) -> tuple[date, date]:
    if isinstance(effective, Period):
        return effective.start or date.min, effective.until or date.max
    return effective or date.min, date.max
