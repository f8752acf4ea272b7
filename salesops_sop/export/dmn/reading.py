"""A decision table of a DMN file, of ours or of another tool, as the fields of our document.

DMN 1.1 to 1.6 differ in their namespaces only, as far as tables go.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from salesops_sop.export.dmn import columns, feel, parsing
from salesops_sop.export.dmn.columns import Clause
from salesops_sop.export.dmn.folding import folded, known
from salesops_sop.export.dmn.tree import ReadError, inside, text, tree
from salesops_sop.export.dmn.values import ALL_OF, ANY_OF
from salesops_sop.handbook.handbook import Handbook

POLICIES = {
    "UNIQUE": "unique",
    "ANY": "any",
    "FIRST": "first",
    "PRIORITY": "priority",
    "COLLECT": "collect",
    "RULE ORDER": "collect",
}


class Found(NamedTuple):
    """The fields of a decision document, and what of the file was left out, in sentences."""

    fields: dict[str, Any]
    notes: tuple[str, ...]


def read(data: bytes, ident: str, handbook: Handbook) -> Found:
    """The table of a DMN file: the only one, or the one that is called `ident`.

    Values of a dimension that are everything inside another value of it become that value.
    Raises ReadError.
    """
    root = tree(data)
    decision, table = _chosen(root, ident)
    _check_language(root, table)
    notes: list[str] = []
    inputs = [known(clause, handbook, notes) for clause in columns.inputs(table, root, notes)]
    outputs = [known(clause, handbook, notes) for clause in columns.outputs(table, root, notes)]
    rules = list(inside(table, "rule"))
    fields = {
        "title": _title(decision),
        "question": text(decision, "question"),
        "purpose": text(decision, "description"),
        "hit_policy": _policy(table, notes),
        "inputs": [clause.fields() for clause in inputs],
        "outputs": [clause.fields() for clause in outputs],
        "rules": [_rule(n, rule, inputs, outputs, handbook) for n, rule in enumerate(rules, 1)],
    }
    return Found({name: value for name, value in fields.items() if value != ""}, tuple(notes))


def _chosen(root: Element, ident: str) -> tuple[Element, Element]:
    found = [(d, t) for d in inside(root, "decision") for t in inside(d, "decisionTable")]
    if not found:
        raise ReadError("the file has no decision table")
    named = [pair for pair in found if ident in _names(pair[0])]
    if len(named) == 1 or len(found) == 1:
        return (named or found)[0]
    names = ", ".join(sorted({_names(decision)[-1] for decision, _ in found}))
    raise ReadError(f"the file has {len(found)} tables: name the new one like one of {names}")


def _names(decision: Element) -> list[str]:
    stated = (decision.get("id", "").removeprefix("decision_"), decision.get("name", ""))
    return [decision.get("id", ""), *(columns.kebab(name) for name in stated if name)]


def _title(decision: Element) -> str:
    """The label, unless a tool that shows only names has changed the name since."""
    name, label = (" ".join(decision.get(key, "").split()) for key in ("name", "label"))
    return label if label and feel.spoken(label) in ("", name) else name or label


def _policy(table: Element, notes: list[str]) -> str:
    policy = table.get("hitPolicy", "UNIQUE").upper()
    if policy not in POLICIES:
        raise ReadError(f"the hit policy {policy} is none that a table here can have")
    if sums := table.get("aggregation"):
        raise ReadError(f"the table adds up its answers ({sums}), which no table here does")
    if policy == "RULE ORDER":
        notes.append("the hit policy RULE ORDER is read as collect")
    return POLICIES[policy]


def _check_language(root: Element, table: Element) -> None:
    for element in (root, *table.iter()):
        language = element.get("expressionLanguage") or "feel"
        if "feel" not in language.lower():
            raise ReadError(f"the table is written in {language}: only FEEL can be read")


def _rule(
    number: int, rule: Element, inputs: list[Clause], outputs: list[Clause], handbook: Handbook
) -> dict[str, Any]:
    ident = columns.own(rule, "rule_") or f"rule-{number}"
    cells, answers = list(inside(rule, "inputEntry")), list(inside(rule, "outputEntry"))
    if len(cells) != len(inputs) or len(answers) != len(outputs):
        raise ReadError(f"rule {number} has not as many cells as the table has columns")
    when, then = {}, {}
    for clause, entry in zip(inputs, cells, strict=True):
        with _told(f"rule {number}, input “{clause.label}”"):
            found = parsing.condition(text(entry, "text"))
            said = parsing.cell(folded(found, clause, handbook))
        if said != "-":
            when[clause.id] = said
    for clause, entry in zip(outputs, answers, strict=True):
        with _told(f"rule {number}, output “{clause.label}”"):
            answer = _answer(clause, text(entry, "text"))
        if answer is not None:
            then[clause.id] = answer
    fields = {"id": ident, "when": when, "then": then, "because": _because(rule)}
    return {name: value for name, value in fields.items() if value or name in ("id", "then")}


def _answer(clause: Clause, said: str) -> Any:
    answer = parsing.answer(said)
    if clause.type != "roles" or not isinstance(answer, str):
        return answer
    for mark, way in ((ALL_OF, "all_of"), (ANY_OF, "any_of")):
        if answer.startswith(mark):
            return {way: answer.removeprefix(mark).split(", ")}
    return answer


def _because(rule: Element) -> str:
    """The first of two places where tools keep it that has words."""
    notes = (text(note, "text") for note in inside(rule, "annotationEntry"))
    return " ".join((text(rule, "description") or "; ".join(filter(None, notes))).split())


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except ReadError as error:
        raise ReadError(f"{where}: {error}") from None
