"""Spark and PostgreSQL give the numbers that DuckDB gives, to the last digit that says something."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from examples.crm import generate
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder as folders
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.lang.formula.evaluating import Undefined
from salesops_sop.warehouse import engines, running
from salesops_sop.warehouse.periods import Span, shift
from salesops_sop.warehouse.running import Question, compute
from tests.warehouse.small import handbook_of, of_measure

CRM = Path(generate.__file__).parent
DIGITS = 12
"""Sums of doubles depend on the order of the rows in what follows."""

Ask = Callable[[Handbook, Question, Path], dict[tuple[str, object], object]]


@pytest.fixture(scope="module")
def reference() -> Handbook:
    return load(*folders.read(reference_handbook(), "sops"))


@pytest.fixture(params=["spark", "postgres"])
def ask(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Computes by an engine: what it found by KPI and key."""
    if request.param == "postgres":
        server = request.getfixturevalue("server")

        def of_postgres(handbook: Handbook, question: Question, data: Path) -> Any:
            server.fill("company", handbook.all(Dataset), data)
            return answers(handbook, question, data, server.url("company"))

        return of_postgres
    session = request.getfixturevalue("session")

    def of_spark(handbook: Handbook, question: Question, data: Path) -> Any:
        from salesops_sop.warehouse.spark import Spark

        @contextmanager
        def opened(data: Path, _: str, needs: Any, timezone: str) -> Iterator[Spark]:
            session.conf.set("spark.sql.session.timeZone", timezone)
            spark = Spark(session)
            spark.read(data, needs)
            yield spark

        monkeypatch.setattr(running, "opened", opened)
        try:
            return answers(handbook, question, data, "spark:local[2]")
        finally:
            monkeypatch.setattr(running, "opened", engines.opened)

    return of_spark


def answers(handbook: Handbook, question: Question, data: Path, url: str | None = None) -> Any:
    found = compute(handbook, question, data, url).answers
    return {(a.definition.kpi.id, a.key): said(a.result) for a in found}


def said(result: object) -> object:
    if isinstance(result, Undefined):
        return result.reason
    assert isinstance(result, Fraction)
    return f"{float(result):.{DIGITS - 1}e}"


@pytest.mark.parametrize("unit", ["month", "week", None])
def test_every_kpi_of_the_handbook_by_region(ask: Ask, reference: Handbook, unit) -> None:
    question = Question(groups=("region",), span=Span(unit=unit))
    expected = answers(reference, question, CRM)
    numbers = [value for value in expected.values() if str(value)[-4:-2] in ("e+", "e-")]
    assert len({kpi for kpi, _ in expected}) == 15
    assert len(numbers) > (500 if unit else 50)
    assert ask(reference, question, CRM) == expected


def test_days_from_and_to_by_two_fields(ask: Ask, reference: Handbook) -> None:
    span = Span(date(2026, 1, 15), date(2026, 3, 14), "quarter", shift("04-01"))
    question = Question(("close-rate", "sales-cycle-length"), ("region", "segment"), span)
    expected = answers(reference, question, CRM)
    assert len(expected) > 20
    assert ask(reference, question, CRM) == expected


MEASURES = {
    "median_amount": "median(big_deals.amount)",
    "median_won": 'median(big_deals.amount where stage = "won")',
    "average_days": "avg(big_deals.closed_on - opened_on)",
    "median_days": "median(days(big_deals.opened_on, closed_on) where rank > 1)",
    "days_since_stamp": "sum(big_deals.closed_on - stamped_at)",
    "least": "min(big_deals.amount)",
    "most": "max(big_deals.rank)",
    "stages": "count_distinct(big_deals.stage)",
    "pairs": "count_distinct(big_deals.stage where region in (\"dach\", \"us\"))",
    "not_in": 'count(big_deals where not (region in ("dach")))',
    "neither": 'count(big_deals where stage != "won")',
    "urgent": "count(big_deals where urgent = true or rank >= 4)",
    "late": 'count(big_deals where closed_on > "2026-02-10")',
    "amounts": "count(big_deals.amount)",
    "share": "sum(big_deals.amount / rank)",
    "whole": "sum(big_deals.rank / 4)",
    "rounded": "sum(round(big_deals.amount / 7))",
    "digits": "sum(round(big_deals.amount / 7, 2))",
    "distance": "sum(abs(big_deals.amount - 800))",
    "filled": "sum(coalesce(big_deals.amount, 7))",
    "capped": "sum(min(big_deals.amount, 900, rank * 100))",
    "floored": "sum(max(big_deals.amount, 900))",
    "chosen": 'sum(if(big_deals.stage = "won", amount, -rank))',
    "quoted": "count(big_deals where stage = \"it's\")",
}  # fmt: skip
ROWS = """\
deal_id,opened_on,closed_on,stamped_at,stage,amount,chance,rank,urgent,region
a,2026-01-01,2026-02-10,2026-01-01T03:30:00Z,won,1000,1,1,true,dach
b,2026-01-31,2026-03-01,2026-03-08T06:59:59Z,lost,500.25,0,2,false,dach
c,2026-03-08,2026-11-01,2026-11-01T06:30:00Z,won,2000.1,1,3,,us
d,2026-03-31,,2026-03-09T00:00:00+09:00,open,,0.25,0,true,us
e,2026-04-01,2027-01-03,,open,100.5,0.5,5,false,
f,2026-12-31,2028-02-29,2026-12-31T23:59:59-05:00,it's,0.125,0.5,,,dach
g,2025-12-29,2026-04-01,2025-12-29T05:00:00Z,won,-3.5,0.5,7,,dach
h,,2026-04-01,2025-12-29T05:00:00Z,won,12.5,0.5,8,,dach
"""


def traps() -> Handbook:
    """A KPI for each measure, dated by one of three columns."""
    days = cycle(("opened_on", "closed_on", "stamped_at"))
    kpis = {name.replace("_", "-"): of_measure(text, next(days)) for name, text in MEASURES.items()}
    return handbook_of(kpis)


@pytest.mark.parametrize(
    ("unit", "start"),
    [
        ("day", None),
        ("week", None),
        ("month", None),
        ("quarter", None),
        ("quarter", "05-01"),
        ("year", "04-01"),
        (None, None),
    ],
)
def test_where_engines_differ(ask: Ask, folder: Path, unit, start) -> None:
    (folder / "big-deals.csv").write_text(ROWS, encoding="utf-8")
    handbook = traps()
    groups = ("region",) if unit in ("month", None) else ()
    question = Question(groups=groups, span=Span(unit=unit, shift=shift(start)))
    expected = answers(handbook, question, folder)
    assert len({kpi for kpi, _ in expected}) == len(MEASURES)
    assert ask(handbook, question, folder) == expected


def test_no_rows_at_all(ask: Ask, folder: Path) -> None:
    (folder / "big-deals.csv").write_text(ROWS.partition("\n")[0] + "\n", encoding="utf-8")
    question = Question()
    expected = answers(traps(), question, folder)
    assert len(expected) == len(MEASURES)
    assert ask(traps(), question, folder) == expected
