"""Scopes in people's words: “EMEA › DACH and Nordics, SMB”."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import DimensionNode, Scope
from salesops_sop.handbook.model.vocabulary import Dimension, Term

EVERYWHERE = "everywhere"

_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,6}(?![\w-])")
_ACRONYMS = ("AMER", "APAC", "DACH", "EMEA", "EU", "LATAM", "SMB", "UK", "US", "USA")

Way = tuple[str, ...]


class Where:
    """Names scopes; ask `handbook.derived(Where)`, which keeps one for all who ask."""

    def __init__(self, handbook: Handbook) -> None:
        self._titles = {term.id: term.title for term in handbook.all(Term)}
        self._acronyms = {word.lower(): word for word in (*_ACRONYMS, *_capitals(handbook))}
        self._ways: dict[tuple[str, str], Way] = {}
        for dimension in handbook.all(Dimension):
            for way in _ways(dimension.values):
                self._ways.setdefault((dimension.id, way[-1]), way)

    def said(self, scope: Scope) -> str:
        """A scope in words; `everywhere` when it has no limits.

        Values are named with the values around them. Dimensions are joined by commas.
        """
        return ", ".join(self._values(*part) for part in scope.items()) or EVERYWHERE

    def name(self, value: str) -> str:
        """A value of a dimension, as the glossary or the rest of the handbook writes it."""
        if value in self._titles:
            return self._titles[value]
        words = " ".join(self._acronyms.get(word, word) for word in value.split("-"))
        return words[:1].upper() + words[1:]

    def _values(self, dimension: str, values: Iterable[str]) -> str:
        ways = [self._ways.get((dimension, value), (value,)) for value in values]
        return joined([self._siblings(list(group)) for _, group in groupby(ways, _above)])

    def _siblings(self, ways: list[Way]) -> str:
        around = [self.name(value) for value in ways[0][:-1]]
        return " › ".join([*around, joined([self.name(way[-1]) for way in ways])])


def _above(way: Way) -> Way:
    return way[:-1]


def _ways(nodes: Iterable[DimensionNode]) -> Iterator[Way]:
    """The way to every value of a tree, from the top; without recursion, however deep it is."""
    waiting: list[tuple[Way, DimensionNode]] = [((), node) for node in nodes]
    while waiting:
        above, node = waiting.pop()
        way = (*above, node.id)
        yield way
        waiting += [(way, inner) for inner in node.children]


def _capitals(handbook: Handbook) -> Iterator[str]:
    for document in handbook.documents:
        yield from _CAPITALS.findall(document.title)
        if isinstance(document, Dimension):
            yield from _CAPITALS.findall(document.meaning or "")
