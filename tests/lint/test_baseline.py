"""The baseline: what was there is accepted once, what is new or gone is told."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.lint import baseline
from salesops_sop.lint.baseline import Entry


def problem(message: str, line: int = 1, document: str = "role:a", rule: str = "a/b") -> Problem:
    return Problem(rule, Severity.ERROR, message, Position("sops/a.yaml", line, 1), document)


def test_an_entry_is_rule_document_and_content_but_never_a_line() -> None:
    assert baseline.entry(problem("m", 3)) == baseline.entry(problem("m", 9))
    assert baseline.entry(problem("m")) == Entry("a/b", "role:a", "m")
    assert baseline.entry(problem("m", document="")) == Entry("a/b", "sops/a.yaml", "m")


def test_the_file_is_sorted_and_readable() -> None:
    text = baseline.write([problem("“zwei”"), problem("eins")])
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "format": "salesops-sop/baseline/1",
        "problems": [
            {"rule": "a/b", "document": "role:a", "message": "eins"},
            {"rule": "a/b", "document": "role:a", "message": "“zwei”"},
        ],
    }
    assert "“zwei”" in text


def test_new_problems_and_stale_entries() -> None:
    accepted = baseline.read(baseline.write([problem("old"), problem("gone")]), "b.json")
    new, stale = baseline.apply([problem("old", 7), problem("new")], accepted)
    assert [p.message for p in new] == ["new"]
    assert [entry.message for entry in stale] == ["gone"]


def test_what_stands_twice_is_accepted_twice() -> None:
    accepted = Counter({baseline.entry(problem("m")): 2})
    assert baseline.apply([problem("m"), problem("m")], accepted) == ([], [])
    assert baseline.apply([problem("m")], accepted)[1] == [baseline.entry(problem("m"))]
    assert baseline.apply([problem("m", n) for n in range(3)], accepted)[0] == [problem("m", 2)]
    assert accepted == Counter({baseline.entry(problem("m")): 2}), "the input is left alone"


problems = st.lists(
    st.builds(problem, st.sampled_from("xyz"), st.integers(1, 9), st.sampled_from(["", "role:a"]))
)


@given(problems, problems)
def test_nothing_is_lost_and_nothing_is_invented(old: list[Problem], now: list[Problem]) -> None:
    accepted = baseline.read(baseline.write(old), "b.json")
    new, stale = baseline.apply(now, accepted)
    before, after = Counter(map(baseline.entry, old)), Counter(map(baseline.entry, now))
    assert Counter(map(baseline.entry, new)) == after - before
    assert Counter(stale) == before - after
    assert baseline.apply(old, accepted) == ([], [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "b.json: not a baseline file: it is not JSON: "),
        ("[" * 100_000, "b.json: not a baseline file: it is not JSON: "),
        ("[]", "b.json: not a baseline file: expected the format “salesops-sop/baseline/1”"),
        ('{"format": "x"}', "b.json: not a baseline file: expected the format"),
        (
            '{"format": "salesops-sop/baseline/1"}',
            "b.json: not a baseline file: ‘problems’ is not a list",
        ),
        (
            '{"format": "salesops-sop/baseline/1", "problems": [{"rule": "a/b", "message": 3}]}',
            "b.json: an entry needs rule, document, message as texts, found {'rule'",
        ),
        (
            '{"format": "salesops-sop/baseline/1", "problems": ["a"]}',
            "b.json: an entry needs rule, document, message as texts, found 'a'",
        ),
    ],
)
def test_what_is_no_baseline_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableError) as error:
        baseline.read(text, "b.json")
    assert str(error.value).startswith(sentence)
