"""Datasets as data contracts: what datacontract-cli says, and the facts as they read back."""

from typing import Any

import pytest
import yaml

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.export import FORMATS
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Dataset, QualityRule
from tests.judges.running import complaints

HANDBOOK = """\
kind: dataset
id: web-orders
title: "%s"
system: shop
owner: clerk
retention: keep
fields:
  - {name: order_id, type: text, key: true, required: true}
  - {name: line, type: integer, key: true}
  - {name: paid_on, type: date, meaning: "%s"}
  - {name: state, type: text, allowed: ["%s", "2026-01-01", no, 7, true]}
  - {name: place, type: geography}
quality:
  - No order twice.
  - {id: paid-has-day, check: A paid order has a day., condition: 'state != "paid" or paid_on > "2020-01-01"'}
---
kind: parameter
id: keep
title: Keep
value: 18 business days
"""
HOSTILE = ["'; DROP TABLE x; --", "a: b # c", "2026-01-01", "no", "🦄 {{ x }}", "- &a [*a]", "%%"]


@pytest.fixture(scope="module")
def reference() -> Handbook:
    return finding.opened(reference_handbook())


def files(handbook: Handbook) -> dict[str, str]:
    found = FORMATS["contract"].files(handbook, handbook.all(Dataset))
    return {file.name: str(file.content) for file in found}


def contract(handbook: Handbook, ident: str) -> Any:
    """A contract, as another reader of YAML takes it."""
    return yaml.safe_load(files(handbook)[f"{ident}.odcs.yaml"])


def strange(text: str = "Web") -> Handbook:
    quoted = text.replace('"', "”")
    return load({"data.yaml": HANDBOOK.replace("%s", quoted)})


def test_datacontract_cli_accepts_every_reference_dataset(reference):
    assert complaints("contract", files(reference)) == []
    assert files(reference) == files(reference)


def test_datacontract_cli_sees_what_is_wrong(reference):
    data = contract(reference, "leads")
    data["schema"][0]["properties"][0]["logicalType"] = "nothing"
    assert complaints("contract", {"leads.odcs.yaml": yaml.safe_dump(data)}) != []


def test_facts_read_back_as_they_are(reference):
    for dataset in reference.all(Dataset):
        data = contract(reference, dataset.id)
        [schema] = data["schema"]
        assert dataset.control is not None
        assert (data["id"], data["name"]) == (dataset.id, dataset.title)
        assert (data["version"], data["status"]) == (dataset.control.version, "active")
        assert data["servers"][0]["server"] == dataset.system
        team = {member["role"]: member["username"] for member in data["team"]["members"]}
        assert (team["owner"], team.get("data steward")) == (dataset.owner, dataset.steward)
        assert schema["name"] == dataset.id.replace("-", "_")
        assert len(schema["quality"]) == len(dataset.quality)
        for found, field in zip(schema["properties"], dataset.fields, strict=True):
            assert found["name"] == field.name
            assert found["required"] is field.required
            assert found.get("primaryKey", False) is field.key
            assert (found.get("classification") == "personal") is field.personal
            units = {p["value"] for p in found.get("customProperties", ())}
            assert units == ({field.unit} if field.unit else set())
            allowed = [c["arguments"]["validValues"] for c in found.get("quality", ())]
            assert allowed == ([list(field.allowed)] if field.allowed else [])
        ids = [rule.id for rule in dataset.quality if isinstance(rule, QualityRule)]
        assert [check.get("id") for check in schema["quality"]] == ids


def test_a_retention_is_what_its_parameter_says(reference):
    assert contract(reference, "leads")["slaProperties"] == [
        {
            "property": "retention",
            "value": 24,
            "unit": "month",
            "description": "Counts from the last activity of the contact.",
        }
    ]


def test_a_condition_is_a_query_that_counts_no_row():
    text, sql = contract(strange(), "web-orders")["schema"][0]["quality"]
    assert text == {"type": "text", "description": "No order twice."}
    assert sql == {
        "id": "paid-has-day",
        "name": "paid-has-day",
        "type": "sql",
        "description": "A paid order has a day.",
        "query": "SELECT COUNT(*) FROM web_orders WHERE NOT COALESCE(state <> 'paid' OR "
        "paid_on > CAST('2020-01-01' AS DATE), FALSE)",
        "mustBe": 0,
        "unit": "rows",
    }


def test_a_key_of_two_fields_has_an_order_and_neither_is_unique_alone():
    found = contract(strange(), "web-orders")["schema"][0]["properties"][:2]
    assert [field["primaryKeyPosition"] for field in found] == [1, 2]
    assert not any("unique" in field for field in found)


def test_a_type_that_nobody_knows_is_only_physical():
    found = contract(strange(), "web-orders")["schema"][0]["properties"][-1]
    assert found == {"name": "place", "physicalType": "geography", "required": False}


def test_without_document_control_it_is_an_early_draft():
    data = contract(strange(), "web-orders")
    assert (data["version"], data["status"]) == ("0.0.0", "draft")
    assert "customProperties" not in data


def test_hostile_texts_stay_what_they_are():
    handbooks = {text: strange(text) for text in HOSTILE}
    for text, handbook in handbooks.items():
        data = contract(handbook, "web-orders")
        assert data["name"] == text
        _, _, paid_on, state, _ = data["schema"][0]["properties"]
        assert paid_on["description"] == text
        values = state["quality"][0]["arguments"]["validValues"]
        assert values == [text, "2026-01-01", "no", 7, True]
    named = {
        f"{i}.yaml": files(h)["web-orders.odcs.yaml"] for i, h in enumerate(handbooks.values())
    }
    assert complaints("contract", named) == []


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("state >", "the condition of ‘paid-has-day’ of the dataset ‘web-orders’ cannot be read: "),
        (
            "gone > 1",
            "the dataset ‘web-orders’ has no field ‘gone’: ‘paid-has-day’ of the dataset ",
        ),
        ("state in gone", "there is no list of values ‘gone’ (a parameter): ‘paid-has-day’ of "),
    ],
)
def test_a_condition_that_cannot_be_read_is_told(condition, sentence):
    text = HANDBOOK.replace('state != "paid" or paid_on > "2020-01-01"', condition)
    with pytest.raises(ExportError) as caught:
        files(load({"data.yaml": text}))
    assert str(caught.value).startswith(f"‘dataset:web-orders’: {sentence}")
