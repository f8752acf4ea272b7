"""Persons named in prose, where a handbook names roles."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Holding, Person
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.walk import Passage

Roles = tuple[str, ...]

_CAPITALIZED = re.compile(r"[^\W\d_a-z][\w’'-]+")
_NEXT = re.compile(r"\.? ([^\W\d_a-z][\w’'-]+)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\[([^\]]*)\]\(person:([a-z0-9-]+)[^)]*\)")
_ADDRESSED = re.compile(
    r"\b(?:ask|contact|call|e-?mail|notify|inform|tell|talk to|speak to|approved by|signed by"
    r"|owned by|approval (?:by|of|from)|sign-off (?:by|from)|escalate to|reports? to|forward to"
    r"|send (?:it|them) to|assign(?:ed)? to) \Z",
    re.IGNORECASE,
)
_LONGEST_ADDRESSING = 20
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Mx", "Dr", "Prof"))
_GIVEN = frozenset(
    re.findall(
        r"\w+",
        """
    Aaron Adam Alexander Amanda Amy Andrea Andrew Angela Anna Anthony Barbara Benjamin Brenda Brian
    Carol Caroline Catherine Charles Christina Christine Christopher Cynthia Daniel David Deborah
    Dennis Diane Donna Dorothy Douglas Edward Elizabeth Emily Emma Eric Ethan Eva George Gregory
    Hannah Heather Helen Henry James Jane Janet Jason Jeffrey Jennifer Jeremy Jessica Joan John
    Jonathan Joseph Joshua Julia Julie Karen Katherine Kathleen Kenneth Kevin Kimberly Larry Laura
    Lauren Linda Lisa Margaret Maria Martin Mary Matthew Melissa Michael Michelle Nancy Nathan
    Nicholas Nicole Olivia Pamela Patricia Patrick Paul Peter Philip Rachel Raymond Rebecca Richard
    Robert Ronald Ruth Ryan Samantha Samuel Sandra Sara Sarah Scott Sharon Sophia Sophie Stefan
    Stephanie Stephen Steven Susan Theresa Thomas Timothy Tyler William Zachary
    """,
    )
)


class Named(NamedTuple):
    """A person named in a passage, with the roles the person is known to hold."""

    place: Place
    words: str
    roles: Roles = ()


class _Found(NamedTuple):
    start: int
    end: int
    words: str
    roles: Roles


def named_persons(handbook: Handbook) -> Iterator[Named]:
    """Every place of prose that names a person; documents about persons are not looked at.

    Found are the names and addresses in `person` documents, links to these, a title with a name
    (“Ms Lee”), and common given names of whoever is to be asked, told or to approve, or that
    begin an address (john.smith@…).
    """
    known = _Known(handbook.all(Person))
    for document in handbook.documents:
        if not isinstance(document, Person):
            for passage in handbook.contents(document).passages:
                yield from known.named(passage)


class _Known:
    """The persons of a handbook by the first words of their names, by address and by id."""

    def __init__(self, persons: list[Person]) -> None:
        self.names: dict[str, list[tuple[str, Roles]]] = {}
        self.surnames: dict[str, list[Roles]] = {}
        self.addresses: dict[str, Roles] = {}
        self.ids: dict[str, Roles] = {}
        for person in persons:
            roles = tuple(h.role if isinstance(h, Holding) else h for h in person.holds)
            self.ids[person.id] = roles
            if person.email:
                self.addresses[person.email.lower()] = roles
            for name in dict.fromkeys((person.name or person.title, person.title)):
                self.names.setdefault(name.split()[0], []).append((name, roles))
            self.surnames.setdefault((person.name or person.title).split()[-1], []).append(roles)

    def named(self, passage: Passage) -> Iterator[Named]:
        end = 0
        for found in sorted(self._found(passage.text), key=lambda f: (f.start, -f.end)):
            if found.start >= end:
                end = found.end
                place = passage.place._replace(offset=found.start)
                yield Named(place, found.words, found.roles)

    def _found(self, text: str) -> Iterator[_Found]:
        for word in _CAPITALIZED.finditer(text):
            if word[0] in _TITLES:
                yield from self._titled(text, word)
            if word[0] in self.names:
                yield from self._full_name(text, word)
            if word[0] in _GIVEN:
                yield from self._addressed(text, word)
        if "(person:" in text:
            for link in _LINK.finditer(text):
                words = link[1] or link[2]
                yield _Found(link.start(), link.end(), words, self.ids.get(link[2], ()))
        for address in _ADDRESS.finditer(text) if "@" in text else ():
            known = self.addresses.get(address[0].lower())
            first, *surname = re.split("[._]", address[0].partition("@")[0])
            if known is not None or (surname and first.capitalize() in _GIVEN):
                yield _Found(address.start(), address.end(), address[0], known or ())

    def _titled(self, text: str, title: re.Match[str]) -> Iterator[_Found]:
        if name := _NEXT.match(text, title.end()):
            last = _NEXT.match(text, name.end())
            end = last.end() if last and last[0].startswith(" ") else name.end()
            holders = self.surnames.get(text[:end].split()[-1], [])
            roles = holders[0] if len(holders) == 1 else ()
            yield _Found(title.start(), end, text[title.start() : end], roles)

    def _full_name(self, text: str, word: re.Match[str]) -> Iterator[_Found]:
        for name, roles in self.names[word[0]]:
            end = word.start() + len(name)
            after = text[end : end + 1]
            if text.startswith(name, word.start()) and not (after.isalnum() or after == "_"):
                yield _Found(word.start(), end, name, roles)

    def _addressed(self, text: str, given: re.Match[str]) -> Iterator[_Found]:
        before = text[max(0, given.start() - _LONGEST_ADDRESSING) : given.start()]
        if _ADDRESSED.search(before):
            surname = _NEXT.match(text, given.end())
            end = surname.end() if surname and surname[0].startswith(" ") else given.end()
            yield _Found(given.start(), end, text[given.start() : end], ())
