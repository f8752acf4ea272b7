"""Apache Ossie's own schema, and references that the schema cannot follow."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).with_name("ossie") / "ossie-schema.json"


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def invalid(model: Any) -> list[str]:
    """What is wrong with an Ossie model."""
    found = [f"{error.json_path}: {error.message}" for error in _schema().iter_errors(model)]
    if found:
        return found
    fields = {d["name"]: {f["name"] for f in d.get("fields", [])} for d in model["datasets"]}
    for dataset in model["datasets"]:
        missing = set(dataset.get("primary_key", [])) - fields[dataset["name"]]
        found += [f"{dataset['name']}: its key has no field {name}" for name in sorted(missing)]
    for link in model.get("relationships", []):
        ends = ((link["from"], link["from_columns"]), (link["to"], link["to_columns"]))
        for dataset, columns in ends:
            if not set(columns) <= fields.get(dataset, set()):
                found.append(f"{link['name']}: {dataset} has no {columns}")
    names = [metric["name"] for metric in model.get("metrics", [])]
    return found + [
        f"{name} is there twice" for name in sorted(set(names)) if names.count(name) > 1
    ]
