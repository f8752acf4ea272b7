"""The sample company: made as it lies there, and every KPI of it computed again in plain Python."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from examples.crm import generate
from salesops_sop.analysis.measures.definitions import Definitions
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.report.measured.rows import Row, report
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.running import Question, compute

HANDBOOK = load(*folder.read(reference_handbook(), "sops"))
CRM = generate.HERE
OPEN = {"qualified", "structured", "pitched", "negotiating", "committed"}


def test_the_files_are_what_the_generator_writes() -> None:
    made = generate.files()
    assert {name: (CRM / name).read_text(encoding="utf-8") for name in made} == made
    assert {path.name for path in CRM.glob("*.csv")} == set(made)
    assert sum(path.stat().st_size for path in CRM.glob("*.csv")) < 800_000


def test_another_seed_is_another_company() -> None:
    one, other = generate.files(), generate.files(6)
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one if name != "entered.csv")


class Slice(NamedTuple):
    """The part of the rows that a value is about; no period is all time, no region the world."""

    first: date | None
    last: date | None
    region: str | None

    def rows(self, dataset: str, day: str | None) -> list[dict[str, str]]:
        return [row for row in DATA[dataset] if self._holds(row, day)]

    def _holds(self, row: dict[str, str], day: str | None) -> bool:
        if self.region is not None and row["region"] != self.region:
            return False
        if day is None:
            return True
        if not row[day]:
            return False
        then = date.fromisoformat(row[day])
        return (self.first is None or then >= self.first) and (
            self.last is None or then <= self.last
        )


DATA = {
    path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for path in CRM.glob("*.csv")
}


def total(rows: Iterable[dict[str, str]], field: str = "amount") -> Fraction:
    return sum((Fraction(row[field]) for row in rows), Fraction(0))


def over(one: Fraction | int | None, other: Fraction | int | None) -> Fraction | None:
    return None if one is None or not other else Fraction(one) / other


def churn(part: Slice) -> Fraction | None:
    lost = [a for a in part.rows("accounts", "churned_on") if a["status"] == "former"]
    here = [a for a in part.rows("accounts", None) if a["status"] == "customer"]
    day = max(
        date.fromisoformat(a["customer_since"]) for a in DATA["accounts"] if a["customer_since"]
    )
    if part.first and part.last and not part.first <= day <= part.last:
        return None
    return over(len(lost), len(lost) + len(here))


def close_rate(part: Slice) -> Fraction | None:
    pitched = part.rows("opportunities", "pitched_on")
    return over(sum(o["outcome"] == "won" for o in pitched), len(pitched))


def acquisition_cost(part: Slice) -> Fraction | None:
    spend = part.rows("spend", "booked_on")
    return over(total(spend), len(part.rows("accounts", "customer_since")))


def lifetime_value(part: Slice) -> Fraction | None:
    won = [o for o in part.rows("opportunities", "closed_on") if o["outcome"] == "won"]
    return over(over(total(won), len({o["account_id"] for o in won})), churn(part))


def accuracy(part: Slice) -> Fraction | None:
    expected = part.rows("opportunities", "expected_close_on")
    called = total(o for o in expected if o["forecast_category"] in ("closed", "commit"))
    won = total(o for o in part.rows("opportunities", "closed_on") if o["outcome"] == "won")
    missed = over(abs(called - won), won)
    return None if missed is None else 1 - missed


def response(part: Slice) -> Fraction | None:
    leads = [
        lead
        for lead in part.rows("leads", "assigned_on")
        if lead["first_contact_on"] and lead["first_contact_on"] >= lead["assigned_on"]
    ]
    return over(total(leads, "response_hours"), len(leads))


def open_deals(part: Slice, day: str) -> list[dict[str, str]]:
    return [o for o in part.rows("opportunities", day) if o["stage"] in OPEN]


def coverage(part: Slice) -> Fraction | None:
    quotas = [
        q
        for q in DATA["entered"]
        if (part.region is None or q["region"] == part.region)
        and (part.first is None or q["from"] >= part.first.isoformat())
        and (part.last is None or q["to"] <= part.last.isoformat())
    ]
    days = [q["from"] for q in quotas] + [q["to"] for q in quotas]
    whole = part.first and part.last and [part.first.isoformat(), part.last.isoformat()]
    if whole and (not days or [min(days), max(days)] != whole):
        return None  # the quotas of a part of the days
    return over(total(open_deals(part, "expected_close_on")), total(quotas, "value"))


def cycle(part: Slice) -> Fraction | None:
    closed = [o for o in part.rows("opportunities", "closed_on") if o["outcome"] != "open"]
    days = [
        (date.fromisoformat(o["closed_on"]) - date.fromisoformat(o["first_contact_on"])).days
        for o in closed
    ]
    return over(sum(days), len(days))


def velocity(part: Slice) -> Fraction | None:
    deals = open_deals(part, "opened_on")
    value = over(total(deals), len(deals))
    rate = close_rate(part)
    return None if value is None or rate is None else over(len(deals) * rate * value, cycle(part))


def hours(part: Slice, *types: str) -> Fraction:
    entries = part.rows("calendar-time", "worked_on")
    return total((e for e in entries if not types or e["time_type"] in types), "hours")


def selling(part: Slice) -> Fraction:
    admin = hours(part, "data-entry", "reporting", "internal-meeting")
    return hours(part, "meeting", "call") - admin


def conversion(part: Slice) -> Fraction | None:
    deals = part.rows("opportunities", "opened_on")
    moved = [
        sum(bool(o[f"{stage}_on"]) and o[f"{stage}_on"] >= o["opened_on"] for o in deals)
        for stage in ("structured", "pitched", "negotiating", "committed")
    ]
    won = sum(o["outcome"] == "won" for o in deals)
    return over(sum(moved) + won, len(deals) + sum(moved))


def weighted(part: Slice) -> Fraction:
    deals = open_deals(part, "expected_close_on")
    return sum((Fraction(o["amount"]) * Fraction(o["probability"]) for o in deals), Fraction(0))


PLAIN: dict[str, Callable[[Slice], Fraction | int | None]] = {
    "churn-rate": churn,
    "close-rate": close_rate,
    "customer-acquisition-cost": acquisition_cost,
    "customer-lifetime-value": lifetime_value,
    "forecast-accuracy": accuracy,
    "lead-response-time": response,
    "ltv-to-cac": lambda part: over(lifetime_value(part), acquisition_cost(part)),
    "pipeline-count": lambda part: len(open_deals(part, "opened_on")),
    "pipeline-coverage": coverage,
    "pipeline-velocity": velocity,
    "sales-cycle-length": cycle,
    "selling-time-share": lambda part: over(selling(part), hours(part)),
    "stage-conversion-rate": conversion,
    "time-spent-selling": selling,
    "weighted-pipeline": weighted,
}


def run(question: Question, data: Path = CRM) -> tuple[Row, ...]:
    found = compute(HANDBOOK, question, data)
    assert not found.notes
    return report(HANDBOOK, found, date(2026, 10, 1)).rows


def close(one: Fraction, other: Fraction | int) -> bool:
    off = abs(one - Fraction(other))
    return off <= abs(Fraction(other)) / 10**12


def test_every_kpi_of_the_handbook_is_computed_again() -> None:
    assert set(PLAIN) == set(HANDBOOK.derived(Definitions).all)


@pytest.mark.parametrize("groups", [(), ("region",)])
@pytest.mark.parametrize("unit", [None, "month", "quarter", "year"])
def test_every_kpi_is_what_plain_python_makes_of_the_rows(
    unit: str | None, groups: tuple[str, ...]
) -> None:
    rows = run(Question(groups=groups, span=Span(unit=unit)))
    assert {row.kpi.id for row in rows} == set(PLAIN)
    defined = 0
    for row in rows:
        expected = PLAIN[row.kpi.id](Slice(*row.days, row.group.get("region")))
        where = f"{row.kpi.id} {row.period} {row.group}"
        if expected is None:
            assert row.value is None, where
            assert row.reason, where
        else:
            assert row.value is not None, f"{where}: {row.reason}"
            assert close(row.value, expected), where
            defined += 1
    assert defined > len(rows) / 3


def test_days_from_and_to() -> None:
    span = Span(date(2025, 3, 10), date(2025, 9, 9))
    for row in run(Question(span=span)):
        expected = PLAIN[row.kpi.id](Slice(span.first, span.last, None))
        if row.kpi.id == "pipeline-coverage":
            assert row.reason.startswith("quota is entered for ")
        elif expected is None:
            assert row.value is None
        else:
            assert row.value is not None
            assert close(row.value, expected)


def test_the_large_data_is_the_same_company_many_times_over(tmp_path: Path) -> None:
    generate.main(["--rows", "1000", "--parquet", str(tmp_path)])
    with duckdb.connect() as connection:
        read = f"'{tmp_path}/opportunities.parquet'"
        found = connection.execute(
            f"SELECT count(*), count(DISTINCT opportunity_id), count(DISTINCT amount) FROM {read}"
        ).fetchall()
    assert found[0][:2] == (1000, 1000)
    assert found[0][2] > 500
    rows = run(Question(("close-rate", "sales-cycle-length")), tmp_path)
    assert all(row.value for row in rows)
