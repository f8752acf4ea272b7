"""The columns of a table in a DMN file: their ids, types and values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args
from xml.etree.ElementTree import Element

from salesops_sop.export.dmn import feel, grid
from salesops_sop.export.dmn.domains import bounded, guessed
from salesops_sop.export.dmn.tree import OURS, ReadError, inside, text
from salesops_sop.handbook.model.decision import ColumnType
from salesops_sop.handbook.model.fields import ID_PATTERN, LONGEST_ID

TYPES = {
    "string": "string",
    "boolean": "boolean",
    "number": "number",
    "double": "number",
    "integer": "integer",
    "long": "integer",
    "date": "date",
}
_NAME = re.compile(r"[\w.]*(?: [\w.]+)*")


@dataclass(frozen=True)
class Clause:
    """An input or an output of the file; `domain` holds its `values`, or its `min` and `max`.

    `label` is how the file calls it. `stated` is what files of ours say of it beside the standard;
    it is empty in those of other tools.
    """

    id: str
    title: str
    label: str
    type: str
    stated: Mapping[str, str]
    meaning: str
    domain: Mapping[str, Any]

    @property
    def dimension(self) -> str:
        """The id of the dimension whose values it has, or nothing."""
        return (self.stated.get("dimension") or self.id) if self.type == "dimension" else ""

    def fields(self) -> dict[str, Any]:
        """The column of our document."""
        found = {
            "id": self.id,
            "title": self.title,
            "meaning": self.meaning,
            "type": self.type,
            "dimension": self.stated.get("dimension", ""),
            "unit": self.stated.get("unit", ""),
        }
        return {**{name: value for name, value in found.items() if value}, **self.domain}


def inputs(table: Element, root: Element, notes: list[str]) -> list[Clause]:
    """The inputs; what of them is left out is added to `notes`. Raises ReadError."""
    reading = _Reading(root, notes, "input")
    rows = [list(inside(rule, "inputEntry")) for rule in inside(table, "rule")]
    found = []
    for place, clause in enumerate(inside(table, "input")):
        expression = next(inside(clause, "inputExpression"), clause)
        asked = text(expression, "text")
        cells = [text(row[place], "text") for row in rows if place < len(row)]
        found.append(reading.clause(clause, asked, expression.get("typeRef", ""), cells))
    return found


def outputs(table: Element, root: Element, notes: list[str]) -> list[Clause]:
    """The outputs, likewise."""
    reading = _Reading(root, notes, "output")
    rows = [list(inside(rule, "outputEntry")) for rule in inside(table, "rule")]
    found = []
    for place, clause in enumerate(inside(table, "output")):
        cells = [text(row[place], "text") for row in rows if place < len(row)]
        name = clause.get("name", "")
        found.append(reading.clause(clause, name, clause.get("typeRef", ""), cells))
    if not found:
        raise ReadError("the table has no output")
    return found


def kebab(name: str) -> str:
    """A name as an id: “Deal value (USD)” gives `deal-value-usd`; empty when nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", ascii_only)  # dealValue
    return re.sub(r"[^a-z0-9]+", "-", spaced.lower()).strip("-")[:LONGEST_ID].rstrip("-")


def own(element: Element, mark: str) -> str:
    """The id that a file of ours gave an element, or nothing."""
    ident = element.get("id", "")
    rest = ident.removeprefix(mark)
    valid = len(rest) <= LONGEST_ID and re.search(ID_PATTERN, rest)
    return rest if valid and rest != ident else ""


class _Reading:
    """Reads the clauses of one side of a table; ids stay unique."""

    def __init__(self, root: Element, notes: list[str], noun: str) -> None:
        self.definitions = {d.get("name", ""): d for d in inside(root, "itemDefinition")}
        self.notes = notes
        self.noun = noun
        self.ids: set[str] = set()

    def clause(self, clause: Element, name: str, type_ref: str, cells: list[str]) -> Clause:
        stated = next((dict(e.attrib) for e in clause.iter(f"{{{OURS}}}column")), {})
        label = " ".join((clause.get("label") or name).split())
        ident = self._unique(self._id(clause, name, stated) or kebab(name) or kebab(label))
        kind = stated.get("type", "")
        if kind not in get_args(ColumnType) or type_ref not in ("", grid.type_of(kind)):
            kind = self._type(label or ident, type_ref, cells)
        meaning = stated.get("meaning", "") or text(clause, "description")
        if not stated and not _NAME.fullmatch(name):
            meaning = meaning or name  # what it calculates, for whoever enters the value here
        domain = self._domain(clause, type_ref, label or ident)
        title = _title(label, ident, stated)
        return Clause(ident, title, label or ident, kind, stated, meaning, domain)

    def _id(self, clause: Element, name: str, stated: Mapping[str, str]) -> str:
        """The id that we gave it, unless another tool has renamed it since."""
        ident = own(clause, f"{self.noun}_") if stated else ""
        return ident if name in ("", feel.name(ident)) else ""

    def _unique(self, ident: str) -> str:
        ident = ident or self.noun
        names = (ident, *(f"{ident[: LONGEST_ID - 6]}-{n}" for n in range(2, len(self.ids) + 3)))
        found = next(name for name in names if name not in self.ids)
        self.ids.add(found)
        return found

    def _type(self, label: str, type_ref: str, cells: list[str]) -> str:
        name = type_ref.rpartition(":")[2]
        if name in self.definitions:
            name = text(self.definitions[name], "typeRef").rpartition(":")[2]
        if name in ("", "Any"):
            return guessed(cells)
        if name not in TYPES:
            raise ReadError(f"{self.noun} “{label}” is of type {name}, which no column here can be")
        return TYPES[name]

    def _domain(self, clause: Element, type_ref: str, label: str) -> dict[str, Any]:
        said = text(clause, f"{self.noun}Values", "text")
        definition = self.definitions.get(type_ref.rpartition(":")[2])
        if not said and definition is not None:
            said = text(definition, "allowedValues", "text")
        try:
            found = dict(bounded(said))
        except ReadError:
            found = {}
        if said and said != "-" and not found:
            self.notes.append(f"the values of {self.noun} “{label}” are left out: {said}")
        return found


def _title(label: str, ident: str, stated: Mapping[str, str]) -> str:
    """The title that we wrote beside the label, unless another tool has changed the label since."""
    title, unit = stated.get("title", ""), stated.get("unit", "")
    if stated and label in ("", feel.name(ident), grid.labelled(ident, title, unit)):
        return title
    return label.removesuffix(f" ({unit})")
