"""Targets and bands: which one counts, in the unit of the KPI; and what adds up."""

from datetime import date
from fractions import Fraction

import pytest

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.targets import Targets, adds_up
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

REGION = """\
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics], us: []}
"""
PARAMETER = "kind: parameter\nid: goal\ntitle: Goal\nvalue: 2 days\nowner: boss\nmeaning: A goal.\n"
DAY = date(2026, 6, 30)


def handbook(unit: str, rest: str) -> Handbook:
    kpi = (
        "kind: kpi\nid: k\ntitle: K\ncontrol: {owner: boss}\nowner: boss\nformula: a\n"
        f"unit: {unit}\ninputs:\n  a: {{title: a, unit: {unit}, entered_by: boss}}\n{rest}"
    )
    found = load({"k.yaml": kpi, "region.yaml": REGION, "goal.yaml": PARAMETER})
    assert not found.flaws
    return found


def target(unit: str, stated: str, day: date = DAY, **where: str) -> Fraction | None:
    found = handbook(unit, f"target: {stated}\n")
    definition = found.derived(Definitions).all["k"]
    return found.derived(Targets).target(definition, {k: (v,) for k, v in where.items()}, day)


@pytest.mark.parametrize(
    ("unit", "stated", "expected"),
    [
        ("percent", "25%", Fraction(1, 4)),
        ("percent", "0.25", Fraction(1, 4)),
        ("ratio", "3", Fraction(3)),
        ("USD / customer", '"40,000 USD"', Fraction(40_000)),
        ("day", "goal", Fraction(2)),
        ("hour", "goal", Fraction(48)),
        ("USD", "goal", None),
        ("USD", "nobody-knows", None),
        ("USD", '"5 EUR"', None),
    ],
)
def test_a_target_in_the_unit_of_the_kpi(unit: str, stated: str, expected: object) -> None:
    assert target(unit, stated) == expected


SCOPED = (
    "[{value: 1, scope: {region: [dach]}}, {value: 2, scope: {region: [emea]}}, "
    "{value: 3, from: 2026-07-01}, {value: 4, until: 2026-06-30}]"
)


@pytest.mark.parametrize(
    ("where", "day", "expected"),
    [
        ({"region": "dach"}, DAY, 1),
        ({"region": "nordics"}, DAY, 2),
        ({"region": "emea"}, DAY, 2),
        ({"region": "us"}, DAY, 4),
        ({}, DAY, 4),
        ({}, date(2026, 7, 1), 3),
    ],
)
def test_the_first_whose_scope_and_days_hold(where, day: date, expected: int) -> None:
    assert target("ratio", SCOPED, day, **where) == expected


BANDS = """\
bands:
  - {title: Great, min: 50%}
  - {title: Unread, min: 1 day, max: 2 days}
  - {title: Fine, min: 20%, max: 50%}
  - {title: Poor in EMEA, max: 20%, scope: {region: [emea]}}
  - {title: Poor, max: 20%}
"""


@pytest.mark.parametrize(
    ("value", "where", "expected"),
    [
        ("0.5", {}, "Great"),
        ("0.4999", {}, "Fine"),
        ("0.2", {}, "Fine"),
        ("-1", {}, "Poor"),
        ("0.1", {"region": ("dach",)}, "Poor in EMEA"),
        ("0.1", {"region": ("us",)}, "Poor"),
    ],
)
def test_the_first_band_from_min_to_before_max(value: str, where, expected: str) -> None:
    found = handbook("percent", BANDS)
    definition = found.derived(Definitions).all["k"]
    band = found.derived(Targets).band(definition, Fraction(value), where, DAY)
    assert band is not None
    assert band.title == expected


def made(formula: str, **inputs: str) -> tuple[Definition, Definitions]:
    listed = "".join(f"  {name}: {{title: {name}, {text}}}\n" for name, text in inputs.items())
    text = (
        "kind: kpi\nid: k\ntitle: K\ncontrol: {owner: boss}\nowner: boss\n"
        f"formula: {formula}\nunit: hour\ninputs:\n{listed}"
    )
    definitions = load({"k.yaml": text}).derived(Definitions)
    return definitions.all["k"], definitions


SUM, COUNT = "unit: hour, measure: sum(work.hours)", "unit: hour, measure: count(work)"
AVERAGE, ENTERED = "unit: hour, measure: avg(work.hours)", "unit: hour, entered_by: boss"


@pytest.mark.parametrize(
    ("formula", "inputs", "expected"),
    [
        ("a - b", {"a": SUM, "b": COUNT}, True),
        ("-a + b", {"a": SUM, "b": ENTERED}, True),
        ("a / b", {"a": SUM, "b": SUM}, False),
        ("a * b", {"a": SUM, "b": SUM}, False),
        ("max(a, b)", {"a": SUM, "b": SUM}, False),
        ("a", {"a": AVERAGE}, False),
        ("a", {"a": "unit: percent, entered_by: boss"}, False),
        ("a", {"a": "unit: hour, kpi: nobody"}, False),
        ("a", {"a": "unit: hour, kpi: k"}, False),
        ("a +", {"a": SUM}, False),
    ],
)
def test_what_adds_up(formula: str, inputs: dict[str, str], expected: bool) -> None:
    assert adds_up(*made(formula, **inputs)) is expected


@pytest.mark.parametrize(
    ("better", "value", "title"),
    [
        ("higher", 10, "Good"),
        ("higher", 9, "Watch"),
        ("higher", 5, "Watch"),
        ("higher", 4, "Bad"),
        ("lower", 5, "Good"),
        ("lower", 6, "Watch"),
        ("lower", 10, "Watch"),
        ("lower", 11, "Bad"),
    ],
)
def test_a_value_on_the_border_of_two_bands_is_in_the_better_one(
    better: str, value: int, title: str
) -> None:
    good, bad = ("min: 10", "max: 5") if better == "higher" else ("max: 5", "min: 10")
    found = handbook(
        "USD",
        f"better: {better}\nbands:\n  - {{title: Good, {good}}}\n"
        f"  - {{title: Watch, min: 5, max: 10}}\n  - {{title: Bad, {bad}}}\n",
    )
    definition = found.derived(Definitions).all["k"]
    band = found.derived(Targets).band(definition, Fraction(value), {}, DAY)
    assert band is not None
    assert band.title == title
