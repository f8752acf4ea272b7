"""Orders the nodes of a graph with loops: what comes before what, with the ways back left out."""

from collections.abc import Iterable, Mapping


def backwards(nodes: Iterable[str], ways: Mapping[str, Iterable[str]]) -> list[str]:
    """The nodes in the order in which a search in depth leaves them: what follows comes first.

    `ways` leads from each node to those behind it. A way to a node that comes later in this list,
    or to the node itself, is a way back.
    """
    left: dict[str, None] = {}
    seen: set[str] = set()
    for root in nodes:
        waiting = [(root, False)]
        while waiting:
            node, leave = waiting.pop()
            if leave:
                left[node] = None
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(target, False) for target in reversed(list(ways[node]))]
    return list(left)


def onward(order: list[str], ways: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The ways without those that lead back, of the nodes in the order of `backwards`."""
    number = {node: n for n, node in enumerate(order)}
    return {node: [t for t in ways[node] if number[t] < number[node]] for node in order}
