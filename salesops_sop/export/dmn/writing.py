"""A decision table as DMN 1.3, with the drawing of what it depends on.

Source: OMG DMN 1.3 (formal/21-02-01), chapters 6 to 8 and 13. Ids of elements are ours with a word
before them, so that they are unique in the file and lead back: `input_deal-value`.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from salesops_sop.export.dmn import feel, typed
from salesops_sop.export.dmn.drawing import draw
from salesops_sop.export.format import ExportError
from salesops_sop.export.words import plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.record import Approvers
from salesops_sop.lang.condition import Condition

NAMESPACES = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
    "xmlns:sop": "urn:salesops-sop:dmn:1",
}
TYPES = {"number": "number", "integer": "number", "boolean": "boolean", "date": "date"}
"""The FEEL type of a column; all others are texts."""
ALL_OF, ANY_OF = "all of ", "any of "


def write(handbook: Handbook, decision: Decision) -> str:
    """The DMN file of a decision; raises ExportError for a table whose cells cannot be read."""
    return _Writer(handbook, decision).file()


class _Writer:
    def __init__(self, handbook: Handbook, decision: Decision) -> None:
        self.handbook = handbook
        self.decision = decision

    def file(self) -> str:
        title = self._plain(self.decision.title)
        ident = self.decision.id
        about = {"id": f"definitions_{ident}", "name": title, "namespace": f"urn:sop:{ident}"}
        root = Element("definitions", {**NAMESPACES, **about})
        for column in self.decision.inputs:
            self._data(root, column)
        self._decision(root, title)
        draw(root, f"decision_{ident}", [column.id for column in self.decision.inputs])
        indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'

    def _data(self, root: Element, column: Column) -> None:
        ident, name = f"data_{column.id}", feel.name(column.id)
        label = self._label(column)
        data = SubElement(root, "inputData", {"id": ident, "label": label, "name": name})
        if column.meaning:
            SubElement(data, "description").text = self._plain(column.meaning)
        about = {"id": f"{ident}_variable", "name": name, "typeRef": _type(column)}
        SubElement(data, "variable", about)

    def _decision(self, root: Element, title: str) -> None:
        ident = f"decision_{self.decision.id}"
        name = _name(title) or feel.name(self.decision.id)
        found = SubElement(root, "decision", {"id": ident, "label": title, "name": name})
        if self.decision.purpose:
            SubElement(found, "description").text = self._plain(self.decision.purpose)
        SubElement(found, "question").text = self._plain(self.decision.question)
        outputs = self.decision.outputs
        variable = SubElement(found, "variable", {"id": f"{ident}_variable", "name": name})
        if len(outputs) == 1:
            variable.set("typeRef", _type(outputs[0]))
        for column in self.decision.inputs:
            needed = SubElement(found, "informationRequirement", {"id": f"needs_{column.id}"})
            SubElement(needed, "requiredInput", {"href": f"#data_{column.id}"})
        self._table(found)

    def _table(self, decision: Element) -> None:
        policy = self.decision.hit_policy.upper()
        about = {"id": f"table_{self.decision.id}", "hitPolicy": policy}
        table = SubElement(decision, "decisionTable", about)
        for column in self.decision.inputs:
            self._input(table, column)
        for column in self.decision.outputs:
            self._output(table, column)
        SubElement(table, "annotation", {"name": "because"})
        for rule in self.decision.rules:
            self._rule(table, rule)

    def _input(self, table: Element, column: Column) -> None:
        about = {"id": f"input_{column.id}", "label": self._label(column)}
        clause = SubElement(table, "input", about)
        self._extension(clause, column)
        about = {"id": f"input_{column.id}_expression", "typeRef": _type(column)}
        _text(SubElement(clause, "inputExpression", about), feel.name(column.id))
        self._domain(clause, "inputValues", column)

    def _output(self, table: Element, column: Column) -> None:
        about = {"id": f"output_{column.id}", "label": self._label(column)}
        if len(self.decision.outputs) > 1:  # the standard gives the only output no name
            about["name"] = feel.name(column.id)
        clause = SubElement(table, "output", {**about, "typeRef": _type(column)})
        self._extension(clause, column)
        self._domain(clause, "outputValues", column)

    def _extension(self, clause: Element, column: Column) -> None:
        """What DMN has no place for, so that reading it back gives the same column."""
        about = {"type": column.type, "title": self._plain(column.title)}
        about |= {"unit": column.unit or "", "dimension": column.dimension or ""}
        about |= {"meaning": self._plain(column.meaning)}
        extension = SubElement(clause, "extensionElements")
        SubElement(extension, "sop:column", {name: said for name, said in about.items() if said})

    def _domain(self, clause: Element, name: str, column: Column) -> None:
        try:
            values = typed.values(column, self.handbook)
            bounds = typed.bounds(column)
        except ExportError as error:
            raise ExportError(f"column ‘{column.id}’: {error}") from None
        if values:
            text = ", ".join(map(feel.literal, values))
        elif bounds:
            text = feel.test(Condition((bounds,)))
        else:
            return
        _text(SubElement(clause, name, {"id": f"{clause.get('id')}_values"}), text)

    def _rule(self, table: Element, rule: DecisionRule) -> None:
        ident = f"rule_{rule.id}"
        row = SubElement(table, "rule", {"id": ident})
        because = self._plain(rule.because)
        if because:  # where dmn-js and Camunda show it
            SubElement(row, "description").text = because
        for column in self.decision.inputs:
            entry = SubElement(row, "inputEntry", {"id": f"{ident}_input_{column.id}"})
            _text(entry, self._cell(rule, column))
        for column in self.decision.outputs:
            entry = SubElement(row, "outputEntry", {"id": f"{ident}_output_{column.id}"})
            _text(entry, self._answer(rule, column))
        _text(SubElement(row, "annotationEntry"), because)

    def _cell(self, rule: DecisionRule, column: Column) -> str:
        try:
            return feel.test(typed.cell(column, rule.when.get(column.id), self.handbook))
        except ExportError as error:
            raise ExportError(f"rule ‘{rule.id}’, input ‘{column.id}’: {error}") from None

    def _answer(self, rule: DecisionRule, column: Column) -> str:
        try:
            return _answer(column, rule.then.get(column.id))
        except ExportError as error:
            raise ExportError(f"rule ‘{rule.id}’, output ‘{column.id}’: {error}") from None

    def _label(self, column: Column) -> str:
        title = self._plain(column.title) or column.id.replace("-", " ").capitalize()
        return f"{title} ({self._plain(column.unit)})" if column.unit else title

    def _plain(self, text: str | None) -> str:
        return plain(text, self.handbook)


def _answer(column: Column, raw: object) -> str:
    if raw is None:
        return "null"
    if isinstance(raw, Approvers) or (isinstance(raw, list) and column.type == "roles"):
        return feel.literal(_roles(raw))
    if isinstance(raw, list):
        return f"[{', '.join(feel.literal(typed.value(column, item)) for item in raw)}]"
    return feel.literal(typed.value(column, raw))


def _roles(raw: Approvers | list[Any]) -> str:
    """Several roles as one text, which every engine can carry: `all of vp-sales, cfo`."""
    if isinstance(raw, list):
        return f"{ALL_OF}{', '.join(map(str, raw))}"
    if raw.all_of:
        return f"{ALL_OF}{', '.join(raw.all_of)}"
    return f"{ANY_OF}{', '.join(raw.any_of)}"


def _type(column: Column) -> str:
    return TYPES.get(column.type, "string")


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _name(title: str) -> str:
    """A title as a FEEL name, which is words and spaces only."""
    return " ".join(re.findall(r"[^\W\d_]\w*", title))
