"""How results follow inputs: what is followed how far, and where there is no value."""

from fractions import Fraction as F

import pytest

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.analysis.measures.sensitivity import base, curves, holes
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Kpi

RATE = """\
kind: kpi
id: rate
title: Rate
definition: A share.
control: {{owner: boss}}
formula: {formula}
unit: {unit}
inputs:
  won: {{title: won, unit: {first}}}
  all: {{title: all, unit: {second}}}
examples: [{examples}]
"""


def definition(
    formula: str,
    *examples: str,
    unit: str = "percent",
    first: str = "deal",
    second: str = "deal",
) -> Definition:
    text = RATE.format(
        formula=formula, unit=unit, first=first, second=second, examples=", ".join(examples)
    )
    (kpi,) = load({"rate.yaml": text}).all(Kpi)
    return Definition(kpi)


def example(won: object, of: object, result: object) -> str:
    return f"{{inputs: {{won: {won}, all: {of}}}, result: {result}}}"


def test_each_input_goes_from_nothing_to_twice_its_value() -> None:
    rate = definition("won / all", example(20, 80, 0.25))
    start = base(rate)
    assert start
    won, every = curves(rate, start)
    assert (won.input, won.at) == ("won", F(20))
    assert (won.points[0], won.points[-1]) == ((F(0), F(0)), (F(40), F(1, 2)))
    assert won.near(F(1, 2)) == (F(10), F(1, 8))
    assert every.points[0] == (F(0), None)
    assert holes(every.points) == [(F(0), F(0))]
    assert holes(won.points) == []
    assert [x for x, _ in won.points] == sorted({x for x, _ in won.points})


def test_a_share_goes_no_further_than_to_all_of_it() -> None:
    value = definition(
        "won * all", example("80%", 50, 40), unit="USD", first="percent", second="USD"
    )
    start = base(value)
    assert start
    share, _ = curves(value, start)
    assert share.points[-1] == (F(1), F(50))
    assert (F(4, 5), F(40)) in share.points


def test_it_starts_from_the_first_example_that_has_a_result() -> None:
    rate = definition("won / all", example(0, 0, "undefined"), example(1, 2, 0.5))
    start = base(rate)
    assert start
    assert start.result == F(1, 2)


@pytest.mark.parametrize(
    "unknown",
    [
        definition("won / all"),
        definition("won / all", example(0, 0, "undefined")),
        definition("won / all", example("many", 2, 0.5)),
        definition("won / / all", example(1, 2, 0.5)),
        definition("won / all", example(1, 2, 0.5), unit="a / / b"),
        definition("won / all", example(1, 2, 0.5), first="a / / b"),
    ],
)
def test_without_numbers_there_is_nothing_to_follow(unknown: Definition) -> None:
    assert base(unknown) is None


def test_an_input_that_is_zero_is_followed_all_the_same() -> None:
    rate = definition("won / all", example(0, 8, 0))
    start = base(rate)
    assert start
    won, _ = curves(rate, start)
    assert won.points[0] == (F(0), F(0))
    assert won.points[-1][0] == 10


def test_stretches_without_a_value() -> None:
    points = [(F(n), None if n in (0, 3, 4, 7) else F(n)) for n in range(8)]
    assert holes(points) == [(F(0), F(0)), (F(3), F(4)), (F(7), F(7))]
