"""The form that asks a decision table in the browser, and the table as its script reads it."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from salesops_sop.analysis.decision.questions import Cell, Question, Table, TableError, table
from salesops_sop.analysis.decision.reading import bounds
from salesops_sop.analysis.decision.stating import plain
from salesops_sop.handbook.model.decision import Column, Decision
from salesops_sop.handbook.model.fields import DimensionNode
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.condition import Range
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import attributes
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

_NOUNS = {"number": "a number", "integer": "a whole number", "date": "a date"}


class Option(NamedTuple):
    """A value that can be chosen, its name, and its name inside a sentence."""

    value: str
    name: str
    said: str


class Field(NamedTuple):
    """An input of the form: a list to choose from when it has groups, else a field to type in.

    A group is a name, empty for none, and options.
    """

    id: str
    title: str
    unit: str
    groups: Sequence[tuple[str, Sequence[Option]]]
    attributes: Markup
    expected: str


def form(writer: Writer, decision: Decision) -> Markup:
    """The form; nothing for a table without inputs, or with cells that cannot be read."""
    try:
        asked = table(decision, writer.handbook)
    except TableError:
        return Markup("")
    if not asked.questions or not asked.rows:
        return Markup("")
    titles = [title(writer, column) for column in decision.outputs]
    data = script_data(asked) | {"outputs": titles}
    for shown, question in zip(data["inputs"], asked.questions, strict=True):
        shown["title"] = title(writer, question.column)
    return fill(
        "ask.html.j2",
        question=writer.wording.plain(decision.question),
        data=escape(json.dumps(data, separators=(",", ":"))),
        fields=[_field(writer, question) for question in asked.questions],
    )


def title(writer: Writer, column: Column) -> str:
    """What people call a column."""
    return writer.wording.plain(column.title) or writer.wording.name(column.id)


def script_data(asked: Table) -> dict[str, Any]:
    """The table for `decide.js`: each cell once, read; rules name the places of their cells.

    `says` is equal for rules with equal results. Ends of ranges are texts, null where open.
    """
    places: list[dict[Cell, int]] = [{} for _ in asked.questions]
    rules = []
    says: dict[object, int] = {}
    for row in asked.rows:
        pairs = zip(places, row.cells, strict=True)
        rules.append(
            {
                "cells": [known.setdefault(cell, len(known)) for known, cell in pairs],
                "says": says.setdefault(row.result.key, len(says)),
                "rank": list(row.result.rank),
            }
        )
    inputs = [_input(q, known) for q, known in zip(asked.questions, places, strict=True)]
    return {"policy": asked.decision.hit_policy, "inputs": inputs, "rules": rules}


def _input(question: Question, cells: dict[Cell, int]) -> dict[str, Any]:
    kind = question.column.type
    shown: dict[str, Any] = {"cells": [_cell(question, cell) for cell in cells]}
    if question.values:
        return shown | {"values": list(question.values)}
    shown["type"] = {"integer": "number", "number": "number", "date": "date"}.get(kind, "text")
    if shown["type"] == "text":
        return shown
    low, high = (_end(bound) for bound in (question.low, question.high))
    unit = question.column.unit or ""
    return shown | {"low": low, "high": high, "unit": unit, "whole": kind == "integer"}


def _cell(question: Question, cell: Cell) -> dict[str, Any]:
    if cell.always:
        return {"always": True}
    if cell.accepted is not None:
        return {"in": [n for n, value in enumerate(question.values) if value in cell.accepted]}
    ranges = [_range(r) for r in cell.condition.ranges]
    return {"ranges": ranges, "not": cell.condition.negated}


def _range(r: Range) -> list[object]:
    return [_end(r.low), r.low_closed, _end(r.high), r.high_closed]


def _end(value: object) -> str | None:
    return None if value is None else plain(value)


def _field(writer: Writer, question: Question) -> Field:
    column = question.column
    unit = column.unit if column.unit and column.unit != "1" and not question.values else None
    noun = _NOUNS.get(column.type, "a text")
    return Field(
        column.id,
        title(writer, column),
        writer.wording.plain(unit),
        list(_groups(writer, question)) if question.values else (),
        _attributes(question),
        f"Write {noun}{bounds(question)}.",
    )


def _attributes(question: Question) -> Markup:
    kind = question.column.type
    if kind not in _NOUNS:
        return attributes({"type": "text"})
    given = {"type": "date" if kind == "date" else "number"}
    for name, bound in (("min", question.low), ("max", question.high)):
        if bound is not None:
            given[name] = plain(bound)
    if kind != "date":
        given |= {"step": "1" if kind == "integer" else "any", "inputmode": "decimal"}
    return attributes(given)


def _groups(writer: Writer, question: Question) -> Iterator[tuple[str, list[Option]]]:
    column = question.column
    dimension = writer.handbook.get(Dimension, column.dimension or column.id)
    if column.type == "dimension" and not column.values and dimension:
        leaves = _leaves(writer, dimension.values, "")
        for group, several in groupby(leaves, key=lambda leaf: leaf[0]):
            yield group, [_option(writer, question, value) for _, value in several]
    else:
        yield "", [_option(writer, question, value) for value in question.values]


def _leaves(
    writer: Writer, nodes: Sequence[DimensionNode], around: str
) -> Iterator[tuple[str, str]]:
    """The smallest values in the order of the tree, each after the names of those around it."""
    for node in nodes:
        if node.children:
            name = writer.wording.name(node.id)
            yield from _leaves(writer, node.children, f"{around} › {name}" if around else name)
        else:
            yield around, node.id


def _option(writer: Writer, question: Question, value: str) -> Option:
    column = question.column
    if column.type in ("role", "roles"):
        name = writer.wording.named("role", value)
        return Option(value, name, name)
    named = value in question.names and column.type != "dimension"
    said = question.names[value] if named else writer.wording.stated(value, column.unit)
    return Option(value, said[:1].upper() + said[1:], said)
