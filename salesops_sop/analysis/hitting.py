"""The fewest that are enough: one of every group, and nobody who is not needed."""

from collections.abc import Collection, Iterable

BUDGET = 20_000
"""Choices that are tried before the best one found so far has to do."""

Groups = list[frozenset[str]]


def fewest_of_each(groups: Iterable[Collection[str]], budget: int = BUDGET) -> tuple[str, ...]:
    """Return as few names as can be so that each group has one of them, sorted.

    Empty groups are left out. The same groups in any order give the same answer; of two names that
    do as well, the one in more groups is taken, then the first by name. This is a minimum hitting
    set (Karp 1972: NP-complete), searched by branch and bound; where that takes more than `budget`
    choices, what comes back is enough, and may be more than the fewest.
    """
    whole = _narrowest({frozenset(group) for group in groups if group})
    search = _Search(budget, _greedy(whole))
    search.run(whole, ())
    return tuple(sorted(search.best))


def _narrowest(groups: Iterable[frozenset[str]]) -> Groups:
    """The groups without those that another one lies in: whoever serves that, serves them."""
    found: Groups = []
    for group in sorted(groups, key=lambda g: (len(g), sorted(g))):
        if not any(kept <= group for kept in found):
            found.append(group)
    return found


def _by_use(groups: Groups, names: Iterable[str]) -> list[str]:
    """Names, those of most groups first."""
    return sorted(names, key=lambda name: (-sum(name in group for group in groups), name))


def _greedy(groups: Groups) -> tuple[str, ...]:
    """Whoever is in most of the groups that are left, again and again."""
    chosen: list[str] = []
    while groups:
        first = _by_use(groups, frozenset().union(*groups))[0]
        chosen.append(first)
        groups = [group for group in groups if first not in group]
    return tuple(chosen)


class _Search:
    def __init__(self, budget: int, best: tuple[str, ...]) -> None:
        self.left = budget
        self.best = best

    def run(self, groups: Groups, chosen: tuple[str, ...]) -> None:
        """Try whoever can serve the narrowest group; deeper only where it can still be better."""
        if not groups:
            self.best = chosen if len(chosen) < len(self.best) else self.best
            return
        if len(chosen) + _apart(groups) >= len(self.best):
            return
        for name in _by_use(groups, groups[0]):
            self.left -= 1
            if self.left < 0:
                return
            self.run([group for group in groups if name not in group], (*chosen, name))


def _apart(groups: Groups) -> int:
    """A number of groups that share nobody: at least as many names are needed."""
    taken: set[str] = set()
    count = 0
    for group in groups:
        if taken.isdisjoint(group):
            taken |= group
            count += 1
    return count
