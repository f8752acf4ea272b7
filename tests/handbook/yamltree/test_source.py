"""Cutting a file into documents, hidden characters, and lines as editors count them."""

import time

import pytest

from salesops_sop.handbook.yamltree import Flaw, hidden, parse


def test_every_document_knows_its_place_in_the_file() -> None:
    text = "# terms\n---\na: 1\n---\n\nb:\n  - c: 2\n...\n--- {d: 3}\n"
    trees = parse(text, "terms.yaml")
    assert [tree.value for tree in trees] == [{"a": 1}, {"b": [{"c": 2}]}, {"d": 3}]
    assert [tree.line for tree in trees] == [3, 6, 9]
    assert str(trees[1].locate(("b", 0, "c"))) == "terms.yaml:7:8"
    assert str(trees[2].locate(("d",))) == "terms.yaml:9:9"


def test_front_matter_counts_from_its_line() -> None:
    (tree,) = parse("kind: role\nid: [\n", "a.md", first_line=2)
    assert [str(flaw.position) for flaw in tree.problems] == ["a.md:3:5"]
    (tree,) = parse("kind: role\nid: x\n", "a.md", first_line=2)
    assert str(tree.locate(("id",), key=True)) == "a.md:3:1"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "---\n", "---\n---\n", "# only a remark\n", "\ufeff", "~\n", "...\n", "--- #\n"],
)
def test_an_empty_document_is_skipped(text: str) -> None:
    assert parse(text, "a.yaml") == []
    assert [tree.value for tree in parse(f"{text}\n---\na: 1\n", "a.yaml")] == [{"a": 1}]


def test_a_broken_document_loses_no_other() -> None:
    trees = parse('a: 1\n---\nb: "open\n---\nc: 3\n---\nd: [\n---\ne: 5\n', "a.yaml")
    assert [tree.value for tree in trees] == [{"a": 1}, None, {"c": 3}, None, {"e": 5}]
    assert [[str(flaw.position) for flaw in tree.problems] for tree in trees] == [
        [],
        ["a.yaml:3:4"],
        [],
        ["a.yaml:7:4"],
        [],
    ]


def test_three_dashes_inside_a_line_or_longer_are_no_separator() -> None:
    (tree,) = parse("a: b --- c\nd: |\n  ---\n  ....\n---e: f\n", "a.yaml")
    assert tree.value == {"a": "b --- c", "d": "---\n....\n", "---e": "f"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count_as_one(end: str) -> None:
    text = end.join(["\ufeffa: 1", "b: |", "  x", "  y", "---", "c:", "- d"])
    first, second = parse(text, "a.yaml")
    assert (first.value, second.value) == ({"a": 1, "b": "x\ny\n"}, {"c": ["d"]})
    assert str(first.locate(("a",), key=True)) == "a.yaml:1:1"
    assert str(first.locate(("b",), offset=2)) == "a.yaml:4:3"
    assert str(second.locate(("c", 0))) == "a.yaml:7:3"


def test_a_column_is_a_character() -> None:
    (tree,) = parse("äöü: {日本: 😀, x: y}\n", "a.yaml")
    assert tree.locate(("äöü", "日本")).column == 11
    assert tree.locate(("äöü", "x"), key=True).column == 14


@pytest.mark.parametrize(
    "character",
    "\x00\x07\x0b\x1b\x7f\x9b\u202a\u202e\u2066\u2069\ud800\udfff\ufeff\uffff\U000e0041",
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_hidden_characters(character: str) -> None:
    (tree,) = parse(f"a: b\nc: d{character}e\n", "a.yaml")
    message = f"the invisible character U+{ord(character):04X} stands here: "
    assert tree.problems == [
        Flaw(
            "document/yaml-syntax",
            message + "it can hide text from a reviewer, remove it",
            tree.locate(("c",), offset=1),
        )
    ]
    assert str(tree.problems[0].position) == "a.yaml:2:5"
    assert tree.value == {"a": "b", "c": "d\ufffde"}


def test_hidden_characters_in_a_remark() -> None:
    (tree,) = parse("---\n# \u202e\n", "a.yaml")
    assert [str(flaw.position) for flaw in tree.problems] == ["a.yaml:2:3"]


def test_hidden_characters_in_prose() -> None:
    assert [str(flaw.position) for flaw in hidden("one\r\nt\u202ewo\x00", "a.md", 7)] == [
        "a.md:8:2",
        "a.md:8:5",
    ]
    assert hidden("Ünïcode, “quotes”, 👩\u200d👩 and\ttabs\n", "a.md") == []


@pytest.mark.parametrize("text", ["%YAML 1.1\n---\na: no\n", "# x\n%TAG ! y\n---\na: no\n"])
def test_directives_are_refused(text: str) -> None:
    directive, document = parse(text, "a.yaml")
    assert [flaw.message for flaw in directive.problems] == [
        "a line begins with “%”: remove it, a handbook is always YAML 1.2"
    ]
    assert directive.problems[0].position.line == text[: text.index("%")].count("\n") + 1
    assert document.value == {"a": "no"}


def test_the_length_of_a_text_is_limited() -> None:
    (tree,) = parse("a: b\n" * 200_001, "a.yaml")
    assert [flaw.message for flaw in tree.problems] == [
        "the text has more than 1,000,000 characters: split it"
    ]
    assert tree.value is None
    assert str(tree.locate(("a",))) == "a.yaml:1:1"


def test_the_number_of_documents_is_limited() -> None:
    trees = parse("---\na: b\n" * 1_001, "a.yaml")
    assert len(trees) == 1_001
    assert [flaw.message for flaw in trees[-1].problems] == [
        "the file has more than 1,000 documents: split it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\n" * 249_999,
        "...\n" * 200_000,
        " \n" * 400_000 + "%",
        " #\n" * 300_000,
        "\x00" * 900_000,
        "\x85" * 900_000,
        "\u202e\n" * 400_000,
        "a\n" * 400_000 + "b: c",
        "a: b\n" + "\n" * 500_000 + "y\nz: q",
        "a" + "\n" * 500_000 + "b: c",
        "a\n" + "#\n" * 400_000 + "b: c",
        '"' + "a\n" * 400_000,
        "'" * 999_999,
        "&" * 900_000,
        "?\n" * 400_000,
        "a" * 900_000 + ": b",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_texts_cost_little(text: str) -> None:
    start = time.perf_counter()
    for tree in parse(text, "a.yaml")[:1]:
        tree.locate(("a", 0))
    assert time.perf_counter() - start < 10
