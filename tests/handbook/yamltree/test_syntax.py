"""Every frequent mistake: one sentence in plain words at its place, whatever the parser is."""

import pytest
import yaml

from salesops_sop.handbook.yamltree import events, parse, quick, syntax
from salesops_sop.handbook.yamltree.source import Source

MISTAKES = {
    "a tab stands here where spaces are expected: indent with spaces only": [
        ("a:\n\tb: c\n", "2:1"),
        ("a:\n  b: c\n\td: e\n", "3:1"),
        ("a: |\n\tb\n", "2:1"),
    ],
    "a colon followed by a space stands in unquoted text: put the whole text in quotes": [
        ("title: Grade: the lead\n", "1:13"),
        ("- a: b: c\n", "1:7"),
    ],
    "this line is read as part of the text above it: indent it like the keys it belongs to": [
        ("a: b\n  c: d\n", "2:3"),
    ],
    "a colon is missing on this line: write “key: value”, or indent the line if it "
    "goes on with the text above": [
        ("kind: x\ntitle\nid: y\n", "2:1"),
        ("title\nid: y\n", "1:1"),
    ],
    "a space is missing after the colon: write “key: value”": [
        ("kind:x\nid: y\n", "1:6"),
        ("id: y\nkind:x\n", "2:6"),
    ],
    "a space is missing after the dash: write “- ” before each item of a list": [
        ("a:\n  - b\n  -c\n", "3:3"),
    ],
    'this quotation mark is never closed: add " at the end': [
        ('a: "foo\nb: c\n', "1:4"),
    ],
    "this quotation mark is never closed: add ' at the end; write an apostrophe "
    "inside single quotes twice": [
        ("a: 'tis\nb: c\n", "1:4"),
    ],
    'this quotation mark is not closed where its text ends: the next " stands lines below': [
        ('a: "foo\nb: "bar"\n', "1:4"),
        ('a: ["foo, b]\nc: "bar"\n', "1:5"),
    ],
    "text follows a closed quotation mark: put the whole text in quotes, double "
    "quotes if it has an apostrophe": [
        ("a: 'it's'\n", "1:8"),
        ('- "a" b\n', "1:7"),
    ],
    "this bracket is never closed: add “]” at the end": [
        ("a: [b, c\nd: e\n", "1:4"),
        ("a: [b, # c]\n", "1:4"),
    ],
    "this bracket is never closed: add “}” at the end": [
        ("a: {b: c\n", "1:4"),
    ],
    "“]” stands here where “}” is expected: close the bracket that was opened last": [
        ("a: [b, {c: d]\n", "1:13"),
    ],
    "a comma or “]” is expected before this: add it": [
        ('a: ["b" "c"]\n', "1:9"),
        ('a: [\n  "b"\n  "c"\n  ]\n', "3:3"),
    ],
    "“]” stands here without an opening bracket: remove it, or put the whole text in quotes": [
        ("a: [b]]\n", "1:7"),
    ],
    "text cannot begin with “]”: put it in quotes": [
        ("a: ]\n", "1:4"),
    ],
    "the indentation of this line fits no line above it: indent it like the lines it belongs to": [
        ("a:\n    b: c\n  d: e\n", "3:3"),
    ],
    "an item of a list stands here among keys: indent it like the other items": [
        ("a:\n  - b\n - c\n", "3:2"),
    ],
    "a list goes on here without “- ”: write “- ” before each item, or indent this "
    "line like the lines it belongs to": [
        ("a:\n  - b\n  c: d\n", "3:3"),
    ],
    "this line stands outside the document: indent it like the document’s first line": [
        ("  a: b\nc: d\n", "2:1"),
    ],
    "a key is missing before this colon: write “key: value”": [
        ("a:\n  : b\n", "2:3"),
    ],
    "a list cannot begin on the line of its key: begin it on the next line, or put "
    "the text in quotes if it begins with a dash": [
        ("a: - b\n", "1:4"),
    ],
    "text cannot begin with “@”: put it in quotes": [
        ("a: @b\n", "1:4"),
    ],
    "text cannot begin with “`”: put it in quotes": [
        ("a: `b`\n", "1:4"),
    ],
    "text cannot begin with “%”: put it in quotes": [
        ("a: %b\n", "1:4"),
    ],
    "text cannot begin with “*”: put it in quotes": [
        ("a: *important*\n", "1:4"),
    ],
    "text cannot begin with “&”: put it in quotes": [
        ("a: & b\n", "1:4"),
    ],
    "text cannot begin with “!”: put it in quotes": [
        ("a: !x!y b\n", "1:4"),
    ],
    "text cannot begin with “?”: put it in quotes": [
        ("a: ? b\n", "1:4"),
    ],
    "nothing may follow “|” or “>” on its line: begin the text on the next line, indented": [
        ("a: | text\n", "1:6"),
    ],
    "a backslash in double quotes begins a special character: write it twice, or use "
    "single quotes": [
        ('a: "C:\\Users"\n', "1:7"),
        ('a: "x\\q"\n', "1:6"),
    ],
}


@pytest.fixture(params=["fast", "libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "fast":
        return
    monkeypatch.setattr(quick, "LOADS", None)
    if request.param == "pure":
        monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("libyaml is missing here")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [(text, place, message) for message, found in MISTAKES.items() for text, place in found],
)
def test_a_mistake(text: str, place: str, message: str) -> None:
    (tree,) = parse(text, "a.yaml")
    assert [f"{flaw.position}: {flaw.message}" for flaw in tree.problems] == [
        f"a.yaml:{place}: {message}"
    ]
    assert {flaw.rule for flaw in tree.problems} == {"document/yaml-syntax"}
    assert tree.value is None


def test_what_was_read_before_a_mistake_can_be_located() -> None:
    (tree,) = parse("kind: role\nid: vp-sales\ntitle: a: b\n", "a.yaml")
    assert str(tree.locate(("id",))) == "a.yaml:2:5"
    assert str(tree.locate(("title",))) == "a.yaml:3:8"


def test_a_complaint_that_nobody_foresaw_is_explained_too() -> None:
    mark = yaml.Mark("a", 3, 0, 3, None, 0)
    error = yaml.MarkedYAMLError(problem="never seen before", problem_mark=mark)
    flaw = syntax.explain(error, Source("a: b", "a.yaml", 1), [], None)
    assert str(flaw.position) == "a.yaml:1:4"
    assert flaw.message.startswith("this cannot be read as YAML: check")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n# x\na\nb: c\n", "3:1"),
        ("a\n\n# x\nb: c\n", "4:1"),
        ("# x\n\n  a: b\n  c\n  d: e\n", "4:3"),
    ],
)
def test_remarks_and_empty_lines_around_a_mistake(text: str, place: str) -> None:
    (tree,) = parse(text, "a.yaml")
    assert [str(flaw.position) for flaw in tree.problems] == [f"a.yaml:{place}"]
