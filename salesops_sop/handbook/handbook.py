"""A loaded handbook: its documents, its words, and who refers to what."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.settings import HandbookFile
from salesops_sop.handbook.walk import Contents, Reference, contents
from salesops_sop.handbook.yamltree import Flaw

D = TypeVar("D", bound=Document)
T = TypeVar("T")


@dataclass
class Handbook:
    """All documents that could be read, sorted by file and line; the first of a repeated id wins.

    `flaws` is what was found while loading. `lost` holds the ids of documents that are there but
    could not be read: whoever refers to them is not to blame. `read` is the loader’s alone.
    """

    documents: tuple[Document, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    lost: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    read: tuple[object, ...] = field(default=(), repr=False, compare=False)

    def all(self, record: type[D]) -> list[D]:
        """Every document of a kind, sorted by id: `handbook.all(Role)`."""
        found = self._by_type.get(record, {})
        return [document for document in found.values() if isinstance(document, record)]

    def get(self, record: type[D], ident: str) -> D | None:
        """The document with this id, or None: `handbook.get(Role, "vp-sales")`."""
        document = self._by_type.get(record, {}).get(ident)
        return document if isinstance(document, record) else None

    def find(self, kind: str, ident: str) -> Document | None:
        """The document of a kind (as written in files) with this id, or None."""
        return self._by_kind.get(kind, {}).get(ident)

    def ids(self, kind: str) -> Collection[str]:
        """The ids of all documents of a kind (as written in files)."""
        return self._by_kind.get(kind, {}).keys()

    def resolve(self, reference: Reference) -> Document | None:
        """The document that a reference means, or None when there is none."""
        for kind in reference.kinds:
            document = self.find(kind, reference.id)
            if document is not None:
                return document
        return None

    def contents(self, document: Document) -> Contents:
        """What a document refers to and says, in the order in which it stands there."""
        return contents(document)

    def references(self) -> Iterator[Reference]:
        """Every reference of every document."""
        for document in self.documents:
            yield from contents(document).references

    def derived(self, make: Callable[["Handbook"], T]) -> T:
        """What an analysis makes of this handbook, made once for all who ask."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    @cached_property
    def _derived(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def settings(self) -> HandbookFile:
        """`handbook.yaml`, or defaults when there is none."""
        found = self.all(HandbookFile)
        return found[0] if found else HandbookFile(id="handbook", title="Handbook")

    @cached_property
    def incoming(self) -> Mapping[str, list[Reference]]:
        """From `kind:id` to the references that lead there."""
        found: dict[str, list[Reference]] = {}
        for reference in self.references():
            document = self.resolve(reference)
            if document is not None:
                found.setdefault(document.ref, []).append(reference)
        return found

    @cached_property
    def _by_kind(self) -> dict[str, dict[str, Document]]:
        found: dict[str, dict[str, Document]] = {}
        for document in sorted(self.documents, key=lambda d: d.id):
            found.setdefault(document.kind, {}).setdefault(document.id, document)
        return found

    @cached_property
    def _by_type(self) -> dict[type[Document], dict[str, Document]]:
        return {
            type(next(iter(documents.values()))): documents for documents in self._by_kind.values()
        }
