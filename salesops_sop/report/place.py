"""Where something holds, in words: “region emea › dach, segment smb”."""

from collections.abc import Iterable, Iterator, Mapping

from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import DimensionNode, Scope
from salesops_sop.handbook.model.vocabulary import Dimension

EVERYWHERE = "everywhere"


def region(scope: Scope, handbook: Handbook) -> str:
    """Return each dimension with its values, each value behind those that it lies in."""
    parts = []
    for name, values in sorted(scope.items()):
        dimension = handbook.get(Dimension, name)
        ways = dict(_ways(dimension.values if dimension else (), ()))
        told = " and ".join(" › ".join(ways.get(value, (value,))) for value in values)
        parts.append(f"{name} {told}")
    return visible(", ".join(parts)) or EVERYWHERE


def regions(scopes: Iterable[Scope], handbook: Handbook) -> str:
    """Return several places as one list."""
    return "; ".join(region(scope, handbook) for scope in scopes)


def plain(scope: Scope) -> Mapping[str, list[str]]:
    """Return a scope as data for programs."""
    return {name: list(values) for name, values in sorted(scope.items())}


def _ways(
    nodes: Iterable[DimensionNode], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in nodes:
        yield node.id, (*above, node.id)
        yield from _ways(node.children, (*above, node.id))
