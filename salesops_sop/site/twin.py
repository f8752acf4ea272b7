"""The same handbook for programs: one list of its documents, and a JSON file for each."""

from collections.abc import Iterator
from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import Digests
from salesops_sop.handbook.model.record import Document
from salesops_sop.site.pages.address import HOME, address, url
from salesops_sop.site.pages.review import control_of

FORMAT = "salesops-sop/handbook/1"
LIST = "handbook.json"
FOLDER = "data"


def twin(handbook: Handbook, release: str = "") -> dict[str, str]:
    """From paths, relative to the site's root, to JSON texts; equal handbooks give equal texts.

    `release` is the name of the version where several lie side by side. Documents without a page
    are left out: persons, whose addresses and keys are nobody's business on a site.
    """
    shown = list(_shown(handbook))
    listed = {
        "format": FORMAT,
        "title": handbook.settings.title,
        "release": release or None,
        "documents": [_entry(handbook, document) for document in shown],
    }
    files = {LIST: dumps(listed)}
    for document in shown:
        files[_file(document)] = dumps(
            {
                "format": FORMAT,
                **_entry(handbook, document),
                "content": document.tree.value,
                "body": document.body,
                "referred_to_by": _referrers(handbook, document),
            }
        )
    return files


def _shown(handbook: Handbook) -> Iterator[Document]:
    """The documents that have a page, by kind and id; of a repeated id the one that counts."""
    for document in sorted(handbook.documents, key=lambda document: (document.kind, document.id)):
        if address(document) and handbook.find(document.kind, document.id) is document:
            yield document


def _entry(handbook: Handbook, document: Document) -> dict[str, Any]:
    control = control_of(document)
    return {
        "kind": document.kind,
        "id": document.id,
        "title": document.title,
        "page": _page(document),
        "data": _file(document),
        "status": control.status.value if control else None,
        "version": control.version if control else None,
        "owner": control.owner if control else None,
        "digest": handbook.derived(Digests).of(document),
    }


def _page(document: Document) -> str | None:
    place = address(document)
    return url(HOME, place) if place else None


def _file(document: Document) -> str:
    return f"{FOLDER}/{document.kind}/{document.id}.json"


def _referrers(handbook: Handbook, document: Document) -> list[dict[str, str]]:
    """Who refers to a document, each once, by kind and id."""
    found = {
        (reference.document.kind, reference.document.id)
        for reference in handbook.incoming.get(document.ref, ())
        if reference.document is not document and address(reference.document)
    }
    return [{"kind": kind, "id": ident} for kind, ident in sorted(found)]
