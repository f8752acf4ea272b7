"""What people enter: read, checked, and added up only where that is right."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from salesops_sop.analysis.measures.definitions import Definitions
from salesops_sop.lang.formula.evaluating import Undefined
from salesops_sop.warehouse.answering import Key
from salesops_sop.warehouse.entering import Entered, entries
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import PlanError
from tests.warehouse.small import handbook_of

DEFINITIONS = handbook_of().derived(Definitions)
HEAD = "kpi,input,from,to,region,value\n"
QUOTAS = """\
coverage,quota,2026-01-01,2026-03-31,dach,100
coverage,quota,2026-01-01,2026-03-31,us,"1,000 USD"
coverage,quota,2026-04-01,2026-06-30,dach,200
coverage,quota,2026-07-01,2026-07-31,dach,300
"""
MARGINS = """\
margin-value,margin,2026-01-01,2026-12-31,,40%
margin-value,margin,2027-01-01,2027-12-31,,0.5
"""


def entered(
    folder: Path,
    text: str,
    span: Span | None = None,
    groups: tuple[str, ...] = (),
    fixed: dict[tuple[str, str], str] | None = None,
) -> Entered:
    (folder / "entered.csv").write_text(HEAD + text, encoding="utf-8")
    return Entered(span or Span(), groups, entries(folder, DEFINITIONS), fixed or {})


def quota(found: Entered, period: str | None = None, *group: str | None) -> object:
    key = Key(date.fromisoformat(period) if period else None, group)
    result = found(DEFINITIONS.all["coverage"], "quota", key)
    return result.reason if isinstance(result, Undefined) else result


def test_amounts_are_added_up_over_groups_and_periods(tmp_path) -> None:
    span = Span(unit="quarter")
    assert quota(entered(tmp_path, QUOTAS), None) == 1600
    assert quota(entered(tmp_path, QUOTAS, span), "2026-01-01") == 1100
    assert quota(entered(tmp_path, QUOTAS, span, ("region",)), "2026-01-01", "us") == 1000
    assert quota(
        entered(tmp_path, QUOTAS, Span(unit="year"), ("region",)), "2026-01-01", "dach"
    ) == ("quota is entered for a part of these days only")
    half = Span(date(2026, 1, 1), date(2026, 6, 30))
    assert quota(entered(tmp_path, QUOTAS, half, ("region",)), None, "dach") == 300


@pytest.mark.parametrize(
    ("unit", "period", "group", "reason"),
    [
        ("quarter", "2027-01-01", "us", "quota is entered by hand, and no value is there for these days"),
        ("quarter", "2026-01-01", "mars", "quota is entered by hand, and no value is there"),
        ("month", "2026-01-01", "us", "quota is entered for 2026-01-01 to 2026-03-31, not for less"),
        ("quarter", "2026-07-01", "dach", "quota is entered for a part of these days only"),
    ],
)  # fmt: skip
def test_what_is_not_there_has_a_reason(tmp_path, unit, period, group, reason) -> None:
    found = entered(tmp_path, QUOTAS, Span(unit=unit), ("region",))
    assert quota(found, period, group) == reason


def test_a_gap_is_no_value(tmp_path) -> None:
    rows = "coverage,quota,2026-01-01,2026-01-31,,1\ncoverage,quota,2026-03-01,2026-03-31,,1\n"
    found = entered(tmp_path, rows, Span(unit="quarter"))
    assert quota(found, "2026-01-01") == "quota is entered for a part of these days only"


def test_a_part_and_the_whole_are_not_added_up(tmp_path) -> None:
    rows = "coverage,quota,2026-01-01,2026-03-31,,5\ncoverage,quota,2026-01-01,2026-03-31,us,5\n"
    assert quota(entered(tmp_path, rows), None) == (
        "quota is entered for parts and for the whole: enter one of the two"
    )


@pytest.mark.parametrize(
    ("span", "period", "expected"),
    [
        (Span(unit="month"), "2026-05-01", Fraction(2, 5)),
        (Span(unit="year"), "2027-01-01", Fraction(1, 2)),
        (Span(unit="year"), "2028-01-01", "margin has no entry that holds on all these days"),
        (Span(date(2026, 7, 1), date(2027, 6, 30)), None, "margin has no entry that holds on all these days"),
        (Span(), None, "margin has several entries, and a rate cannot be added up"),
    ],
)  # fmt: skip
def test_of_rates_the_one_that_holds_counts(tmp_path, span, period, expected) -> None:
    found = entered(tmp_path, MARGINS, span)
    key = Key(date.fromisoformat(period) if period else None, ())
    result = found(DEFINITIONS.all["margin-value"], "margin", key)
    assert (result.reason if isinstance(result, Undefined) else result) == expected


def test_a_value_of_the_command_line_holds_everywhere(tmp_path) -> None:
    fixed = {("coverage", "quota"): "50,000 USD"}
    found = entered(tmp_path, QUOTAS, Span(unit="month"), ("region",), fixed)
    assert quota(found, "2031-01-01", "mars") == 50_000
    with pytest.raises(
        PlanError, match=r"^--set coverage.quota: “5 EUR” is in EUR, and not in USD"
    ):
        quota(Entered(Span(), (), (), {("coverage", "quota"): "5 EUR"}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kpi,input,from,value\n", " has no column ‘to’: it needs kpi, input, from, to, value"),
        ("", " has no column ‘kpi’: it needs kpi, input, from, to, value"),
        (HEAD + "x,quota,2026-01-01,2026-01-31,,1\n", ":2: there is no KPI ‘x’"),
        (HEAD + "coverage,x,2026-01-01,2026-01-31,,1\n", ":2: the KPI ‘coverage’ has no input ‘x’"),
        (HEAD + "coverage,pipeline,2026-01-01,2026-01-31,,1\n", ":2: ‘pipeline’ of ‘coverage’ is not entered, it is the KPI ‘open-value’"),
        (HEAD + 'win-rate,won,2026-01-01,2026-01-31,,1\n', ":2: ‘won’ of ‘win-rate’ is not entered, it is measured: count(big_deals where stage = \"won\")"),
        (HEAD + "coverage,quota,2026-01-31,2026-01-01,,1\n", ":2: it ends on 2026-01-01, before it begins on 2026-01-31"),
        (HEAD + "coverage,quota,2026-01-01,2026-01-31,,1,2\n", ":2: the line has more values than the head has columns"),
        (HEAD + "coverage,quota,2026-01-01,2026-01-31,,1\ncoverage,quota,2026-01-31,2026-02-28,,1\n", ":3: there is a value for 2026-01-31: {0}:2"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong(tmp_path, text: str, message: str) -> None:
    path = tmp_path / "entered.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        entries(tmp_path, DEFINITIONS)
    said = str(caught.value)
    assert said.replace(f"‘{path}’", "").replace(str(path), "", 1) == message.format(path)


def test_a_day_that_is_none(tmp_path) -> None:
    with pytest.raises(PlanError, match=r"entered.csv:2: .*2026-02-30"):
        entered(tmp_path, "coverage,quota,2026-02-30,2026-03-01,,1\n")
    (tmp_path / "entered.csv").write_bytes(HEAD.encode() + b"\xff\xfe\n")
    with pytest.raises(PlanError, match="is no CSV file in UTF-8"):
        entries(tmp_path, DEFINITIONS)


def test_a_value_that_is_none_names_its_line(tmp_path) -> None:
    found = entered(tmp_path, "coverage,quota,2026-01-01,2026-01-31,,many\n")
    with pytest.raises(PlanError, match=r"entered.csv:2: “many” is no number"):
        quota(found)


def test_no_file_is_no_entries(tmp_path) -> None:
    assert entries(tmp_path, DEFINITIONS) == []
    assert quota(Entered(Span(), ())) == "quota is entered by hand, and no value is there"
