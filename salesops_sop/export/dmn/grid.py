"""The element of a DMN file that holds the table itself: clauses, rules and their cells.

Ids are ours with a word before them, so that they are unique and lead back: `input_deal-value`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, SubElement

from salesops_sop.analysis.decision.questions import Row, Table
from salesops_sop.export.dmn import feel, values
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.model.decision import Column

Plain = Callable[[str | None], str]
"""A text of the handbook without marks and links."""

TYPES = {"number": "number", "integer": "number", "boolean": "boolean", "date": "date"}
"""The FEEL type of a column; all others are texts."""


def add(decision: Element, table: Table, plain: Plain) -> None:
    """Add the table to the element of its decision; raises ExportError."""
    policy = table.decision.hit_policy.upper()
    about = {"id": f"table_{table.decision.id}", "hitPolicy": policy}
    element = SubElement(decision, "decisionTable", about)
    for column in table.decision.inputs:
        _input(element, column, table, plain)
    for column in table.decision.outputs:
        _output(element, column, table, plain)
    SubElement(element, "annotation", {"name": "because"})
    for row in table.rows:
        _rule(element, row, table, plain)


def type_of(kind: str) -> str:
    """The FEEL type of the values in a column of this type."""
    return TYPES.get(kind, "string")


def label(column: Column, plain: Plain) -> str:
    """A column’s name for people, with the unit: “Deal value (USD)”."""
    return labelled(column.id, plain(column.title), plain(column.unit))


def labelled(ident: str, title: str, unit: str) -> str:
    """The same from its parts, of which title and unit may be empty."""
    return (title or ident.replace("-", " ").capitalize()) + (f" ({unit})" if unit else "")


def _input(element: Element, column: Column, table: Table, plain: Plain) -> None:
    ident = f"input_{column.id}"
    clause = SubElement(element, "input", {"id": ident, "label": label(column, plain)})
    _extension(clause, column, plain)
    about = {"id": f"{ident}_expression", "typeRef": type_of(column.type)}
    _text(clause, "inputExpression", feel.name(column.id), about)
    _domain(clause, "inputValues", column, table)


def _output(element: Element, column: Column, table: Table, plain: Plain) -> None:
    about = {"id": f"output_{column.id}", "label": label(column, plain)}
    if len(table.decision.outputs) > 1:  # the standard gives the only output no name
        about["name"] = feel.name(column.id)
    clause = SubElement(element, "output", {**about, "typeRef": type_of(column.type)})
    _extension(clause, column, plain)
    _domain(clause, "outputValues", column, table)


def _extension(clause: Element, column: Column, plain: Plain) -> None:
    """What DMN has no place for, so that reading the file gives the same column."""
    about = {
        "type": column.type,
        "title": plain(column.title),
        "unit": plain(column.unit),
        "dimension": column.dimension,
        "meaning": plain(column.meaning),
    }
    stated = {name: text for name, text in about.items() if text}
    SubElement(SubElement(clause, "extensionElements"), "sop:column", stated)


def _domain(clause: Element, name: str, column: Column, table: Table) -> None:
    question = table.question(column.id) if name == "inputValues" else None
    with _told(f"column ‘{column.id}’"):
        text = values.domain(column, question)
    if text:
        _text(clause, name, text, {"id": f"{clause.get('id')}_values"})


def _rule(element: Element, row: Row, table: Table, plain: Plain) -> None:
    ident, because = f"rule_{row.rule.id}", plain(row.rule.because)
    rule = SubElement(element, "rule", {"id": ident})
    if because:  # dmn-js and Camunda show this one, others the annotation
        SubElement(rule, "description").text = because
    for question, cell in zip(table.questions, row.cells, strict=True):
        about = {"id": f"{ident}_input_{question.id}"}
        _text(rule, "inputEntry", values.unary(cell, question), about)
    for column in table.decision.outputs:
        with _told(f"rule ‘{row.rule.id}’, output ‘{column.id}’"):
            answer = values.answer(column, row.rule.then.get(column.id))
        _text(rule, "outputEntry", answer, {"id": f"{ident}_output_{column.id}"})
    _text(rule, "annotationEntry", because, {})


def _text(parent: Element, name: str, text: str, about: dict[str, str]) -> None:
    SubElement(SubElement(parent, name, about), "text").text = text


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except ExportError as error:
        raise ExportError(f"{where}: {error}") from None
