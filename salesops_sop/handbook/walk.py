"""What a document holds: by the types of its fields, and by what single kinds mean beyond them."""

from contextlib import suppress

from salesops_sop.handbook import markdown
from salesops_sop.handbook.contents import (
    Contents,
    LinkAt,
    Passage,
    Reference,
    ScopeAt,
    ValueAt,
)
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.record import Approvers, Document, Place
from salesops_sop.handbook.visiting import Path, visit_limit, visit_struct

__all__ = ["Contents", "LinkAt", "Passage", "Reference", "ScopeAt", "ValueAt", "contents"]


def contents(document: Document) -> Contents:
    """Read a document through once; the answer is kept with the document."""
    found: Contents | None = document.__dict__.get("contents")
    if found is None:
        found = Contents()
        visit_struct(document, (), document, found)
        if document.body:
            place = Place(document, ("body",))
            found.passages.append(Passage(place, document.body, body=True))
        _link_references(found)
        if isinstance(document, Decision):
            _column_references(document, found)
            _output_references(document, found)
        elif isinstance(document, Kpi):
            _target_reference(document, found)
        document.__dict__["contents"] = found
    return found


def _link_references(found: Contents) -> None:
    for passage in found.passages:
        if "](" not in passage.text and "]:" not in passage.text:
            continue
        for link in markdown.links(passage.text):
            place = passage.place._replace(offset=link.offset)
            found.links.append(LinkAt(place, link.label, link.target))
            kind, colon, rest = link.target.partition(":")
            if colon and kind in KINDS:
                ident, _, anchor = rest.partition("#")
                found.references.append(Reference(place, (kind,), ident, anchor, in_prose=True))


def _target_reference(kpi: Kpi, found: Contents) -> None:
    if isinstance(kpi.target, str):
        with suppress(ValueError):
            visit_limit(Quantity.read(kpi.target), ("target",), kpi, found)


def _column_references(table: Decision, found: Contents) -> None:
    """A column that holds values of a dimension, and does not say of which, is named like it."""
    for name, columns in (("inputs", table.inputs), ("outputs", table.outputs)):
        for number, column in enumerate(columns):
            if column.type == "dimension" and column.dimension is None:
                place = Place(table, (name, number, "id"))
                found.references.append(Reference(place, ("dimension",), column.id))


def _output_references(table: Decision, found: Contents) -> None:
    roles = {column.id for column in table.outputs if column.type in ("role", "roles")}
    for number, rule in enumerate(table.rules):
        for output, value in rule.then.items():
            if output not in roles or isinstance(value, Approvers):
                continue
            names = value if isinstance(value, list) else [value]
            for index, name in enumerate(names):
                path: Path = ("rules", number, "then", output)
                path = (*path, index) if isinstance(value, list) else path
                if isinstance(name, str):
                    found.references.append(Reference(Place(table, path), ("role",), name))
