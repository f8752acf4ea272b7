"""Findings about one activity, together."""

from collections.abc import Sequence

from salesops_sop.analysis.ownership.findings import Item


def by_activity(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items in groups that share a row, in the order of their first items."""
    group_of: dict[int, int] = {}
    row_of: dict[tuple[str, tuple[str | int, ...]], int] = {}
    for number, item in enumerate(items):
        rows = [(side.document.ref, side.place.path) for side in item.sides]
        joined = {group_of[row_of[row]] for row in rows if row in row_of}
        first = min(joined, default=number)
        group_of[number] = first
        if len(joined) > 1:
            group_of.update({n: first for n, group in group_of.items() if group in joined})
        row_of.update(dict.fromkeys(rows, number))
    groups: dict[int, list[Item]] = {}
    for number, item in enumerate(items):
        groups.setdefault(group_of[number], []).append(item)
    return list(groups.values())
