"""A decision table as DMN 1.3, with the drawing of what it depends on.

Source: OMG DMN 1.3 (formal/21-02-01), chapters 6 to 8 and 13.
"""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from salesops_sop.analysis.decision.questions import Table, TableError, table
from salesops_sop.export import words
from salesops_sop.export.dmn import feel, grid
from salesops_sop.export.dmn.drawing import draw
from salesops_sop.export.dmn.grid import Plain
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column, Decision

NAMESPACES = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
    "xmlns:sop": "urn:salesops-sop:dmn:1",
}


def write(handbook: Handbook, decision: Decision) -> str:
    """The DMN file of a decision; raises ExportError for a table that DMN cannot say."""
    try:
        asked = table(decision, handbook)
    except TableError as error:
        raise ExportError(str(error)) from None
    _check(decision)
    root = _definitions(asked, partial(words.plain, handbook=handbook))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _check(decision: Decision) -> None:
    if not decision.outputs:
        raise ExportError("the table has no output, and DMN wants one")
    _unique("inputs", (column.id for column in decision.inputs))
    _unique("outputs", (column.id for column in decision.outputs))
    _unique("rules", (rule.id for rule in decision.rules))


def _unique(noun: str, ids: Iterable[str]) -> None:
    for ident, times in Counter(ids).items():
        if times > 1:
            raise ExportError(f"{times} {noun} are named ‘{ident}’: give each an id of its own")


def _definitions(asked: Table, plain: Plain) -> Element:
    decision = asked.decision
    about = {
        "id": f"definitions_{decision.id}",
        "name": plain(decision.title),
        "namespace": f"urn:salesops-sop:decision:{decision.id}",
    }
    root = Element("definitions", {**NAMESPACES, **about})
    for column in decision.inputs:
        _data(root, column, plain)
    _decision(root, asked, plain)
    draw(root, f"decision_{decision.id}", [column.id for column in decision.inputs])
    return root


def _data(root: Element, column: Column, plain: Plain) -> None:
    ident, name = f"data_{column.id}", feel.name(column.id)
    about = {"id": ident, "label": grid.label(column, plain), "name": name}
    data = SubElement(root, "inputData", about)
    if column.meaning:
        SubElement(data, "description").text = plain(column.meaning)
    about = {"id": f"{ident}_variable", "name": name, "typeRef": grid.type_of(column.type)}
    SubElement(data, "variable", about)


def _decision(root: Element, asked: Table, plain: Plain) -> None:
    decision, title = asked.decision, plain(asked.decision.title)
    ident = f"decision_{decision.id}"
    name = feel.spoken(title) or feel.name(decision.id)
    element = SubElement(root, "decision", {"id": ident, "label": title, "name": name})
    if decision.purpose:
        SubElement(element, "description").text = plain(decision.purpose)
    SubElement(element, "question").text = plain(decision.question)
    variable = SubElement(element, "variable", {"id": f"{ident}_variable", "name": name})
    if len(decision.outputs) == 1 and decision.hit_policy != "collect":
        variable.set("typeRef", grid.type_of(decision.outputs[0].type))
    for column in decision.inputs:
        needed = SubElement(element, "informationRequirement", {"id": f"needs_{column.id}"})
        SubElement(needed, "requiredInput", {"href": f"#data_{column.id}"})
    grid.add(element, asked, plain)
