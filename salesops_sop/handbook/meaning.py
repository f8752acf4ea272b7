"""The digest of what a document says: equal for two texts that differ in their form alone."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import DimensionNode
from salesops_sop.handbook.model.record import Control, Document

SHOWN = 12
"""Digits that people compare: one in 10^14 changes would leave them as they are."""


def digest(document: Document) -> str:
    """SHA-256 of a document's record and body in canonical JSON, as 64 hexadecimal digits.

    Left out is what has no meaning: the order of keys, the way a value is written, lines and
    spaces, comments, fields that say what holds without them, and of document control everything
    but the owner. So approvals, dates and a higher version alone change nothing.
    """
    return _sha256(_said_by(document))


class Digests:
    """The digests of one handbook’s documents, each made once: `handbook.derived(Digests)`."""

    def __init__(self, handbook: Handbook) -> None:
        self._made: dict[int, tuple[Document, str]] = {}

    def of(self, document: Document) -> str:
        """As `digest`."""
        if id(document) not in self._made:  # kept with it, so that no other takes its id
            self._made[id(document)] = document, digest(document)
        return self._made[id(document)][1]


def approved_digest(document: Document) -> str:
    """The same with document control: owner, number, version, approvers and dates, not the status.

    This is what an approval is bound to; that a document comes into force is what it allows.
    """
    control = getattr(document, "control", None)
    said = dict(_fields(control)) if isinstance(control, Control) else {}
    said.pop("status", None)
    return _sha256({**_said_by(document), "control": said})


def _said_by(document: Document) -> dict[str, Any]:
    return {"kind": document.kind, **_record(document), "body": " ".join(document.body.split())}


def _sha256(said: dict[str, Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _record(record: Struct) -> dict[str, Any]:
    if isinstance(record, Control):
        return {"owner": record.owner}
    return dict(_fields(record))


def _fields(record: Struct) -> Iterator[tuple[str, Any]]:
    for name, value in _said(record):
        if (plain := _plain(value)) not in _EMPTY:
            yield name, plain


_EMPTY: tuple[Any, ...] = (None, "", [], {})


def _said(record: Struct) -> Iterator[tuple[str, Any]]:
    """The fields that say more than their defaults."""
    for field in _fields_of(type(record)):
        value = getattr(record, field.name)
        if value is not field.default and value != field.default:
            yield field.encode_name, value


@cache  # asking anew for each record was most of what a digest took
def _fields_of(record: type[Struct]) -> tuple[FieldInfo, ...]:
    return fields(record)


def _plain(value: Any) -> Any:
    """A value as JSON has it, texts without the form in which they were written."""
    match value:
        case Enum():
            return value.value
        case Struct():
            return _record(value)
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case date():
            return value.isoformat()
        case None | bool() | int() | float():
            return value
        case DimensionNode():
            return [value.id, [_plain(inner) for inner in value.children]]
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return " ".join(str(value).split())
