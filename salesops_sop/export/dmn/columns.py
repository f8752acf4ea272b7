"""The columns of a table in a DMN file: their ids, types and values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from xml.etree.ElementTree import Element

from salesops_sop.export.dmn import parsing
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
KINDS = {bool: "boolean", Decimal: "number", date: "date", str: "string"}


@dataclass(frozen=True)
class Clause:
    """An input or an output of the file; `domain` holds its `values`, or its `min` and `max`.

    `stated` is what files of ours say of it beside the standard; empty in those of other tools.
    """

    id: str
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
            "title": self.stated.get("title", "") if self.stated else self.label,
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
        ident = (own(clause, f"{self.noun}_") if stated else "") or kebab(name) or kebab(label)
        ident = self._unique(ident or self.noun)
        kind = stated.get("type", "")
        if kind not in get_args(ColumnType):
            kind = self._type(label or ident, type_ref, cells)
        meaning = stated.get("meaning", "") or text(clause, "description")
        if not stated and not _NAME.fullmatch(name):
            meaning = meaning or name  # what it calculates, for whoever enters the value here
        domain = self._domain(clause, type_ref, label or ident)
        return Clause(ident, label or ident, kind, stated, meaning, domain)

    def _unique(self, ident: str) -> str:
        names = (ident, *(f"{ident[: LONGEST_ID - 6]}-{n}" for n in range(2, len(self.ids) + 3)))
        found = next(name for name in names if name not in self.ids)
        self.ids.add(found)
        return found

    def _type(self, label: str, type_ref: str, cells: list[str]) -> str:
        name = type_ref.rpartition(":")[2]
        if name in self.definitions:
            name = text(self.definitions[name], "typeRef").rpartition(":")[2]
        if name in ("", "Any"):
            return _guessed(cells)
        if name not in TYPES:
            raise ReadError(f"{self.noun} “{label}” is of type {name}, which no column here can be")
        return TYPES[name]

    def _domain(self, clause: Element, type_ref: str, label: str) -> dict[str, Any]:
        said = text(clause, f"{self.noun}Values", "text")
        definition = self.definitions.get(type_ref.rpartition(":")[2])
        if not said and definition is not None:
            said = text(definition, "allowedValues", "text")
        try:
            found = dict(_domain(said))
        except ReadError:
            found = {}
        if said and said != "-" and not found:
            self.notes.append(f"the values of {self.noun} “{label}” are left out: {said}")
        return found


def _domain(said: str) -> Iterator[tuple[str, Any]]:
    condition = parsing.condition(said)
    points = [parsing.point(given) for given in condition.ranges]
    if condition.negated or not points:
        return
    if None not in points:
        yield "values", [parsing.plain(value) for value in points if value is not None]
    elif len(points) == 1:
        (given,) = condition.ranges
        ends = (("min", given.low, given.low_closed), ("max", given.high, given.high_closed))
        stated = [(name, end, closed) for name, end, closed in ends if end is not None]
        if all(closed for _, _, closed in stated):  # bounds belong to the values here
            yield from ((name, parsing.plain(end)) for name, end, _ in stated)


def _guessed(cells: list[str]) -> str:
    """The type of a column that has none: that of its values, if they are all of one."""
    found = set()
    for cell in cells:
        try:
            ranges = parsing.condition(cell).ranges if cell != "null" else ()
        except ReadError:
            continue
        ends = [end for given in ranges for end in (given.low, given.high)]
        found |= {KINDS[type(end)] for end in ends if end is not None}
    return found.pop() if len(found) == 1 else "string"
