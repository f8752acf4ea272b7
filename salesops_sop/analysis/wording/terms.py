"""The words of the glossary: which must not be used, and which are defined more than once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from salesops_sop.analysis.wording.acronyms import capitals, spelled_out
from salesops_sop.analysis.wording.prose import Found, Prose, phrase, words_of
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.vocabulary import Dimension, Term


@dataclass(frozen=True, eq=False)
class Avoided:
    """A word that must not be used, with the terms that say so and the places where they do.

    `forms` are the words of its singular and of its plural.
    """

    word: str
    forms: tuple[frozenset[str], ...]
    terms: tuple[Term, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Avoidance:
    """What must not be used, each under a word of each of its forms; and all defined names."""

    words: Mapping[str, list[Avoided]]
    names: frozenset[str]


def avoidance(handbook: Handbook) -> Avoidance:
    """What the terms of a handbook say must not be used.

    A word that is itself the name of a term is never to be avoided: it has a meaning of its own.
    """
    terms = handbook.all(Term)
    names = frozenset(_plain(name) for term in terms for name in (term.title, *term.synonyms))
    stated: dict[str, list[tuple[str, Term, Place]]] = {}
    for term in terms:
        for number, word in enumerate(term.avoid):
            if _plain(word) not in names and words_of(word):
                place = term.at("avoid", *_way(term, "avoid", number))
                stated.setdefault(_plain(word), []).append((word, term, place))
    found: dict[str, list[Avoided]] = {}
    for plain, claims in stated.items():
        spelled, claiming, places = zip(*claims, strict=True)
        forms = tuple(words_of(form) for form in _forms(plain))
        avoided = Avoided(spelled[0], forms, claiming, places)
        for key in {max(sorted(form), key=len) for form in forms}:
            found.setdefault(key, []).append(avoided)
    return Avoidance(found, names)


def uses(text: Prose, avoid: Avoidance) -> Iterator[tuple[Avoided, Found]]:
    """Every use of a word to avoid outside the terms that forbid it.

    Within a longer defined name a word is not used: “client portal” may be one where “client” is
    to be avoided.
    """
    keys = sorted(text.words.intersection(avoid.words))
    for entry in dict.fromkeys(entry for key in keys for entry in avoid.words[key]):
        if any(map(text.words.issuperset, entry.forms)) and text.document not in entry.terms:
            for found in text.find(_pattern(entry.word)):
                if not _within_longer(entry, found, avoid.names):
                    yield entry, found


def defined_twice(handbook: Handbook) -> Iterator[tuple[str, Place, Place]]:
    """Each word that a term defines after another one did: the word, its place, the other place.

    Singular and plural, capitals and small letters, hyphens and blanks make no difference; two
    terms that share several words share a definition once.
    """
    first: dict[str, tuple[Term, Place]] = {}
    for term in (d for d in handbook.documents if isinstance(d, Term)):
        said: set[str] = set()
        for name, place in _names(term):
            other, there = first.setdefault(_plain(name), (term, place))
            if other is not term and other.id not in said:
                said.add(other.id)
                yield name, place, there


def defined_acronyms(handbook: Handbook) -> frozenset[str]:
    """Acronyms that the whole handbook may use: names of terms and documents, and regions.

    Whatever stands in a file that could not be read may be defined there.
    """
    found: set[str] = set()
    for document in handbook.documents:
        names = (document.title, *document.synonyms) if isinstance(document, Term) else ()
        for name in names or (document.title,):
            found.update((name.strip(), name.strip().removesuffix("s"), *spelled_out(name)))
    for dimension in handbook.all(Dimension):
        for node in dimension.values.all():
            found.update((node.id.upper(), *node.id.upper().split("-")))
    for flaw in handbook.flaws:
        if flaw.rule != "document/file-name":
            found.update(capitals(handbook.files.get(flaw.position.path, "")))
    return frozenset(found)


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: “Close rate” becomes “close rate”, CRM stays."""
    stays = title[1:2].isupper() or title[1:2] in ("&", "")
    return title if stays else title[0].lower() + title[1:]


def _names(term: Term) -> Iterator[tuple[str, Place]]:
    yield term.title, term.at("title")
    for number, synonym in enumerate(term.synonyms):
        yield synonym, term.at("synonyms", *_way(term, "synonyms", number))


def _way(term: Term, field: str, number: int) -> tuple[int, ...]:
    """The step into a list of words; none where a single word stands in place of the list."""
    return (number,) if isinstance(term.tree.value[field], list) else ()


def _plain(name: str) -> str:
    """A name in lower case and singular, with blanks for hyphens."""
    words = re.split(r"[\s-]+", name.strip().lower())
    return " ".join([*words[:-1], _singular(words[-1])])


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zes")) else word[:-1]


def _forms(word: str) -> tuple[str, str]:
    """Singular and plural of a word that is in the singular."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word, f"{word[:-1]}ies"
    return word, word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds a name in singular and plural; in one with an acronym capitals count."""
    if re.search(r"\w[A-Z]", name):
        stem = name.strip().removesuffix("s")
        return re.compile(f"{phrase(stem)}|{phrase(stem + 's')}")
    word, plural = _forms(_plain(name))
    return re.compile(f"{phrase(word)}|{phrase(plural)}", re.IGNORECASE)


def _within_longer(avoided: Avoided, found: Found, names: Iterable[str]) -> bool:
    text, end = found.passage.text, found.start + len(found.words)
    first, last = max(0, found.start - _LONGEST_NAME), end + _LONGEST_NAME
    return any(
        match.start() <= found.start and end <= match.end()
        for name in names
        if any(form < words_of(name) for form in avoided.forms)
        for match in _pattern(name).finditer(text, first, last)
    )


_LONGEST_NAME = 100
