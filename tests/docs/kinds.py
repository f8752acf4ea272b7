"""The page of the guide that lists the kinds of documents, made from the records' schemas."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from salesops_sop.handbook import records
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.scaffold.kinds import HOMES

EXAMPLES = Path(__file__).parent / "kinds.yaml"
SCHEMAS = {kind: records.schema(kind) for kind in KINDS}
PARTS: dict[str, dict[str, Any]] = {
    name: part
    for schema in SCHEMAS.values()
    for name, part in schema["$defs"].items()
    if "properties" in part
}
_USES = Counter(name for schema in SCHEMAS.values() for name in schema["$defs"])
SHARED = sorted(name for name in PARTS if _USES[name] > 1)
EVERYWHERE = {"kind", "id", "title"}  # said once, at the head of the page
HEAD = """\
# Kinds of documents

A handbook is a folder of documents, one per file: `<id>.yaml`, or `<id>.md` where prose follows the facts. Small
entries may share a file, separated by `---`. Each document has a `kind`, an `id` of lower-case words joined by
hyphens, and a `title`. Another document is named by its bare id; the field says which kind is meant.

In a sentence, a link names the kind: `[the manager](role:sales-operations-manager)`. Without a text, as in
`[](parameter:lead-grading-time)`, it shows the title of the document, or the value of a parameter.

The examples on this page are parts of one small handbook, in which `sop lint` finds nothing. `sop new KIND ID` starts
a document with the fields that its kind needs.
"""


def page() -> str:
    """What each kind says, an example, and its fields; at the end what several kinds share."""
    examples = examples_by_kind()
    sections = [_section(kind, examples[kind]) for kind in KINDS]
    shared = ["## Parts that several kinds share", "", *(_part(name) for name in SHARED)]
    return "\n".join([HEAD, *sections, *shared]).rstrip("\n") + "\n"


def examples_by_kind() -> dict[str, str]:
    """The first document of each kind in `kinds.yaml`, as it is written there."""
    found: dict[str, str] = {}
    for text in EXAMPLES.read_text(encoding="utf-8").split("---\n"):
        text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
        found.setdefault(text.partition("\n")[0].removeprefix("kind: "), text.rstrip())
    return found


def _section(kind: str, example: str) -> str:
    schema = SCHEMAS[kind]
    home = "handbook.yaml" if kind == "handbook" else f"{HOMES[kind].folder}/"
    said = f"{schema['description']} Lies in `sops/{home}`."
    own = [_part(name) for name in schema["$defs"] if name in PARTS and name not in SHARED]
    head = f"## {_words(kind)}"
    return "\n".join([head, "", said, "", "```yaml", example, "```", "", *_fields(schema), *own])


def _part(name: str) -> str:
    part = PARTS[name]
    return "\n".join([f"### {_words(name)}", "", part["description"], "", *_fields(part)])


def _fields(record: dict[str, Any]) -> Iterator[str]:
    """A table of the fields; those of every document are left out."""
    known = EVERYWHERE if "$id" in record else set()
    yield "| field | required | what it says |"
    yield "|---|---|---|"
    for name, field in record["properties"].items():
        if name not in known:
            required = "yes" if name in record.get("required", ()) else ""
            yield f"| `{name}` | {required} | {_said(field)} |"
    yield ""


def _said(field: dict[str, Any]) -> str:
    text = str(field.get("description", "")).replace("|", "&#124;").replace("<", "&lt;")
    values = _values(field)
    if parts := [name for name in dict.fromkeys(_referred(field)) if name in PARTS]:
        links = (f"[{_words(name)}](#{_anchor(name)})" for name in parts)
        text += f" See {' and '.join(links)}."
    elif values:
        text += f" One of {', '.join(f'`{value}`' for value in values)}."
    elif examples := field.get("examples"):
        text += f" Such as `{_flow(examples[0])}`."
    return text.strip()


def _referred(field: Any) -> Iterator[str]:
    """Names of the definitions that a schema leads to."""
    yield from re.findall(r'"#/\$defs/(\w+)"', json.dumps(field))


def _values(field: dict[str, Any]) -> list[Any]:
    """The texts of which a field holds one, if it is such a field."""
    names = list(_referred(field))
    stated = [SCHEMAS["procedure"]["$defs"].get(name, {}) for name in names]
    choices = [field, *field.get("anyOf", ()), *stated]
    return [value for choice in choices for value in choice.get("enum", ())]


def _flow(value: Any) -> str:
    """A value as it may stand in a line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else str(value)


def _words(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return words.replace("Kpi", "KPI").replace("Raci", "RACI")


def _anchor(name: str) -> str:
    """The anchor of a part's heading; no part may be called like a kind."""
    return _words(name).lower().replace(" ", "-")
