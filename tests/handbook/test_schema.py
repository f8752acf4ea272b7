"""The sentences about documents that are not valid: each says what is wrong and what to do."""

from typing import Any

import msgspec
import pytest

from salesops_sop.handbook import records, schema
from salesops_sop.handbook.schema import Fault

DEPARTMENT = {"kind": "department", "id": "sales", "title": "Sales"}
PARAMETER = {"kind": "parameter", "id": "quota", "title": "Quota", "value": 1}
STEP = {"id": "grade", "action": "Grade the lead"}
DURATIONS = (
    "write a whole number with minutes, hours, business hours, days, business days, weeks, months "
    "or years"
)


def faults(document: dict[str, Any], **changes: Any) -> list[str]:
    found = schema.faults(document["kind"], {**document, **changes})
    return sorted(f"{'.'.join(map(str, f.path))}{' (key)' * f.key}: {f.message}" for f in found)


def procedure(**changes: Any) -> list[str]:
    document = {"kind": "procedure", "id": "p", "title": "P", "control": {"owner": "vp-sales"}}
    return faults({**document, "steps": [{**STEP, **changes}]})


def kpi(**changes: Any) -> list[str]:
    document = {"kind": "kpi", "id": "k", "title": "K", "control": {"owner": "o"}, "owner": "o"}
    return faults({**document, "formula": "a", "unit": "deal", "inputs": {}, **changes})


def test_a_valid_document_has_no_faults() -> None:
    assert faults(DEPARTMENT) == []
    assert procedure() == []
    assert kpi() == []


def test_fields_that_are_unknown_or_missing() -> None:
    assert faults({"kind": "department", "titel": "Sales", "id": "sales"}) == [
        ": ‘title’ is missing: the name people read",
        "titel (key): unknown field ‘titel’, did you mean ‘title’?",
    ]
    assert faults(DEPARTMENT, color="red") == [
        "color (key): unknown field ‘color’; known here: block, head, id, kind, parent, purpose, title"
    ]
    assert procedure(raci={"responsable": "a"}) == [
        "steps.0.raci.responsable (key): unknown field ‘responsable’, did you mean ‘responsible’?"
    ]


def test_all_faults_are_told_at_once() -> None:
    found = faults({"kind": "department", "id": "Sales", "title": 3, "block": "field"})
    assert found == [
        "block: ‘field’ is not one of: account-management, field-sales, sales-operations",
        "id: ‘Sales’ is not an id: use lower-case letters, digits and single hyphens, "
        "such as ‘lead-grading’",
        "title: expected a text, found the number 3: put it in quotes",
    ]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (3, "title: expected a text, found the number 3: put it in quotes"),
        (True, "title: expected a text, found the truth value true: put it in quotes"),
        (None, "title: expected a text, found nothing"),
        (["a"], "title: expected a text, found a list"),
        (
            {"a": "b"},
            "title: expected a text, found fields with values: "
            "if it is a text with a colon, put it in quotes",
        ),
        ("", "title: the text is empty: write something, or leave the field out"),
        (" \n", "title: the text is empty: write something, or leave the field out"),
    ],
)
def test_texts(value: Any, sentence: str) -> None:
    assert faults(DEPARTMENT, title=value) == [sentence]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("Vp Sales", "head: ‘Vp Sales’ is not an id: use lower-case letters, digits and single "),
        ("a" * 101, f"head: ‘{'a' * 59}…’ is too long: at most 100 characters"),
        (["a"], "head: expected a text, found a list"),
    ],
)
def test_ids(value: Any, sentence: str) -> None:
    assert faults(DEPARTMENT, head=value)[0].startswith(sentence)
    assert len(faults(DEPARTMENT, head=value)) == 1


def test_one_or_several() -> None:
    assert procedure(using=3) == [
        "steps.0.using: expected a text or a list, found the number 3: put it in quotes"
    ]
    assert procedure(using=["crm", 3]) == [
        "steps.0.using.1: expected a text, found the number 3: put it in quotes"
    ]
    assert procedure(using=[""]) == [
        "steps.0.using.0: the text is empty: write something, or leave the field out"
    ]


@pytest.mark.parametrize("value", ["4h ", "4 fortnights", "soon enough", "1.5 hours", "4 days "])
def test_time_limits(value: str) -> None:
    assert procedure(within=value) == [
        f"steps.0.within: ‘{value.strip()}’ is not a duration or a parameter’s id: {DURATIONS}"
    ]


def test_time_limits_are_texts() -> None:
    assert procedure(within=4) == [
        "steps.0.within: expected a text, found the number 4: put it in quotes"
    ]


def test_dates_versions_and_clock_times() -> None:
    control = {"owner": "o", "version": "1.0", "effective": "2026-02-30", "reviewed": "1.2.2026"}
    assert faults({**PARAMETER, "control": control}) == [
        "control.effective: ‘2026-02-30’ is not a date: write year-month-day, such as 2026-01-31",
        "control.reviewed: ‘1.2.2026’ is not a date: write year-month-day, such as 2026-01-31",
        "control.version: ‘1.0’ is not a version: write three numbers, such as 1.0.0",
    ]
    hours = {"days": ["mon"], "from": "9:00", "to": 1020}
    assert faults({"kind": "handbook", "title": "H", "working_hours": hours}) == [
        "working_hours.days.0: ‘mon’ is not one of: friday, monday, saturday, sunday, thursday, "
        "tuesday, wednesday",
        "working_hours.from: ‘9:00’ is not a clock time: write hours and minutes in quotes, "
        'such as "09:00"',
        "working_hours.to: expected a text, found the number 1020: put it in quotes",
    ]


def test_quantities() -> None:
    quantity = (
        "is not a quantity: write a number, a percent (20%), an amount (50,000 USD), "
        "a duration (4 business hours), or a parameter’s id"
    )
    assert kpi(target=[{"value": "20 pct"}]) == [f"target.0.value: ‘20 pct’ {quantity}"]
    assert kpi(bands=[{"title": "On target", "min": "$5"}]) == [f"bands.0.min: ‘$5’ {quantity}"]


def test_scopes() -> None:
    assert faults(PARAMETER, scope={"Region": ["emea"]}) == [
        "scope.Region (key): ‘Region’ is not an id: use lower-case letters, digits and single "
        "hyphens, such as ‘lead-grading’"
    ]
    assert faults(PARAMETER, scope={"region": []}) == [
        "scope.region: the list is empty: write something, or leave the field out"
    ]
    assert faults(PARAMETER, scope=["emea"]) == ["scope: expected fields with values, found a list"]


def test_of_several_forms_the_one_that_was_meant_is_explained() -> None:
    assert procedure(next={"too": "assign"}) == [
        "steps.0.next.too (key): unknown field ‘too’; known here: all, call, end, then"
    ]
    assert procedure(next=[{"when": "it is A", "too": "assign"}]) == [
        "steps.0.next.0.too (key): unknown field ‘too’, did you mean ‘to’?"
    ]
    assert procedure(next=3) == [
        "steps.0.next: expected a text, a list or fields with values, found the number 3: "
        "put it in quotes"
    ]
    assert procedure(next=[3]) == [
        "steps.0.next.0: expected fields with values, found the number 3"
    ]


def test_trees_of_values() -> None:
    dimension = {"kind": "dimension", "id": "region", "title": "Region"}
    assert faults(dimension, values="emea") == [
        "values: expected a list or fields with values, found the text ‘emea’"
    ]
    assert faults(dimension, values=[{"emea": ["DACH"]}]) == [
        "values.0.emea.0: ‘DACH’ is not an id: use lower-case letters, digits and single hyphens, "
        "such as ‘lead-grading’"
    ]
    assert faults(dimension, values={"EMEA": None}) == [
        "values.EMEA (key): ‘EMEA’ is not an id: use lower-case letters, digits and single "
        "hyphens, such as ‘lead-grading’"
    ]


def test_long_values_are_cut() -> None:
    (found,) = faults(DEPARTMENT, block="x" * 1000)
    assert found.startswith(f"block: ‘{'x' * 59}…’ is not one of: ")


def test_the_record_itself_explains_what_the_schema_does_not() -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        records.convert("parameter", {**PARAMETER, "scope": {"region": 3}})
    assert schema.fault_of(error.value) == Fault(
        ("scope",), False, "expected a text or a list of texts"
    )
