"""Whatever the text is: no exception, the values an independent reading finds, true places."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.handbook.yamltree import emit, events, parse

SAMPLE = """\
# A procedure as people write them
kind: procedure
id: lead-grading
title: "Lead grading: “A” to “D”"
control: {number: SOP-LM-003, version: 1.2.0, effective: 2026-11-23, owner: vp-sales}
purpose: >
  Every lead is graded in the same way,
  so that nobody waits.

steps:
  - id: grade
    action: Grade the lead
    raci: {responsible: [analyst, 'sales rep'], accountable: manager}
    within: 4 business hours
    count: [1, 0x1F, 0o17, 1.5, -2e3, .5, ~, true, False, no, 12:30]
    note: |
      one
        two
  - id: assign
    next:
      - {when: 'it''s A', to: "assi\\u0067n"}
      - otherwise: nurture
---
kind: term
id: mql
définition: a lead 😀 that
  goes on
"""


PYYAML_DIFFERS = re.compile("[\t\x85\u2028\u2029\ufeff]|^[.]{3}", re.MULTILINE)
"""Where YAML 1.2 allows more: tabs between words, line separators as text, a lone `...`."""


class Independent(yaml.SafeLoader):
    """The core schema of YAML 1.2, built here a second time on PyYAML's own machinery."""


Independent.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
}.items():
    Independent.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), None
    )


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    text = str(node.value)
    return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(node.value)


Independent.add_constructor("tag:yaml.org,2002:int", _integer)
Independent.add_constructor("tag:yaml.org,2002:float", _number)


PIECES = ["", " ", "\n", "\t", "\r", ": ", "- ", "'", '"', "[", "]", "{", "}", "#", "%", "!!"]
PIECES += ["&a ", "*a", "<<", "|\n", ">\n", "---\n", "...\n", "\x00", "\u202e", "\u2028"]


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """The sample with pieces of it cut out, doubled, moved, and signs of YAML put between."""
    text = SAMPLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        new = draw(st.sampled_from(PIECES) | st.just(text[start:end] * 2) | st.text(max_size=3))
        text = text[:start] + new + text[end:]
    return text


def check(text: str) -> None:
    """Everything that must hold for every text."""
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    for tree in parse(text, "a.yaml"):
        assert tree.value is not None or tree.problems
        assert tree.problems == sorted(tree.problems, key=lambda flaw: flaw.position)
        for flaw in tree.problems:
            assert flaw.rule in ("document/yaml-syntax", "document/duplicate-key")
            assert "\n" not in flaw.message
            for place in [flaw.position, *(position for position, _ in flaw.related)]:
                assert 1 <= place.line <= len(lines)
                assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        for steps, value in paths(tree.value):
            for place in (tree.locate(steps), tree.locate(steps, key=True)):
                assert 1 <= place.line <= len(lines)
            if isinstance(value, str):
                tree.locate(steps, offset=len(value) // 2)
        tree.locate(("no", 1, "such"), key=True, offset=3)


def paths(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    yield steps, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*steps, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*steps, index))


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    check(text)


@given(
    st.text(st.sampled_from("-:?[]{},#&*!|>'\"%@` \n\tab1~\\.\r\x85\u2028\ufeff\x00"), max_size=60)
)
def test_no_mixture_of_signs_is_too_strange(text: str) -> None:
    check(text)


@settings(max_examples=400)
@given(mutants())
def test_no_mutant_is_too_strange(text: str) -> None:
    check(text)


@settings(max_examples=100)
@given(mutants())
def test_no_mutant_is_too_strange_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOADER", yaml.SafeLoader)
        check(text)


@settings(max_examples=300, deadline=None)
@given(mutants())
def test_values_agree_with_an_independent_reading(text: str) -> None:
    trees = parse(text, "a.yaml")
    if any(tree.problems for tree in trees) or PYYAML_DIFFERS.search(text):
        return
    expected = [value for value in yaml.load_all(text, Independent) if value is not None]
    assert repr([tree.value for tree in trees]) == repr(expected)


def test_the_sample_agrees_with_the_independent_reading() -> None:
    trees = parse(SAMPLE, "a.yaml")
    assert [tree.problems for tree in trees] == [[], []]
    assert repr([tree.value for tree in trees]) == repr(list(yaml.load_all(SAMPLE, Independent)))


def test_places_in_the_sample() -> None:
    first, second = parse(SAMPLE, "a.yaml")
    assert str(first.locate(())) == "a.yaml:2:1"
    assert str(first.locate(("control", "owner"))) == "a.yaml:5:77"
    assert str(first.locate(("control", "owner"), key=True)) == "a.yaml:5:70"
    assert str(first.locate(("steps",), key=True)) == "a.yaml:10:1"
    assert str(first.locate(("steps", 0))) == "a.yaml:11:5"
    assert str(first.locate(("steps", 0, "raci", "responsible", 1))) == "a.yaml:13:35"
    assert str(first.locate(("steps", 1, "next", 1, "otherwise"))) == "a.yaml:22:20"
    assert str(first.locate(("steps", 1, "next", 9, "otherwise"))) == "a.yaml:21:7"
    assert str(first.locate(("steps", 1, "next", 9), key=True)) == "a.yaml:20:5"
    assert str(second.locate(("définition",))) == "a.yaml:26:13"


def test_a_repeated_key_is_located_where_its_value_is_from() -> None:
    (tree,) = parse("a: {x: 1}\nb: 2\na: {x: 3}\n", "a.yaml")
    assert tree.value == {"a": {"x": 1}, "b": 2}
    assert str(tree.locate(("a", "x"))) == "a.yaml:1:8"


NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=12)
DATA = st.recursive(
    NAMES | st.integers(-999, 999) | st.booleans(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(NAMES, DATA, min_size=1, max_size=4))
def test_what_stands_at_a_place_is_the_value(data: dict[str, Any]) -> None:
    text = emit(data)
    lines = text.split("\n")
    (tree,) = parse(text, "a.yaml")
    for steps, value in paths(tree.value):
        place = tree.locate(steps)
        rest = [lines[place.line - 1][place.column - 1 :], *lines[place.line :]]
        if isinstance(value, dict):
            assert starts_with(rest, next(iter(value)))
        elif isinstance(value, list):
            assert rest[0].startswith("-")
        else:
            assert starts_with(rest, value)
        if steps and isinstance(steps[-1], str):
            key = tree.locate(steps, key=True)
            assert starts_with([lines[key.line - 1][key.column - 1 :]], steps[-1])


def starts_with(lines: list[str], value: Any) -> bool:
    """Tell whether the first scalar of a source, cut off after some line, is `value`."""
    return any(same(first_scalar("\n".join(lines[: end + 1])), value) for end in range(len(lines)))


def first_scalar(text: str) -> str | None:
    tokens = iter(Independent(text).get_token, None)
    try:
        return next(str(token.value) for token in tokens if isinstance(token, yaml.ScalarToken))
    except (yaml.YAMLError, StopIteration):
        return None


def same(scalar: str | None, value: Any) -> bool:
    return scalar == (str(value).lower() if isinstance(value, bool) else str(value))
