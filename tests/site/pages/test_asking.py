"""The form of a decision page, and the data that its script reads."""

import json
from datetime import date

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import pages

from .conftest import Seen, see

TABLE = """\
kind: decision
id: table
title: </script><b>Table</b>
control: {owner: boss}
question: Who says "yes" to </script>{{ 1 }}?
inputs:
  - {id: size, title: The size, type: integer, unit: points, min: 0, max: 9}
  - {id: price, type: number, unit: USD, min: 0.5}
  - {id: day, type: date, max: 2026-12-31}
  - {id: note, type: string}
  - {id: sure, type: boolean}
  - {id: place, type: dimension}
  - {id: grade, type: string, values: [A, </script>]}
  - {id: asker, type: role}
outputs: [{id: who, title: '"}</script>', type: role}]
rules:
  - {id: a, when: {size: "[1..5)", price: "> 7.50", day: "<= 2026-06-01"}, then: {who: boss}}
  - {id: b, when: {place: '"emea"', sure: "true", note: 'not("x")'}, then: {who: boss}}
---
kind: dimension
id: place
title: Place
values: {emea: {dach: [austria, germany], nordics: }, apac: }
---
kind: role
id: boss
title: The Boss
department: sales
"""


def shown(text: str) -> Seen:
    made = pages(load({"table.yaml": text}), date(2026, 11, 23))
    return see(next(page for page in made if page.path == "decisions/table.md"))


def attributes(page: Seen, tag: str) -> list[dict[str, str]]:
    return [given for name, given in page.elements if name == tag]


def test_each_input_has_its_field() -> None:
    page = shown(TABLE)
    assert [
        {name: given.get(name) for name in ("type", "min", "max", "step")}
        for given in attributes(page, "input")
    ] == [
        {"type": "number", "min": "0", "max": "9", "step": "1"},
        {"type": "number", "min": "0.5", "max": None, "step": "any"},
        {"type": "date", "min": None, "max": "2026-12-31", "step": None},
        {"type": "text", "min": None, "max": None, "step": None},
    ]
    assert len(attributes(page, "select")) == 4
    assert [given["label"] for given in attributes(page, "optgroup")] == ["EMEA › DACH", "EMEA"]
    values = [given["value"] for given in attributes(page, "option") if given["value"]]
    assert values == [
        *("true", "false", "austria", "germany", "nordics", "apac", "A", "</script>", "boss"),
    ]
    labels = {given["for"] for given in attributes(page, "label")}
    assert labels == {
        given["id"] for given in attributes(page, "input") + attributes(page, "select")
    }


def test_the_data_is_the_table_and_nothing_of_it_acts() -> None:
    page = shown(TABLE)
    (form,) = attributes(page, "form")
    data = json.loads(form["data-table"])
    assert data["outputs"] == ['"}</script>']
    assert form["aria-label"] == 'Who says "yes" to </script>{{ 1 }}?'
    assert data["policy"] == "unique"
    size, price, day, note, sure, place, grade, asker = data["inputs"]
    assert size == {
        "title": "The size",
        "type": "number",
        "unit": "points",
        "whole": True,
        "low": "0",
        "high": "9",
        "cells": [{"ranges": [["1", True, "5", False]], "not": False}, {"always": True}],
    }
    assert price["cells"][0] == {"ranges": [["7.5", False, None, False]], "not": False}
    assert day["cells"][0] == {"ranges": [[None, False, "2026-06-01", True]], "not": False}
    assert note["cells"][1] == {"ranges": [["x", True, "x", True]], "not": True}
    assert sure["cells"] == [{"always": True}, {"in": [0]}]
    assert place["values"] == ["austria", "germany", "nordics", "apac"]
    assert place["cells"] == [{"always": True}, {"in": [0, 1, 2]}]
    assert grade["cells"] == asker["cells"] == [{"always": True}]
    assert [rule["cells"] for rule in data["rules"]] == [
        [0, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 1, 0, 0],
    ]
    assert [rule["says"] for rule in data["rules"]] == [0, 0]
    assert not attributes(page, "script")


@pytest.mark.parametrize(
    ("before", "after"),
    [("> 7.50", "> seven"), ("[1..5)", "[1..5"), ("{place: ", "{palce: ")],
)
def test_a_table_that_cannot_be_asked_has_no_form(before: str, after: str) -> None:
    page = shown(TABLE.replace(before, after))
    assert not attributes(page, "form")
    assert len(attributes(page, "table")) >= 3
