"""Where a text uses a term of the glossary: acronyms and names of several words, no common word."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.render.prose import escape

_TAG = re.compile(r"(<[^<>]*>)")
_SEALED = re.compile(r"<(/?)(?:a|code|pre|h[1-6])\b")
"""Inside of these elements nothing is marked."""
_WORD = re.compile(r"(?<![\w&;-])[\w&;#-]+")
_SEVERAL = re.compile(r"\w[ -]\w")
_END = re.compile(r"s?(?![\w-])")
SHORTEST = 2


class _Name(NamedTuple):
    """One name of a term, as HTML has it; acronyms count only in capitals."""

    html: str
    term: Term
    exact: bool

    def at(self, html: str, start: int) -> int:
        """Where the name ends that begins there; -1 where it does not stand there."""
        end = start + len(self.html)
        found, own = html[start:end], self.html
        if found != own and (self.exact or found.lower() != own.lower()):
            return -1
        match = _END.match(html, end)
        return match.end() if match else -1


class Names:
    """The names of terms by their first words, the longest first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_word: dict[str, list[_Name]] = defaultdict(list)
        for name in sorted(self._names(terms), key=lambda name: (-len(name.html), name.html)):
            if word := _WORD.match(name.html):
                self._by_word[word[0].lower()].append(name)

    def marked(self, html: str, done: set[str], link: Callable[[Term, str], str]) -> str:
        """Safe HTML with the first place of each term turned into a link.

        `done` are the ids of terms that are marked already; it grows. `link` writes the link of a
        term around a text.
        """
        if not self._by_word:
            return html
        depth, parts = 0, []
        for part in _TAG.split(html):
            if part.startswith("<"):
                if sealed := _SEALED.match(part):
                    depth += -1 if sealed[1] else 1
                parts.append(part)
            else:
                parts.append(part if depth else self._text(part, done, link))
        return "".join(parts)

    def _text(self, html: str, done: set[str], link: Callable[[Term, str], str]) -> str:
        parts, at = [], 0
        for word in _WORD.finditer(html):
            if word.start() < at:
                continue
            for name in self._beginning(word[0].lower()):
                end = name.at(html, word.start())
                if end >= 0 and name.term.id not in done:
                    done.add(name.term.id)
                    shown = link(name.term, html[word.start() : end])
                    parts += [html[at : word.start()], shown]
                    at = end
                    break
        return "".join([*parts, html[at:]])

    def _beginning(self, word: str) -> list[_Name]:
        """The names that begin with a word, or with what it is the plural of."""
        return [*self._by_word.get(word, ()), *self._by_word.get(word.removesuffix("s") or "s", ())]

    def _names(self, terms: Iterable[Term]) -> Iterator[_Name]:
        for term in terms:
            for name in (term.title, *term.synonyms):
                text = " ".join(name.split())
                exact = text.isupper() and len(text) >= SHORTEST
                if exact or _SEVERAL.search(text):
                    yield _Name(escape(text), term, exact)
