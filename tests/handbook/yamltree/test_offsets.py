"""From a character of a value to the place in the source where it stands."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.yamltree import emit, parse

WHITE = " \t\r\n"


def places(text: str, word: str) -> tuple[str, str]:
    """Return the place of a word of `text`, as found through the value and by eye."""
    (tree,) = parse(text, "a")
    value = tree.value["k"]
    index = text.index(word)
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return str(tree.locate(("k",), offset=value.index(word))), f"a:{line}:{column}"


@pytest.mark.parametrize(
    "text",
    [
        "k: one two WORD\n",
        "k: one\n  two\n\n  WORD three\n",
        "k: 'it''s a ''quoted'' WORD'\n",
        "k: 'it''s\n  a WORD'\n",
        'k: "tab \\t, \\"quote\\", \\x41\\u00e9\\U0001F600, WORD"\n',
        'k: "folded \\\n   here WORD"\n',
        'k: "a\n\n  b WORD"\n',
        "k: |\n  one\n\n    two WORD\n",
        "k: |2- # a remark\n    one\n  WORD\n",
        "k: >+\n  one\n  two\n\n   three WORD\n\n",
        "k:\n  >-\n  one\n  WORD\n",
        "{k: [a], k2: b}\n...\n",
        "äöü: 1\nk: 日本 😀 WORD\n",
    ],
)
def test_a_word_is_found_behind_every_style(text: str) -> None:
    if "WORD" in text:
        found, seen = places(text, "WORD")
        assert found == seen


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("k: ab cd\n", 0, "a:1:4"),
        ("k: ab cd\n", 2, "a:1:6"),
        ("k: ab cd\n", 5, "a:1:9"),
        ("k: ab cd\n", 99, "a:1:9"),
        ("k: ab cd\n", -1, "a:1:4"),
        ("k: ab\n  cd\n", 2, "a:1:6"),
        ("k: '  ab'\n", 1, "a:1:6"),
        ("k: ''\n", 0, "a:1:5"),
        ("k: |\n  ab\n  cd\n", 2, "a:2:5"),
        ("k: |\n  ab\n  cd\n", 6, "a:3:5"),
        ("k: !x ab\n", 1, "a:1:4"),
        ("k: 120\n", 1, "a:1:5"),
        ("k: [a]\n", 1, "a:1:4"),
    ],
)
def test_white_space_and_edges(text: str, offset: int, place: str) -> None:
    (tree,) = parse(text, "a")
    assert str(tree.locate(("k",), offset=offset)) == place


STYLES = st.sampled_from([None, "'", '"', "|", ">"])
TEXTS = st.text(st.sampled_from("ab'\"\\:#-é😀\u2028 \n\t"), min_size=1, max_size=30)


@given(TEXTS, STYLES, st.integers(10, 100))
def test_every_character_is_where_it_is_said_to_be(value: str, style: str, width: int) -> None:
    scalar = yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "k")
    node = yaml.MappingNode("tag:yaml.org,2002:map", [(key, scalar)])
    text = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=width)
    (tree,) = parse(text, "a")
    if tree.value != {"k": value}:
        return  # PyYAML takes line separators for line ends; the next test is without it
    lines = text.split("\n")
    for offset, character in enumerate(value):
        if character not in WHITE:
            place = tree.locate(("k",), offset=offset)
            assert lines[place.line - 1][place.column - 1] in (character, "\\", "'")


@given(TEXTS)
def test_in_emitted_text_too(value: str) -> None:
    text = emit({"k": value})
    (tree,) = parse(text, "a")
    lines = text.split("\n")
    for offset, character in enumerate(value):
        place = tree.locate(("k",), offset=offset)
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        if character not in WHITE:
            assert lines[place.line - 1][place.column - 1] in (character, "\\", "'")
