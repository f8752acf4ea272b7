"""Where a change is felt: the documents that refer to what changed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.history.diff.change import Change, Class
from salesops_sop.history.diff.documents import by_document


class Impact(NamedTuple):
    """A document that changed, and the places in others that refer to it, by kind and id.

    Where it is gone, these are the places that referred to it.
    """

    document: Document
    places: tuple[Place, ...]

    @property
    def documents(self) -> list[Document]:
        """The documents that refer to it, each once, by kind and id."""
        found = {place.document.ref: place.document for place in self.places}
        return [found[ref] for ref in sorted(found)]


def impact(old: Handbook, new: Handbook, found: Iterable[Change]) -> Iterator[Impact]:
    """The documents that changed in more than words and that others refer to, by kind and id.

    A document that itself changed is among those others: it may have to change once more.
    """
    for ref, changes in by_document(found).items():
        if all(change.of is Class.WORDING for change in changes):
            continue
        document = changes[0].document
        here = new if new.find(document.kind, document.id) else old
        places = _places(here, ref, changes)
        if places:
            yield Impact(document, places)


def _places(handbook: Handbook, ref: str, changes: Sequence[Change]) -> tuple[Place, ...]:
    found = [reference.place for reference in handbook.incoming.get(ref, ())]
    found += [place for change in changes for place in change.affects]
    others = {(p.document.ref, p.path): p for p in found if p.document.ref != ref}
    return tuple(others[key] for key in sorted(others, key=lambda key: (key[0], *map(str, key[1]))))
