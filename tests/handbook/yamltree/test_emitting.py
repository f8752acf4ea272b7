"""Writing and reading again: the same data, in text that a person likes to read."""

import datetime
import enum
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.yamltree import emit, parse

LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn"],
    exclude_characters="\ufeff\ufffe\uffff"
    + "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)])),
) | st.sampled_from("\n\t\r\x85")
SIGNS = st.sampled_from("- :#'\"\\|>[]{},&*!%@`?~=<\n\tnyo0129.eExX+_\u2028\u2029")
TEXTS = st.text(LETTERS) | st.text(SIGNS) | st.text(st.sampled_from("ab \n"), max_size=300)
SCALARS = (
    TEXTS
    | st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


WELL_WRITTEN = """\
kind: procedure
title: 'Lead grading: which lead is called first'
effective: 2026-11-23
clock: '12:30'
answer: 'no'
version: '1.10'
octal: '0o14'
power: '1e3'
note: it's fine, isn't it
steps:
  - id: grade
    using:
      - crm
  - id: assign
    next: []
values:
  emea:
    dach:
    nordics:
empty: {}
purpose: >-
  Every lead is graded in the same way, so that the best leads are called first and nobody waits
  for an answer.
lines: |
  one
  two
"""


@given(st.dictionaries(TEXTS, DATA, max_size=4) | st.lists(DATA, max_size=4))
def test_what_is_written_is_read_again(data: Any) -> None:
    (tree,) = parse(emit(data), "a.yaml")
    assert tree.problems == []
    assert repr(tree.value) == repr(data)


@given(st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_a_reader_of_yaml_1_1_reads_the_same_text(data: dict[str, str]) -> None:
    read = yaml.load(emit(data), yaml.SafeLoader)
    assert {str(key): str(value) for key, value in read.items()} == data


def test_it_reads_well() -> None:
    data = {
        "kind": "procedure",
        "title": "Lead grading: which lead is called first",
        "effective": "2026-11-23",
        "clock": "12:30",
        "answer": "no",
        "version": "1.10",
        "octal": "0o14",
        "power": "1e3",
        "note": "it's fine, isn't it",
        "steps": [{"id": "grade", "using": ["crm"]}, {"id": "assign", "next": []}],
        "values": {"emea": {"dach": None, "nordics": None}},
        "empty": {},
        "purpose": "Every lead is graded in the same way, so that the best leads are called "
        "first and nobody waits for an answer.",
        "lines": "one\ntwo\n",
    }
    assert emit(data) == WELL_WRITTEN


def test_the_same_list_twice_needs_no_anchor() -> None:
    roles = ["vp-sales"]
    (tree,) = parse(emit({"a": roles, "b": roles}), "a.yaml")
    assert tree.problems == []


class Status(enum.StrEnum):
    DRAFT = "draft"


def test_words_of_an_enumeration_are_text() -> None:
    assert emit({"status": Status.DRAFT}) == "status: draft\n"


@pytest.mark.parametrize("value", [object(), datetime.timedelta(), 1j])
def test_what_yaml_cannot_hold(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be written as YAML"):
        emit({"a": value})


@given(DATA)
def test_with_dates_in_quotes_other_readers_get_texts(data: Any) -> None:
    (tree,) = parse(emit({"data": data}, dates=False), "a.yaml")
    assert repr(tree.value) == repr({"data": data})
    written = emit({"day": "2026-11-23"}, dates=False)
    assert written == "day: '2026-11-23'\n"
    assert yaml.safe_load(written) == {"day": "2026-11-23"}
