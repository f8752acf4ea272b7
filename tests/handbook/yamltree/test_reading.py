"""What a handbook may not contain, each with one flaw at its place, and what it may."""

import time

import pytest
import yaml

from salesops_sop.handbook.yamltree import Flaw, Tree, events, parse, quick, reading


@pytest.fixture(params=["fast", "libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "fast":
        return
    monkeypatch.setattr(quick, "LOADS", None)
    if request.param == "pure":
        monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("libyaml is missing here")


def one(text: str) -> Tree:
    (tree,) = parse(text, "a.yaml")
    return tree


def shown(flaw: Flaw) -> str:
    text = f"{flaw.position}: {flaw.message} [{flaw.rule.removeprefix('document/')}]"
    return text + "".join(f" / {position}: {remark}" for position, remark in flaw.related)


def test_text_stays_what_the_author_wrote() -> None:
    tree = one(
        "answer: no\nclock: 12:30\ndate: 2026-11-23\nnumber: 1_000\n"
        "switch: on\nsame: =\nsize: 4.50\nquoted: '12'\nnothing:\nalso: ~\n"
    )
    assert tree.problems == []
    assert tree.value == {
        "answer": "no",
        "clock": "12:30",
        "date": "2026-11-23",
        "number": "1_000",
        "switch": "on",
        "same": "=",
        "size": 4.5,
        "quoted": "12",
        "nothing": None,
        "also": None,
    }


@pytest.mark.parametrize(
    ("text", "value", "flaws"),
    [
        (
            "a: 1\nb: 2\n'a': 3\n",
            {"a": 1, "b": 2},
            [
                "a.yaml:3:1: the key “a” is here a second time: keep one of the two "
                "[duplicate-key] / a.yaml:1:1: the first one"
            ],
        ),
        (
            "- {x: 1, y: {x: 1}, x: {y: 1, y: 2}}\n",
            [{"x": 1, "y": {"x": 1}}],
            [
                "a.yaml:1:21: the key “x” is here a second time: keep one of the two "
                "[duplicate-key] / a.yaml:1:4: the first one",
                "a.yaml:1:31: the key “y” is here a second time: keep one of the two "
                "[duplicate-key] / a.yaml:1:25: the first one",
            ],
        ),
        (
            "owner: &boss vp-sales\n",
            {"owner": "vp-sales"},
            [
                "a.yaml:1:8: “&boss” names this place for use elsewhere: remove the name, "
                "or put the text in quotes [yaml-syntax]"
            ],
        ),
        (
            "a: &x one\nb: *x\n",
            {"a": "one", "b": "one"},
            [
                "a.yaml:1:4: “&x” names this place for use elsewhere: remove the name, "
                "or put the text in quotes [yaml-syntax]",
                "a.yaml:2:4: “*x” refers to another place of the file: write the value itself, "
                "or put the text in quotes [yaml-syntax]",
            ],
        ),
        (
            "a: *nowhere\n",
            {"a": None},
            [
                "a.yaml:1:4: “*nowhere” refers to another place of the file: write the value "
                "itself, or put the text in quotes [yaml-syntax]"
            ],
        ),
        (
            "a: {x: 1}\nb:\n  <<: *a\n  y: 2\n  '<<': text\n",
            {"a": {"x": 1}, "b": {"y": 2, "<<": "text"}},
            ["a.yaml:3:3: “<<” takes keys over from another place: write them out [yaml-syntax]"],
        ),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            {"a": ["ls"]},
            [
                "a.yaml:1:4: “!” gives this value a type: remove it, or put the text in quotes "
                "[yaml-syntax]"
            ],
        ),
        (
            "a: !!str 12\nb: !x {}\nc: ! d\n",
            {"a": 12, "b": {}, "c": "d"},
            [
                f"a.yaml:{line}:4: “!” gives this value a type: remove it, "
                "or put the text in quotes [yaml-syntax]"
                for line in (1, 2, 3)
            ],
        ),
        (
            "1: a\nnull: b\ntrue: c\n? [x]\n: d\n? {y: z}\n: e\n",
            {"1": "a", "null": "b", "true": "c"},
            [
                "a.yaml:1:1: the key “1” is not text: put it in quotes [yaml-syntax]",
                "a.yaml:2:1: the key “null” is not text: put it in quotes [yaml-syntax]",
                "a.yaml:3:1: the key “true” is not text: put it in quotes [yaml-syntax]",
                "a.yaml:4:3: a list or mapping stands here as a key: a key is text [yaml-syntax]",
                "a.yaml:6:3: a list or mapping stands here as a key: a key is text [yaml-syntax]",
            ],
        ),
        (
            "a: 99999999999999999999\nb: 1\n",
            {"a": "99999999999999999999", "b": 1},
            [
                "a.yaml:1:4: this number is too large: put it in quotes if it is a name "
                "[yaml-syntax]"
            ],
        ),
        (
            'a: "x\\u202ey"\nb: "fine\\n"\n',
            {"a": "x\ufffdy", "b": "fine\n"},
            [
                "a.yaml:1:4: a hidden character stands in this text as an escape: remove it "
                "[yaml-syntax]"
            ],
        ),
    ],
)
def test_what_is_refused(text: str, value: object, flaws: list[str]) -> None:
    tree = one(text)
    assert [shown(flaw) for flaw in tree.problems] == flaws
    assert tree.value == value


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    tree = one("\n".join(lines))
    assert tree.value["a29"] == [None, None]
    assert len(tree.problems) == 30 + 2 * 29


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 100_000, "1:65"),
        ("[" * 100_000 + "]" * 100_000, "1:65"),
        ("{a: " * 100_000, "1:257"),
        ("- " * 100_000, "1:129"),
        ("\n".join(" " * depth + "a:" for depth in range(1_200)), "65:65"),
    ],
    ids=["open", "closed", "mappings", "dashes", "indented"],
)
def test_nesting_is_limited(text: str, place: str) -> None:
    start = time.perf_counter()
    tree = one(text)
    assert time.perf_counter() - start < 5
    assert tree.value is None
    assert [shown(flaw) for flaw in tree.problems] == [
        f"a.yaml:{place}: lists and mappings are nested more than 64 deep here: "
        "split the document [yaml-syntax]"
    ]
    assert tree.locate(("a", 0, "b")).path == "a.yaml"


def test_nesting_up_to_the_limit_is_fine() -> None:
    tree = one("[" * 64 + "]" * 64)
    assert tree.problems == []
    assert tree.value is not None


def test_a_flood_of_flaws_ends_the_reading() -> None:
    tree = one("- &a x\n" * 1_000)
    assert len(tree.problems) == 100
    assert tree.value is None
    assert len(one("a: b\n" * 1_000).problems) == 100


def test_nodes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.MOST_NODES == 200_000
    assert quick.LONGEST < 200_000  # characters, each of which may be a value
    monkeypatch.setattr(reading, "MOST_NODES", 2_000)
    monkeypatch.setattr(quick, "LONGEST", 2_000)
    tree = one("[" + "a," * 2_001 + "]")
    assert [shown(flaw) for flaw in tree.problems] == [
        "a.yaml:1:4000: the document has more than 2,000 values: split it [yaml-syntax]"
    ]
    assert tree.value is None
    assert one("[" + "a," * 1_999 + "]").problems == []


def test_line_separators_are_text_as_in_yaml_1_2() -> None:
    tree = one("a: one\u2028two\x85three\nb: 'x\u2029y'\nc: d\n")
    assert tree.problems == []
    assert tree.value == {"a": "one\u2028two\x85three", "b": "x\u2029y", "c": "d"}
    assert str(tree.locate(("c",))) == "a.yaml:3:4"
    assert str(tree.locate(("a",), offset=4)) == "a.yaml:1:8"


def test_the_stand_in_for_a_separator_is_free() -> None:
    text = 'a: "\\U000F0000 \U000f0001 \u2028"\n'
    assert one(text).value == {"a": "\U000f0000 \U000f0001 \u2028"}
    assert one("k\u2028: 1\n").locate(("k\u2028",)).column == 5
