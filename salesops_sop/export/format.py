"""What an export format is: which documents it takes, and which files it makes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document


class File(NamedTuple):
    """A finished file: its name without a folder, what it holds, and what it could not hold.

    `left_out` are sentences, each about a document.
    """

    name: str
    content: str | bytes
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class OneEach:
    """A format with one file for each document.

    `write` takes the handbook and a document of one of these kinds; it raises ExportError.
    """

    title: str
    kinds: tuple[str, ...]
    suffix: str
    write: Callable[[Handbook, Any], str | bytes]

    def files(self, handbook: Handbook, documents: Sequence[Document]) -> list[File]:
        """The files of some documents, named by their ids."""
        return [File(f"{d.id}.{self.suffix}", self._written(handbook, d)) for d in documents]

    def _written(self, handbook: Handbook, document: Document) -> str | bytes:
        try:
            return self.write(handbook, document)
        except ExportError as error:
            raise ExportError(f"‘{document.ref}’: {error}") from None


@dataclass(frozen=True)
class OneForAll:
    """A format that tells of all documents in one file.

    `write` also gives sentences on the documents that the file leaves out; it raises ExportError.
    """

    title: str
    kinds: tuple[str, ...]
    name: str
    write: Callable[[Handbook, Sequence[Any]], tuple[str | bytes, Sequence[str]]]

    def files(self, handbook: Handbook, documents: Sequence[Document]) -> list[File]:
        """The one file."""
        content, left_out = self.write(handbook, documents)
        return [File(self.name, content, tuple(left_out))]


Plain = OneEach | OneForAll


@dataclass(frozen=True)
class Choice:
    """A format for which several tools have files of their own; the first is written unasked."""

    title: str
    ways: Mapping[str, Plain]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents that it takes."""
        return self.usual.kinds

    @property
    def usual(self) -> Plain:
        """What is written unasked."""
        return next(iter(self.ways.values()))

    def files(self, handbook: Handbook, documents: Sequence[Document]) -> list[File]:
        """The files that are written unasked."""
        return self.usual.files(handbook, documents)


Format = Plain | Choice


class ExportError(ValueError):
    """A document that a format cannot say: a sentence that names the part of it."""
