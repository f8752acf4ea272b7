"""Other names for what a text says: whoever searches for one of them finds the text too."""

from collections.abc import Iterable, Sequence

from salesops_sop.site.search.words import words

Name = tuple[str, ...]


class Synonyms:
    """Made from groups of names that mean the same; names are compared without endings."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[Name, frozenset[str]]]] = {}
        for group in groups:
            names = {tuple(words(name)) for name in group} - {()}
            for name in sorted(names) if len(names) > 1 else ():
                others = frozenset(word for other in names - {name} for word in other)
                self._by_first.setdefault(name[0], []).append((name, others))

    def of(self, said: Sequence[str]) -> set[str]:
        """The words of all other names of what is named in `said`, the words of a text."""
        found: set[str] = set()
        if self._by_first.keys().isdisjoint(said):
            return found
        for place, word in enumerate(said):
            for name, others in self._by_first.get(word, ()):
                if tuple(said[place : place + len(name)]) == name:
                    found |= others
        return found.difference(said)
