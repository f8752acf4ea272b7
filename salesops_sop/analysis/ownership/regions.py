"""Regions: what a few scopes leave open, in the fewest words."""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, permutations

from salesops_sop.analysis.scope import Dimensions, Leaves
from salesops_sop.handbook.model.fields import Scope

_MOST_ORDERS = 24

Box = dict[str, Leaves]


def siblings(scopes: Iterable[Scope], dimensions: Dimensions) -> bool:
    """Whether two of the scopes lie side by side in a dimension: neither holds the other there.

    Scopes that lie in each other tell of one place, once whole and once in part.
    """
    stated: dict[str, set[Leaves]] = {}
    for scope in scopes:
        for name, values in scope.items():
            stated.setdefault(name, set()).add(dimensions.leaves(name, values))
    return any(
        not (one <= other or other <= one)
        for sets in stated.values()
        for one, other in combinations(sets, 2)
    )


def uncovered(scopes: list[Scope], dimensions: Dimensions) -> Iterator[Scope]:
    """What no scope covers, as boxes that do not overlap, in the fewest words."""
    names = list(dict.fromkeys(name for scope in scopes for name in scope))
    whole: Box = {name: dimensions.all(name) for name in names}
    if not all(whole.values()):
        return
    covered = [{n: _covered(n, scope, whole, dimensions) for n in names} for scope in scopes]
    ways = [[_described(b, dimensions) for b in _open(whole, covered, o)] for o in _orders(names)]
    yield from min(ways, key=_words)


def _open(whole: Box, covered: list[Box], names: tuple[str, ...]) -> list[Box]:
    """The boxes that are left when every covered box is cut out, in one order of dimensions."""
    boxes = [whole]
    for box in covered:
        boxes = [rest for left in boxes for rest in _subtract(left, box, names)]
    return _merged(boxes, names)


def _merged(boxes: list[Box], names: tuple[str, ...]) -> list[Box]:
    """Join boxes that differ in one dimension only; each dimension is tried once."""
    for name in names:
        joined: dict[tuple[Leaves, ...], Box] = {}
        for box in boxes:
            rest = tuple(box[other] for other in names if other != name)
            home = joined.setdefault(rest, {**box, name: frozenset()})
            home[name] = home[name] | box[name]
        boxes = list(joined.values())
    return boxes


def _described(box: Box, dimensions: Dimensions) -> Scope:
    described = {name: dimensions.describe(name, leaves) for name, leaves in box.items()}
    return Scope({name: values for name, values in described.items() if values})


def _words(scopes: list[Scope]) -> tuple[int, int]:
    return sum(len(values) for scope in scopes for values in scope.values()), len(scopes)


def _orders(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Orders in which to cut; of more dimensions than a scope ever has, the first few."""
    return islice(permutations(names), _MOST_ORDERS)


def _covered(name: str, scope: Scope, whole: Box, dimensions: Dimensions) -> Leaves:
    return dimensions.leaves(name, scope[name]) if name in scope else whole[name]


def _subtract(box: Box, covered: Box, names: tuple[str, ...]) -> Iterator[Box]:
    """The parts of `box` outside `covered`, cut one dimension after the other."""
    if any(box[name].isdisjoint(covered[name]) for name in names):
        yield box
        return
    inside = dict(box)
    for name in names:
        outside = inside[name] - covered[name]
        if outside:
            yield {**inside, name: outside}
        inside[name] = inside[name] & covered[name]
