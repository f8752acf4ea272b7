"""Records from plain data, and the JSON Schemas written from the same types.

The records are the one source: `convert` decides whether a document is valid, and the published
schemas say the same to editors and other tools.
"""

import json
from typing import Any

import msgspec

from salesops_sop.base.resources import schemas_folder
from salesops_sop.handbook.model.fields import DimensionValues
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.record import Document


def convert(kind: str, value: dict[str, Any]) -> Document:
    """Make the record of a kind from plain data; raises msgspec.ValidationError."""
    try:
        return msgspec.convert(value, KINDS[kind], dec_hook=_read)
    except msgspec.ValidationError:
        return msgspec.convert(_with_whole_numbers(value), KINDS[kind], dec_hook=_read)


def _with_whole_numbers(value: Any) -> Any:
    """The same data with 2 for 2.0: to a JSON Schema, and to people, they are one number."""
    if isinstance(value, dict):
        return {key: _with_whole_numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind."""
    record = KINDS[kind]
    (_,), definitions = msgspec.json.schema_components([record], schema_hook=_schema_of)
    top = definitions.pop(record.__name__)
    if "#/$defs/DimensionTree" in json.dumps(top):
        definitions.update(DimensionValues.definitions)
    top["properties"]["kind"] = {"const": kind, "description": f"Always `{kind}`."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:salesops-sop:schema:{kind}:1",
        **top,
        "title": kind,
        "$defs": definitions,
    }


def schema_text(kind: str) -> str:
    """The schema of a kind as it stands in its file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def write_schemas() -> None:
    """Write `schemas/<kind>.schema.json` for every kind."""
    for kind in KINDS:
        path = schemas_folder() / f"{kind}.schema.json"
        path.write_bytes(schema_text(kind).encode())


def _read(kind: Any, raw: Any) -> Any:
    return kind.read(raw)


def _schema_of(kind: Any) -> dict[str, Any]:
    return dict(kind.schema)


if __name__ == "__main__":
    write_schemas()
