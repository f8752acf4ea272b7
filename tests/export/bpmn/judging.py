"""What others say of BPMN files: OMG's schema, bpmnlint's recommended rules, bpmn-js's reader."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import SpiffWorkflow
from lxml import etree

from tests.node.running import run

# SpiffWorkflow ships the five schemas of OMG formal/2011-01-03 as they are.
SCHEMA = Path(SpiffWorkflow.__path__[0]) / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
LINT = Path(__file__).with_name("lint.js")


def invalid(files: Mapping[str, str]) -> list[str]:
    """What the schema has against files."""
    schema, found = _schema(), []
    for name, text in files.items():
        schema.validate(etree.fromstring(text.encode()))
        found += [f"{name}: {error.line}: {error.message}" for error in schema.error_log]
    return found


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def complaints(files: Mapping[str, str]) -> list[str]:
    """What bpmnlint and the reader say of files, errors and warnings alike."""
    said = run(LINT, dict(files))
    assert said.keys() == files.keys()
    return [f"{name}: {message}" for name, messages in said.items() for message in messages]
