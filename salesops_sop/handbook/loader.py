"""From files to a handbook: read, check against the schema, and index."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from weakref import WeakValueDictionary

import msgspec

from salesops_sop.base.position import Position
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook import markdown, records, yamltree
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.yamltree import Flaw, Tree


def load(files: Mapping[str, str], flaws: Iterable[Flaw] = ()) -> Handbook:
    """Read documents from texts by path; whatever is wrong becomes a flaw, never an exception.

    The same for a folder, a git commit and a test: the caller says where the texts come from, and
    in `flaws` what was found while they were read. A file that another living handbook has with
    the same text is not read again: both have the same documents of it.
    """
    found = list(flaws)
    lost = {PurePosixPath(flaw.position.path).stem for flaw in found}
    documents: dict[str, Document] = {}
    read = [_file(path, files[path]) for path in sorted(files)]
    for file in read:
        found += file.flaws
        lost |= file.lost
        for document in file.documents:
            found += _kept(documents, document)
    return Handbook(
        documents=tuple(documents.values()),
        flaws=tuple(sorted(found, key=lambda flaw: flaw.position)),
        lost=frozenset(lost),
        files=files,
        read=tuple(read),
    )


def _file(path: str, text: str) -> "_File":
    known = _READ.get((path, text))
    if known is None:
        known = _READ[path, text] = _File()
        known.read(path, text)
    return known


def _kept(documents: dict[str, Document], document: Document) -> Iterator[Flaw]:
    """Add a document, or tell of the other one that is there."""
    settings = document.kind == "handbook"  # whatever its id, there is one
    first = documents.setdefault("handbook" if settings else document.ref, document)
    if first is not document:
        two = "of kind ‘handbook’: delete" if settings else f"‘{document.ref}’: rename or delete"
        yield Flaw(
            "document/duplicate-id",
            f"there are two documents {two} one",
            document.at("id").position,
            ((first.at("id").position, "the other one"),),
        )


@dataclass(eq=False)
class _File:
    """What stands in one file: its documents, what is wrong, and names of what cannot be read."""

    documents: list[Document] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def read(self, path: str, text: str) -> None:
        trees, body, body_line = self._parts(path, text)
        self.documents = [document for tree in trees if (document := self._document(tree))]
        if body and self.documents:
            self.documents[0].__dict__.update(body=body, body_line=body_line)
        if len(trees) == 1 and self.documents:
            self._file_name(path, self.documents[0])

    def _parts(self, path: str, text: str) -> tuple[list[Tree], str, int]:
        if PurePosixPath(path).suffix.lower() != ".md":
            trees = yamltree.parse(text, path)
            if not trees:
                self._flaw(
                    "document/schema", path, "the file is empty: write a document or delete it"
                )
            return trees, "", 1
        front = markdown.split(text)
        if front.front is None or not front.closed:
            missing = _NO_FRONT_MATTER if front.front is None else _OPEN_FRONT_MATTER
            self._flaw("document/schema", path, missing)
            self.lost.add(PurePosixPath(path).stem)
            return [], "", 1
        trees = yamltree.parse(front.front, path, front.front_line)
        if not trees:
            self._flaw("document/schema", path, "the front matter is empty: start with `kind:`")
        self.flaws += yamltree.hidden(front.body, path, front.body_line)
        return trees[:1], front.body, front.body_line

    def _document(self, tree: Tree) -> Document | None:
        self.flaws += tree.problems
        document = None if tree.value is None else self._checked(tree, tree.value)
        if document is None:
            self._lose(tree)
        return document

    def _checked(self, tree: Tree, value: Any) -> Document | None:
        kind = value.get("kind") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            self._fault(tree, (), "expected fields with values, starting with `kind:`")
            return None
        if not isinstance(kind, str) or kind not in KINDS:
            self._fault(tree, ("kind",) if "kind" in value else (), _unknown_kind(kind))
            return None
        try:
            document = records.convert(kind, value)
        except msgspec.ValidationError as error:
            self.flaws += _explained(tree, kind, value, error)
            return None
        document.__dict__["tree"] = tree
        self._title(document)
        return document

    def _lose(self, tree: Tree) -> None:
        self.lost.add(PurePosixPath(tree.path).stem)
        if isinstance(tree.value, dict) and isinstance(tree.value.get("id"), str):
            self.lost.add(tree.value["id"])

    def _file_name(self, path: str, document: Document) -> None:
        file = PurePosixPath(path)
        suffix = ".md" if file.suffix.lower() == ".md" else ".yaml"
        wanted = f"{document.id}{suffix}"
        if document.kind == "handbook":
            wanted = "handbook.yaml"
        if file.name != wanted:
            message = f"a file is named after its document: rename it to ‘{wanted}’"
            place = document.at("id") if "id" in (document.tree.value or {}) else document.at()
            self.flaws.append(Flaw("document/file-name", message, place.position))

    def _title(self, document: Document) -> None:
        """A title is shown in many places; markup in one is a mistake at best."""
        if tag := _TAG.search(document.title):
            message = f"“{tag[0][:60]}” is HTML: a title is plain text, take it out"
            place = document.at("title", offset=tag.start())
            self.flaws.append(Flaw("document/schema", message, place.position))

    def _fault(self, tree: Tree, way: tuple[str | int, ...], message: str) -> None:
        self.flaws.append(Flaw("document/schema", message, tree.locate(way)))

    def _flaw(self, rule: str, path: str, message: str) -> None:
        self.flaws.append(Flaw(rule, message, Position(path, 1, 1)))


def _explained(
    tree: Tree, kind: str, value: dict[str, Any], error: msgspec.ValidationError
) -> Iterator[Flaw]:
    # here and not at the top: most runs never need it, and it costs a fifth of a second
    from salesops_sop.handbook import schema

    for fault in schema.faults(kind, value) or [schema.fault_of(error)]:
        yield Flaw("document/schema", fault.message, tree.locate(fault.path, key=fault.key))


_READ: WeakValueDictionary[tuple[str, str], _File] = WeakValueDictionary()
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_NO_FRONT_MATTER = (
    "there is no front matter: start the file with `---`, the document’s fields, and `---` again"
)
_OPEN_FRONT_MATTER = (
    "the front matter has no end: write `---` on a line of its own below the document’s fields"
)


def _unknown_kind(kind: Any) -> str:
    if kind is None:
        return f"‘kind’ is missing: write one of {', '.join(KINDS)}"
    return f"‘{str(kind)[:60]}’ is no kind{did_you_mean(str(kind), KINDS) or _known()}"


def _known() -> str:
    return f": write one of {', '.join(KINDS)}"
