"""The calculator of a KPI page and Python agree: on values, reasons, reading, showing, judging."""

import json
import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.targets import Targets
from salesops_sop.analysis.measures.values import read, shown
from salesops_sop.base.resources import reference_handbook, site_folder
from salesops_sop.handbook import folder
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.lang.formula.evaluating import Result, Undefined, evaluate
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Call, Expression, Name, Number, Text
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import RATIO, Unit
from salesops_sop.site.pages.arithmetic import tree
from salesops_sop.site.pages.calculator import script_data
from tests.lang.formula.formulas import NAMES, expressions, numbers, valued
from tests.node.running import run

SCRIPT = Path(__file__).with_name("calculator.js")
DAY = date(2026, 6, 30)  # as in that script
UNITS = ("percent", "ratio", "USD", "USD / customer", "deal", "opportunity", "day", "business hour")

fractions = st.fractions(max_denominator=10**6) | st.sampled_from(
    [
        Fraction(n)
        for n in ("0", "1", "-1", "1/3", "0.005", "0.0049999", "-0.0000001", "1e41", "-1e40")
    ]
)
dates = st.sampled_from(
    [
        *("2026-01-31", "2026-02-28", "2024-02-29", "2025-02-29", "0001-01-01", "0000-01-01"),
        *("9999-12-31", "2026-1-1", " 2026-03-01 ", "soon", ""),
    ]
)  # fmt: skip
values = fractions | st.booleans() | dates | st.text(max_size=70) | st.none()
inputs = st.dictionaries(st.sampled_from(NAMES), values)
calls = st.builds(
    Call,
    st.sampled_from(
        ["days", "months", "round", "abs", "min", "max", "coalesce", "if", "f", "count"]
    ),
    st.lists(
        numbers | st.sampled_from(NAMES).map(Name) | dates.map(Text), min_size=1, max_size=3
    ).map(tuple),
)
known = st.fixed_dictionaries(dict.fromkeys(NAMES, fractions))
formulas: st.SearchStrategy[tuple[Expression, Mapping[str, Any]]] = st.one_of(
    st.tuples(expressions(), inputs),
    st.tuples(calls, inputs),
    st.tuples(valued(dict.fromkeys(NAMES, Fraction(1))).map(lambda sized: sized[0]), known),
)
TYPED = [
    *("1,200.5", "+3", ".5", "-.5", "5.", "1,2,3", "--1", "1e3", "", " 7 ", "9" * 18, "9" * 19),
    *("25%", "12.5 %", "-3%", "1234567%", "50,000 USD", "USD 1,000.25", "5 EUR", "5000.12345 USD"),
    *("90 days", "1 day", "36 hours", "2 business days", "04 days", "1.5 hours", "3 weeks", "٣"),
]
LENIENT = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def asked(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    script = (site_folder() / "assets" / "calculator.js").read_text(encoding="utf-8")
    answers: list[dict[str, Any]] = run(SCRIPT, {"script": script, "cases": cases})
    return answers


def plain(value: Result | None) -> object:
    if isinstance(value, Undefined):
        return {"reason": value.reason}
    return None if value is None else f"{value.numerator}/{value.denominator}"  # type: ignore[union-attr]


def sent(given: Mapping[str, object]) -> list[tuple[str, object]]:
    return [
        (name, {"number": str(value)} if isinstance(value, Fraction) else value)
        for name, value in given.items()
    ]


@LENIENT
@given(st.lists(formulas, min_size=60, max_size=60))
def test_formulas_have_one_value(cases: list[tuple[Expression, Mapping[str, Any]]]) -> None:
    unit = {"percent": False, "one": "", "many": ""}
    kpi: dict[str, Any] = {
        "unit": unit,
        "precision": None,
        "targets": [],
        "bands": [],
        "better": None,
    }
    found = asked(
        [
            {"kpi": kpi | {"formula": tree(one)}, "inputs": sent(values_of), "texts": []}
            for one, values_of in cases
        ]
    )
    for (one, values_of), theirs in zip(cases, found, strict=True):
        ours = evaluate(one, values_of)
        if isinstance(ours, bool | str):
            ours = Undefined("the formula gives no number")
        assert theirs["result"] == plain(ours), (written(one), values_of)


quantities = st.one_of(
    st.integers(-3, 12).map(lambda n: f"{n * 10}%"),
    st.integers(-3, 200),
    st.decimals(-2, 2, places=3).map(float),
    st.sampled_from(["5 USD", "2 days", "3 hours", "no-such-parameter"]),
)
days = st.sampled_from([None, "2026-01-01", "2026-06-30", "2026-07-01"])
scopes = st.sampled_from([{}, {"region": ["emea"]}])


def in_force(more: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({**more, "scope": scopes, "from": days, "until": days})


kpis = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "precision": st.none() | st.integers(-1, 14),
        "better": st.sampled_from(["higher", "lower", None]),
        "target": st.none() | quantities | st.lists(in_force({"value": quantities}), max_size=3),
        "bands": st.lists(
            in_force(
                {
                    "title": st.just("Band"),
                    "min": st.none() | quantities,
                    "max": st.none() | quantities,
                }
            ),
            max_size=4,
        ),
    }
)
texts = st.one_of(
    st.sampled_from(
        TYPED
    ),
    st.text(st.sampled_from("0123456789.,-+% USDhoursday"), max_size=12),
)  # fmt: skip


def definition(fields: dict[str, Any]) -> tuple[Handbook, Definition]:
    document = {
        "kind": "kpi", "id": "k", "title": "K", "control": {"owner": "r"}, "owner": "r",
        "formula": "a", "inputs": {"a": {"title": "A", "unit": fields["unit"]}},
        **{name: value for name, value in fields.items() if value is not None},
    }  # fmt: skip
    handbook = load({"k.yaml": json.dumps(document, ensure_ascii=False)})
    return handbook, handbook.derived(Definitions).all["k"]


@LENIENT
@given(
    st.lists(
        st.tuples(kpis, fractions, st.lists(texts, max_size=5)), min_size=40, max_size=40
    )
)  # fmt: skip
def test_values_are_read_shown_and_judged_alike(
    cases: list[tuple[dict[str, Any], Fraction, list[str]]],
) -> None:
    made = [definition(fields) for fields, _, _ in cases]
    sent_cases = []
    for (handbook, one), (_, number, written_ones) in zip(made, cases, strict=True):
        data = script_data(handbook, one)
        reads = [[data["inputs"][0], text] for text in written_ones]
        inputs = [["a", {"number": str(number)}]]
        sent_cases.append({"kpi": data, "inputs": inputs, "texts": reads})
    for case, (handbook, one), theirs in zip(cases, made, asked(sent_cases), strict=True):
        _, number, written_ones = case
        assert theirs["texts"] == [field(handbook, one, text) for text in written_ones]
        if isinstance(theirs["result"], str):
            assert theirs == expected(handbook, one, number) | {"texts": theirs["texts"]}


def field(handbook: Handbook, one: Definition, text: str) -> object:
    """What a field holds: a bare number in a field in percent is one."""
    unit = one.units["a"]
    if not text.strip():
        return None
    try:
        found = read(text, unit, handbook.derived(Facts).working_day)
    except ValueError:
        return "fault"
    bare = "%" not in text and unit.plain and unit.shown == "percent"
    return plain(found / 100 if bare else found)


def expected(handbook: Handbook, one: Definition, number: Fraction) -> dict[str, Any]:
    targets, unit, kpi = handbook.derived(Targets), one.unit, one.kpi
    assert isinstance(unit, Unit)
    target, band = targets.target(one, {}, DAY), targets.band(one, number, {}, DAY)
    met = None
    if target is not None and kpi.better:
        met = number >= target if kpi.better == "higher" else number <= target
    kept = [b for b in kpi.bands if not b.scope and all(
        targets.number(end, unit) is not None for end in (b.min, b.max) if end is not None
    )]  # fmt: skip
    return {
        "result": plain(number),
        "shown": shown(number, unit, kpi.precision),
        "target": plain(target),
        "met": met,
        "band": None if band is None else kept.index(band),
    }


def test_a_name_of_javascript_is_a_name() -> None:
    unit = {"percent": False, "one": "", "many": ""}
    kpi: dict[str, Any] = {
        "unit": unit,
        "precision": None,
        "targets": [],
        "bands": [],
        "better": None,
    }
    names = ["constructor", "__proto__", "toString"]
    found = asked(
        [{"kpi": kpi | {"formula": tree(Name(name))}, "inputs": [], "texts": []} for name in names]
        + [
            {"kpi": kpi | {"formula": tree(Name(name))}, "inputs": sent({name: Fraction(3)}), "texts": []}
            for name in names
        ]
    )  # fmt: skip
    assert [answer["result"] for answer in found] == [
        *({"reason": f"{name} is missing"} for name in names),
        *["3/1"] * 3,
    ]


def test_digits_are_kept() -> None:
    unit = {"percent": True, "one": "", "many": ""}
    kpi: dict[str, Any] = {
        "unit": unit,
        "precision": 12,
        "targets": [],
        "bands": [],
        "better": None,
    }
    formula = tree(Number(value=Decimal("0.123456789012345678901234567890")))
    (found,) = asked([{"kpi": kpi | {"formula": formula}, "inputs": [], "texts": []}])
    assert found["shown"] == "12.3456789012%"


def test_halves_are_rounded_away_from_zero() -> None:
    numbers = [Fraction(n, 2 * 10**digits) for n in (-5, -1, 1, 3) for digits in range(5)]
    unit = {"percent": False, "one": "", "many": ""}
    kpi: dict[str, Any] = {"unit": unit, "targets": [], "bands": [], "better": None}
    cases = [(number, precision) for number in numbers for precision in range(5)]
    found = asked(
        [
            {
                "kpi": kpi | {"formula": tree(Name("a")), "precision": precision},
                "inputs": sent({"a": number}),
                "texts": [],
            }
            for number, precision in cases
        ]
    )
    ours = [shown(number, RATIO, precision) for number, precision in cases]
    assert [answer["shown"] for answer in found] == ours
    assert ours[ours.index("-3") :][:3] == ["-3", "-2.5", "-2.50"]


def test_every_reference_kpi_on_a_thousand_inputs() -> None:
    chance = random.Random(6)
    texts, flaws = folder.read(reference_handbook(), "sops")
    handbook = load(texts, flaws)
    cases, ours = [], []
    for one in handbook.derived(Definitions).all.values():
        assert not isinstance(one.formula, FormulaError)
        data = script_data(handbook, one)
        for _ in range(1000):
            values_of = {name: _number(chance) for name in one.kpi.inputs}
            cases.append({"kpi": data, "inputs": sent(values_of), "texts": []})
            ours.append((handbook, one, values_of, evaluate(one.formula, values_of)))
    assert len(cases) >= 14_000
    for (book, one, values_of, result), theirs in zip(ours, asked(cases), strict=True):
        assert theirs["result"] == plain(result), (one.kpi.id, values_of)
        if isinstance(result, Fraction):
            assert theirs == expected(book, one, result) | {"texts": []}, (one.kpi.id, values_of)


def _number(chance: random.Random) -> Fraction:
    """Whole, with cents, zero, tiny or huge, as people and mistakes bring it."""
    kinds = (
        lambda: Fraction(chance.randint(0, 200)),
        lambda: Fraction(chance.randint(-(10**6), 10**9), 100),
        lambda: Fraction(0),
        lambda: Fraction(chance.randint(1, 999), 10**6),
        lambda: Fraction(chance.randint(1, 10**15)),
    )
    return chance.choices(kinds, (6, 4, 1, 1, 1))[0]()
