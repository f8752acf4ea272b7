"""Answers to cases: as the rules read one by one say, and never sooner than they are certain."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.decision.evaluating import Status, evaluate
from salesops_sop.analysis.decision.gaps import gaps
from salesops_sop.analysis.decision.overlaps import overlaps
from salesops_sop.analysis.decision.questions import Cell, Known, Question, Table, table
from salesops_sop.analysis.decision.table import Table as AnalysedTable
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.fields import DimensionValues

PLACES = {"emea": ("dach", "nordics"), "apac": ("apac",)}
NAMES = ["dach", "nordics", "apac"]
INPUTS: dict[str, list[str]] = {"place": NAMES, "grade": ["A", "B", "C"], "sure": ["true", "false"]}
DIMENSION = "kind: dimension\nid: place\ntitle: Place\nvalues: {emea: [dach, nordics], apac: }\n"


def accepted(cell: str, name: str) -> frozenset[str]:
    """What a cell of ours accepts, read in a few lines of its own."""
    denied = cell.startswith("not(")
    words = [w.strip(' "') for w in cell.removeprefix("not(").removesuffix(")").split(",")]
    inside = {leaf for word in words for leaf in PLACES.get(word, (word,))}
    if cell == "-":
        return frozenset(INPUTS[name])
    return frozenset(v for v in INPUTS[name] if (v in inside) is not denied)


def expected(rules: list[Mapping[str, Any]], policy: str, case: Mapping[str, str]) -> Any:
    """What DMN says of a whole case."""
    fits = [
        (n, rule["then"])
        for n, rule in enumerate(rules)
        if all(case[name] in accepted(rule["when"].get(name, "-"), name) for name in INPUTS)
    ]
    if not fits:
        return Status.NONE, []
    if policy == "unique" and len(fits) > 1:
        return Status.CONFLICT, [n for n, _ in fits]
    if policy == "any" and len({said for _, said in fits}) > 1:
        return Status.CONFLICT, [n for n, _ in fits]
    if policy == "first":
        return Status.ANSWERED, [fits[0][0]]
    if policy == "priority":
        return Status.ANSWERED, [min(fits, key=lambda fit: ("zyx".index(fit[1]), fit[0]))[0]]
    return Status.ANSWERED, [n for n, _ in fits]


def cells(name: str) -> st.SearchStrategy[str]:
    if name == "sure":
        return st.sampled_from(["-", "true", "false", "not(true)"])
    words = [*INPUTS[name], *(["emea"] if name == "place" else [])]
    several = st.lists(st.sampled_from(words), min_size=1, max_size=2)
    listed = several.map(lambda some: ", ".join(f'"{word}"' for word in some))
    return st.one_of(st.just("-"), listed, listed.map(lambda some: f"not({some})"))


RULES = st.lists(
    st.fixed_dictionaries(
        {
            "when": st.fixed_dictionaries({name: cells(name) for name in INPUTS}),
            "then": st.sampled_from("xyz"),
        }
    ),
    min_size=1,
    max_size=5,
)
POLICIES = st.sampled_from(["unique", "any", "first", "priority", "collect"])


def made(rules: list[Mapping[str, Any]], policy: str) -> Table:
    lines = [
        f"  - {{id: r{n}, when: {{{', '.join(f'{k}: {v!r}' for k, v in rule['when'].items())}}}, "
        f"then: {{out: {rule['then']}}}}}"
        for n, rule in enumerate(rules)
    ]
    text = (
        "kind: decision\nid: table\ntitle: Table\ncontrol: {owner: x}\nquestion: Which?\n"
        f"hit_policy: {policy}\n"
        "inputs: [{id: place, type: dimension}, {id: grade, type: string, values: [A, B, C]},"
        " {id: sure, type: boolean}]\n"
        "outputs: [{id: out, type: string, values: [z, y, x]}]\n"
        "rules:\n" + "\n".join(lines) + "\n"
    )
    handbook = load({"table.yaml": text, "place.yaml": DIMENSION})
    found = handbook.get(Decision, "table")
    assert found, handbook.flaws
    return table(found, handbook)


def every_case() -> Iterator[dict[str, str]]:
    for values in product(*INPUTS.values()):
        yield dict(zip(INPUTS, values, strict=True))


@settings(max_examples=150, deadline=None)
@given(rules=RULES, policy=POLICIES)
def test_whole_cases_are_answered_as_dmn_says(rules: list[Any], policy: str) -> None:
    found = made(rules, policy)
    for case in every_case():
        answer = evaluate(found, {name: frozenset({value}) for name, value in case.items()})
        fired = [match.place for match in answer.fired]
        assert (answer.status, fired) == expected(rules, policy, case)
        for match in answer.matches:
            held = [
                case[name] in accepted(rules[match.place]["when"][name], name) for name in INPUTS
            ]
            assert match.failed == (held.index(False) if False in held else None)


@settings(max_examples=150, deadline=None)
@given(
    rules=RULES,
    policy=POLICIES,
    known=st.fixed_dictionaries(
        {},
        optional={
            name: st.frozensets(st.sampled_from(v), min_size=1) for name, v in INPUTS.items()
        },
    ),
)
def test_what_is_said_of_a_part_holds_for_the_whole(
    rules: list[Any], policy: str, known: dict[str, frozenset[str]]
) -> None:
    found = made(rules, policy)
    answer = evaluate(found, known)
    said = set()
    for case in every_case():
        if all(case[name] in values for name, values in known.items()):
            status, fired = expected(rules, policy, case)
            result = frozenset(rules[n]["then"] for n in fired)
            said.add((status, result))
            if answer.status is not Status.OPEN:
                assert status is answer.status
                assert status is not Status.ANSWERED or result == {
                    rules[match.place]["then"] for match in answer.fired
                }
            possible = {match.place for match in (*answer.fired, *answer.possible)}
            assert set(fired) <= possible
    if answer.status is Status.OPEN:
        assert answer.asked
        assert all(len(known.get(q.id, frozenset(q.values))) > 1 for q in answer.asked)


def test_equal_answers_in_another_order_are_one() -> None:
    text = """\
kind: decision
id: table
title: Table
control: {owner: x}
question: Who?
hit_policy: any
inputs: [{id: size, type: number, min: 0, max: 10}]
outputs: [{id: who, type: roles}, {id: days, type: number}]
rules:
  - {id: a, when: {size: ">= 1"}, then: {who: {all_of: [b, a]}, days: 1.0}}
  - {id: b, when: {size: ">= 2"}, then: {who: [a, b], days: 1}}
  - {id: c, when: {size: ">= 3"}, then: {who: {any_of: [a, b]}, days: 1}}
  - {id: d, when: {size: "[0..10]"}, then: {who: {all_of: [a, b, a]}, days: 1}}
"""
    handbook = load({"table.yaml": text})
    decision = handbook.get(Decision, "table")
    assert decision
    found = table(decision, handbook)
    a, b, c, d = (row.result.key for row in found.rows)
    assert a == b == d != c
    assert [row.cells[0].always for row in found.rows] == [False, False, False, True]


@settings(max_examples=150, deadline=None)
@given(rules=RULES)
def test_gaps_and_overlaps_are_the_cases_without_an_answer(rules: list[Any]) -> None:
    found = made(rules, "unique")
    trees = Dimensions({"place": DimensionValues.read({"emea": ["dach", "nordics"], "apac": None})})
    analysed = AnalysedTable(found.decision, trees)
    assume(analysed.whole)
    answers = [
        evaluate(found, {name: frozenset({value}) for name, value in case.items()})
        for case in every_case()
    ]
    assert bool(gaps(analysed).boxes) is any(a.status is Status.NONE for a in answers)
    pairs = {
        pair for a in answers for pair in combinations([m.place for m in a.matches if m.fits], 2)
    }
    assert {(overlap.first, overlap.second) for overlap in overlaps(analysed)} == pairs


def bounds(question: Question, cells: Iterable[Cell]) -> list[Known]:
    """The values of an input around which an answer can change."""
    if question.values:
        return [frozenset({value}) for value in question.values]
    ends = {end for cell in cells for r in cell.condition.ranges for end in r.ends}
    near = {
        end + step
        for end in {*ends, question.low, question.high, Decimal(7)}
        if isinstance(end, Decimal)
        for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))
    }
    whole = question.column.type == "integer"
    return [
        value
        for value in sorted(near)
        if not whole or value == value.to_integral_value()
        if question.low is None or value >= question.low  # type: ignore[operator]
        if question.high is None or value <= question.high  # type: ignore[operator]
    ]


def test_the_reference_handbook_answers_every_case() -> None:
    texts, _ = folder.read(reference_handbook(), "sops")
    handbook = load(texts)
    decisions = handbook.all(Decision)
    assert len(decisions) > 5
    for decision in decisions:
        found = table(decision, handbook)
        values = [
            bounds(question, [row.cells[n] for row in found.rows])
            for n, question in enumerate(found.questions)
        ]
        ids = [question.id for question in found.questions]
        for case in product(*values):
            answer = evaluate(found, dict(zip(ids, case, strict=True)))
            assert answer.status is Status.ANSWERED, (decision.id, case)
