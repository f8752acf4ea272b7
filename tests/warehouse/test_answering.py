"""Values by period and group: empty ones, snapshots, KPIs on KPIs, and numbers of engines."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from salesops_sop.lang.formula.evaluating import Undefined
from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Call
from salesops_sop.warehouse.answering import Answer, answers
from salesops_sop.warehouse.entering import Entered
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import Measure, plan
from salesops_sop.warehouse.running import Question, compute
from tests.warehouse.small import HEAD, KPIS, handbook_of

HANDBOOK = handbook_of()


def told(found: Answer) -> str:
    """“2026-01 dach: 0.5”, or the reason."""
    result = found.result
    value = result.reason if isinstance(result, Undefined) else f"{float(result):g}"
    place = [f"{found.key.period:%Y-%m}" if found.key.period else "", *map(str, found.key.group)]
    return f"{' '.join(filter(None, place))}: {value}"


def run(data: Path, kpi: str, **asked: object) -> list[str]:
    fixed = {("coverage", "quota"): "1000", ("margin-value", "margin"): "50%"}
    span = Span(**{k: v for k, v in asked.items() if k != "groups"})  # type: ignore[arg-type]
    groups = asked.get("groups", ())
    assert isinstance(groups, tuple)
    given = {key: value for key, value in fixed.items() if key[0] == kpi}
    found = compute(HANDBOOK, Question((kpi,), groups, span, given), data)
    return [told(answer) for answer in found.answers]


def test_one_value_for_everything(data) -> None:
    assert run(data(), "win-rate") == [f": {2 / 3:g}"]
    assert run(data(), "open-value") == [": 1050.25"]
    assert run(data(), "coverage") == [": 1.05025"]
    assert run(data(), "margin-value") == [": 1500"]


def test_every_period_between_the_first_and_the_last(data) -> None:
    assert run(data(), "win-rate", unit="month") == [
        "2026-02: 0.5",
        "2026-03: closed is 0",
        "2026-04: 1",
    ]
    assert run(
        data(), "open-value", unit="month", first=date(2025, 12, 1), last=date(2026, 3, 31)
    ) == [
        "2025-12: 0",
        "2026-01: 0",
        "2026-02: 0",
        "2026-03: 1000",
    ]


def test_fiscal_quarters(data) -> None:
    found = run(data(), "win-rate", unit="quarter", shift=1)
    assert found == ["2026-02: 0.666667"]


def test_every_group_in_every_period(data) -> None:
    assert run(data(), "win-rate", unit="month", groups=("region",)) == [
        "2026-02 dach: 0.5",
        "2026-02 us: closed is 0",
        "2026-03 dach: closed is 0",
        "2026-03 us: closed is 0",
        "2026-04 dach: closed is 0",
        "2026-04 us: 1",
    ]
    assert run(data(), "open-value", groups=("region",))[0] == "None: 50.25"


def test_a_kpi_below_is_computed_where_it_has_no_rows(data) -> None:
    found = run(data(), "coverage", groups=("region",))
    assert found == ["None: 0.05025", "dach: 0", "us: 1"]


def test_a_group_that_has_only_an_entry_is_one(data) -> None:
    folder = data()
    head = "kpi,input,from,to,region,value\n"
    year = "2026-01-01,2026-12-31"
    rows = [f"coverage,quota,{year},{place},100\n" for place in ("us", "nordics")]
    (folder / "entered.csv").write_text(head + "".join(rows))
    found = compute(HANDBOOK, Question(("coverage",), ("region",)), folder)
    assert [told(answer) for answer in found.answers] == [
        "None: quota is entered by hand, and no value is there",
        "dach: quota is entered by hand, and no value is there",
        "nordics: 0",
        "us: 10",
    ]


def test_a_snapshot_counts_in_the_period_of_its_day(data) -> None:
    assert run(data(), "snapshot-share") == [f": {1 / 3:g}"]
    assert run(data(), "snapshot-share", unit="month") == [
        "2026-02: all is a snapshot of 2026-05-30, which has no value for other periods",
        "2026-03: all is a snapshot of 2026-05-30, which has no value for other periods",
        "2026-04: all is a snapshot of 2026-05-30, which has no value for other periods",
        "2026-05: 0",
    ]
    assert run(data(), "snapshot-share", unit="year") == ["2026-01: 0.333333"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 2, 11), date(2026, 6, 1), "0.333333"),
        (date(2026, 3, 1), date(2026, 6, 1), "0"),
        (date(2026, 1, 1), date(2026, 5, 29), "all is a snapshot of 2026-05-30, which is not among the days that are asked about"),
        (date(2026, 6, 1), None, "all is a snapshot of 2026-05-30, which is not among the days that are asked about"),
    ],
)  # fmt: skip
def test_a_snapshot_says_nothing_of_other_days(data, first, last, expected: str) -> None:
    assert run(data(), "snapshot-share", first=first, last=last) == [f": {expected}"]


def test_the_day_of_a_snapshot_does_not_depend_on_what_else_is_asked(data) -> None:
    span = Span(unit="month")
    alone = compute(HANDBOOK, Question(("snapshot-share",), (), span), data())
    both = compute(HANDBOOK, Question(("open-value", "snapshot-share"), (), span), data())
    kept = [told(a) for a in both.answers if a.definition.kpi.id == "snapshot-share"]
    assert kept == [told(answer) for answer in alone.answers]


def test_no_rows_at_all(data) -> None:
    folder = data(**{"big-deals": f"{HEAD}\n"})
    assert run(folder, "open-value") == [": 0"]
    assert run(folder, "win-rate") == [": closed is 0"]
    assert run(folder, "win-rate", unit="month") == [": closed is 0"]
    assert run(folder, "snapshot-share", unit="month") == [": lost + all is 0"]


def test_an_average_of_nothing_is_undefined(data) -> None:
    text = KPIS["open-value"].replace("sum(", "avg(")
    handbook = handbook_of({"open-value": text.replace('"open"', '"none"')})
    (answer,) = compute(handbook, Question(("open-value",)), data()).answers
    assert told(answer) == ": there are no rows"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (0.1 + 0.2, Fraction(3, 10)),
        (1e22, Fraction(10**22)),
        (-1234.5, Fraction(-2469, 2)),
        (7, Fraction(7)),
        (None, Fraction(0)),
        (float("inf"), "value is no finite number"),
        (float("nan"), "value is no finite number"),
        ("x", "value is no number"),
        (date(2026, 1, 1), "value is no number"),
    ],
)
def test_numbers_of_engines(raw: object, expected: object) -> None:
    made = plan(HANDBOOK, ["open-value"])
    (found,) = answers(made, ["open-value"], [[(raw,)]], Span(), Entered(Span(), ()))
    result = found.result
    assert (result.reason if isinstance(result, Undefined) else result) == expected


def test_sums_in_another_order_are_the_same_number() -> None:
    values = [0.1] * 10
    one, other = sum(values), 1.0
    assert one != other
    made = plan(HANDBOOK, ["open-value"])
    results = [
        next(answers(made, ["open-value"], [[(raw,)]], Span(), Entered(Span(), ()))).result
        for raw in (one, other)
    ]
    assert results[0] == results[1] == 1


def test_a_measure_has_a_column_of_its_own() -> None:
    call = parse("count(big_deals)")
    assert isinstance(call, Call)
    names: Mapping[str, Measure] = {
        m.name: m for m in (Measure("a-b", "c", call), Measure("a", "b_c", call))
    }
    assert set(names) == {"a_b__c", "a__b_c"}


def test_unknown_values_of_a_dimension_are_noticed(data) -> None:
    folder = data(
        **{"big-deals": f"{HEAD}\na,2026-01-01,,open,1,1,mars,\nb,2026-01-01,,open,1,1,,\n"}
    )
    found = compute(HANDBOOK, Question(("open-value",), ("region",)), folder)
    assert found.notes == (
        "the data has the region ‘mars’, which the dimension does not have",
        "some rows have no region: they stand under “–”",
    )


def test_of_all_kpis_those_are_left_out_that_cannot_be_grouped_so(data) -> None:
    text = KPIS["win-rate"].replace("big_deals", "deals")
    handbook = handbook_of({"win-rate": text, "open-value": KPIS["open-value"]})
    found = compute(handbook, Question(), data())
    assert [answer.definition.kpi.id for answer in found.answers] == ["open-value"]
    assert found.notes == (
        "‘win-rate’ is left out: there is no dataset ‘deals’: ‘won’ of the KPI ‘win-rate’ needs it",
    )
