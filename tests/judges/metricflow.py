"""Says what dbt-semantic-interfaces, MetricFlow's parser and validator, has against files.

Run by the Python of .venv/judges: reads {name: text} as JSON, writes {name: [sentence, …]}.
"""

import json
import re
import sys

import yaml
from dbt_semantic_interfaces.parsing.dir_to_model import (
    parse_yaml_files_to_validation_ready_semantic_manifest,
)
from dbt_semantic_interfaces.parsing.objects import YamlConfigFile
from dbt_semantic_interfaces.validations.semantic_manifest_validator import (
    SemanticManifestValidator,
)
from dbt_semantic_interfaces.validations.validator_helpers import (
    SemanticManifestValidationException,
)
from jinja2.sandbox import SandboxedEnvironment

SPINE = """
project_configuration:
  time_spines:
    - node_relation: {alias: time_spine, schema_name: main}
      primary_column: {name: day, time_granularity: day}
"""
JINJA = SandboxedEnvironment()
LEFT = ("filter", "description")  # what dbt does not render when it reads a file


def rendered(value, key=None):
    """A part of a file as dbt reads it, on DuckDB."""
    if isinstance(value, dict):
        return {name: rendered(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [rendered(inner, key) for inner in value]
    if isinstance(value, str) and key not in LEFT:
        return JINJA.from_string(value).render(target={"type": "duckdb"}, ref=lambda name: name)
    return value


def judged(text):
    data = yaml.safe_load(text)
    documents = []
    for model in data["semantic_models"]:
        table = re.sub(r"ref\('(\w+)'\)", r"\1", model.pop("model"))
        model["node_relation"] = {"alias": table, "schema_name": "main"}
        documents.append({"semantic_model": rendered(model)})
    documents += [{"metric": rendered(metric)} for metric in data["metrics"]]
    files = [YamlConfigFile(filepath="spine.yaml", contents=SPINE)] + [
        YamlConfigFile(filepath=f"{number}.yaml", contents=yaml.safe_dump(document))
        for number, document in enumerate(documents)
    ]
    try:
        built = parse_yaml_files_to_validation_ready_semantic_manifest(files)
    except SemanticManifestValidationException as error:
        return [str(error)]
    issues = list(built.issues.all_issues)
    if not issues:
        found = SemanticManifestValidator().validate_semantic_manifest(built.semantic_manifest)
        issues = list(found.all_issues)
    return [f"{type(issue).__name__}: {issue.message}" for issue in issues]


json.dump({name: judged(text) for name, text in json.load(sys.stdin).items()}, sys.stdout)
