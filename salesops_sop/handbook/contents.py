"""What a document holds for others to look at: references, prose, links, scopes."""

from dataclasses import dataclass, field

from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.record import Document, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a document names another one."""

    place: Place
    kinds: tuple[str, ...]
    id: str
    anchor: str = ""
    in_prose: bool = False

    @property
    def document(self) -> Document:
        """The document that refers."""
        return self.place.document


@dataclass(frozen=True, slots=True)
class Passage:
    """A text for people: a sentence, or (`title`) a name."""

    place: Place
    text: str
    title: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class ScopeAt:
    """A scope and where it stands."""

    place: Place
    scope: Scope


@dataclass(frozen=True, slots=True)
class ValueAt:
    """A value of a dimension, where a scope or a time limit by dimension names it."""

    place: Place
    dimension: str
    value: str


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A link in a passage: what readers see, where it leads, and where it stands."""

    place: Place
    label: str
    target: str


@dataclass(slots=True)
class Contents:
    """Everything in one document that rules look at without knowing its kind."""

    references: list[Reference] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[LinkAt] = field(default_factory=list)
    scopes: list[ScopeAt] = field(default_factory=list)
    values: list[ValueAt] = field(default_factory=list)
