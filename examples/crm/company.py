"""A company that does not exist, by chance and reason: its leads, deals, customers, cost and time.

Everything follows from a seed. A deal passes the stages in order, with gaps that its segment makes
longer; what would lie behind the last day has not happened yet, so the end of the data looks like
the end of any export: open deals, leads without an answer, quotas for the quarter to come.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

T = TypeVar("T")
Row = dict[str, Any]

FIRST, LAST = date(2024, 10, 1), date(2026, 9, 30)
REGIONS = {
    "us": 30, "canada": 10, "dach": 16, "uk-ireland": 14, "nordics": 9, "southern-europe": 7,
    "apac": 9, "latin-america": 5,
}  # fmt: skip
SEGMENTS = {"smb": 50, "mid-market": 35, "enterprise": 15}
VALUE = {"smb": 9_000, "mid-market": 27_000, "enterprise": 85_000}
GRADES = {"A": 75, "B": 50, "C": 25, "D": 0}
PACE = {"smb": 9, "mid-market": 17, "enterprise": 30}
"""Days that a deal spends in a stage, about."""
CHANNELS = {
    "website": 26, "event": 14, "referral": 15, "cold-call": 8, "email": 12, "social": 9,
    "public-relations": 3, "advertising": 8, "partner": 5,
}  # fmt: skip
CAMPAIGNS = {"website": "spring-trial", "event": "trade-fair", "advertising": "search-ads"}
STAGES = ("qualified", "structured", "pitched", "negotiating", "committed", "won")
GOES_ON = {
    "qualified": 0.8,
    "structured": 0.82,
    "pitched": 0.5,
    "negotiating": 0.74,
    "committed": 0.88,
}
PROBABILITY = {
    "qualified": 0.1, "structured": 0.15, "pitched": 0.25, "negotiating": 0.5, "committed": 0.85,
    "won": 1.0, "lost": 0.0,
}  # fmt: skip
FORECAST = {"committed": "commit", "negotiating": "best-case", "won": "closed"}
SELLERS = {"us": "smb", "dach": "mid-market", "uk-ireland": "smb", "apac": "enterprise"}
"""Regions with a representative of their own, and the segment that each serves."""
TIME = {
    "meeting": 32, "call": 26, "data-entry": 9, "reporting": 6, "internal-meeting": 8,
    "training": 8, "travel": 11,
}  # fmt: skip


class Dice:
    """Chance with a seed; it uses nothing but `random()`, which stays the same in every Python."""

    def __init__(self, seed: int) -> None:
        self.next = random.Random(seed).random

    def happens(self, probability: float) -> bool:
        return self.next() < probability

    def pick(self, weights: Mapping[str, int]) -> str:
        point = self.next() * sum(weights.values())
        for name, weight in weights.items():
            point -= weight
            if point < 0:
                return name
        return name

    def one(self, items: Sequence[T]) -> T:
        return items[int(self.next() * len(items))]

    def days(self, mean: float) -> int:
        """At least one day, most often fewer than the mean, sometimes many more."""
        return 1 + int(-math.log(1 - self.next()) * max(mean - 1, 0))

    def about(self, value: float, spread: float = 0.35) -> float:
        """A value near another one, never below a third of it."""
        return value * max(1 + spread * sum(self.next() - 0.5 for _ in range(6)), 1 / 3)


@dataclass
class Company:
    """The rows of each dataset, by its name."""

    seed: int = 5
    leads: list[Row] = field(default_factory=list)
    opportunities: list[Row] = field(default_factory=list)
    accounts: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    spend: list[Row] = field(default_factory=list)
    calendar_time: list[Row] = field(default_factory=list)
    entered: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = Dice(self.seed)
        for day in _days():
            for _ in range(self._leads_of(day)):
                self._lead(day)
            self._renewals(day)
        self._churn()
        self._spend()
        self._time()
        self._quotas()
        self.opportunities.sort(key=lambda row: (row["opened_on"], row["opportunity_id"]))

    def _leads_of(self, day: date) -> int:
        """More every quarter, fewer in summer, none on weekends."""
        if day.weekday() > 4:
            return 0
        growth = 1.5 + 1.3 * (day - FIRST).days / (LAST - FIRST).days
        season = 0.6 if day.month in (7, 8, 12) else 1.0
        return int(growth * season + self.dice.next())

    def _lead(self, day: date) -> None:
        dice, number = self.dice, len(self.leads) + 1
        channel = dice.pick(CHANNELS)
        likelihood = int(dice.next() * 101)
        grade = next(
            g for g, least in (("A", 75), ("B", 50), ("C", 25), ("D", 0)) if likelihood >= least
        )
        row: Row = {
            "lead_id": f"L{number:04}",
            "created_on": day,
            "channel": channel,
            "campaign": CAMPAIGNS.get(channel),
            "region": dice.pick(REGIONS),
            "segment": dice.pick(SEGMENTS),
            "company": f"Company {number}",
            "contact_name": f"Contact {number}",
            "contact_email": f"contact{number}@example.com",
            "consent": dice.happens(0.8),
            "stage": "new",
        }
        self.leads.append(row)
        graded = day + timedelta(days=dice.days(1.6))
        if graded > LAST:
            return
        if dice.happens(0.08):
            row |= {"validity": "invalid", "likelihood": 0, "grade": "X"}
            self._disqualify(row, graded, "invalid")
            return
        row |= {"validity": "valid", "likelihood": likelihood, "grade": grade, "stage": "graded"}
        self._work(row, graded)

    def _work(self, row: Row, graded: date) -> None:
        """Assign, claim, call and qualify a lead, as far as the days reach."""
        dice = self.dice
        assigned = graded + timedelta(days=int(dice.next() * 2))
        if assigned > LAST:
            return
        row |= {
            "assigned_on": assigned,
            "assigned_role": "sales-representative",
            "stage": "assigned",
        }
        hours = round(-math.log(1 - dice.next()) * 3.6, 1)
        first = assigned + timedelta(days=int(hours / 8))
        if first > LAST or dice.happens(0.04):
            return
        row |= {"claimed_on": assigned, "first_contact_on": first, "response_hours": hours}
        row["stage"] = "contacted"
        self._activity(row, first, "call", "reached" if dice.happens(0.6) else "not-reached")
        decided = first + timedelta(days=dice.days(9))
        if decided > LAST:
            return
        if dice.happens(0.16 + row["likelihood"] / 180):
            row |= {"stage": "qualified", "qualified_on": decided}
            self._deal(self._account(row), row, decided, first)
        elif dice.happens(0.25):
            row["stage"] = "nurturing"
        else:
            self._disqualify(row, decided, dice.one(("no-fit", "declined", "silent", "opted-out")))

    def _disqualify(self, row: Row, day: date, reason: str) -> None:
        if day <= LAST:
            row |= {"stage": "disqualified", "disqualified_on": day, "loss_reason": reason}

    def _account(self, lead: Row) -> Row:
        row: Row = {
            "account_id": f"A{len(self.accounts) + 1:04}",
            "company": lead["company"],
            "contact_name": lead["contact_name"],
            "contact_email": lead["contact_email"],
            "region": lead["region"],
            "segment": lead["segment"],
            "customer_history": "new",
            "status": "prospect",
            "territory": f"{lead['region']}-{lead['segment']}",
            "owner_role": "sales-representative",
        }
        self.accounts.append(row)
        return row

    def _renewals(self, day: date) -> None:
        """Customers of half a year and more sometimes buy again."""
        for account in self.accounts:
            since = account.get("customer_since")
            if since and (day - since).days > 180 and self.dice.happens(0.0011):
                self._deal(account, None, day, day)

    def _deal(self, account: Row, lead: Row | None, opened: date, first: date) -> None:
        dice, segment = self.dice, account["segment"]
        listed = round(dice.about(VALUE[segment], 0.5), -2)
        discount = dice.one((0.0, 0.0, 0.05, 0.1, 0.15, 0.2))
        row: Row = {
            "opportunity_id": f"O{len(self.opportunities) + 1:04}",
            "account_id": account["account_id"],
            "lead_id": lead["lead_id"] if lead else None,
            "opened_on": opened,
            "first_contact_on": first,
            "amount": round(listed * (1 - discount), 2),
            "list_amount": listed,
            "discount": discount,
            "region": account["region"],
            "segment": segment,
            "channel": lead["channel"] if lead else None,
            "customer_history": account["customer_history"],
            "owner_role": "sales-representative" if lead else "account-manager",
        }
        self.opportunities.append(row)
        stage, day, lost = self._stages(row, opened)
        row |= {
            "stage": "lost" if lost else stage,
            "outcome": "lost" if lost else "won" if stage == "won" else "open",
            "probability": PROBABILITY["lost" if lost else stage],
            "last_activity_on": day,
        }
        self._forecast(row, stage, day)
        if stage == "won":
            self._won(account, day)

    def _stages(self, row: Row, opened: date) -> tuple[str, date, bool]:
        """Move a deal on until it is won, lost, or the days end; when it was, and whether lost."""
        dice, day = self.dice, opened
        for stage, following in pairwise(STAGES):
            then = day + timedelta(days=dice.days(PACE[row["segment"]]))
            if then > LAST:
                return stage, day, False
            if not dice.happens(GOES_ON[stage]):
                reason = dice.one(("price", "product", "competitor", "timing", "no-decision"))
                row |= {"closed_on": then, "loss_reason": reason}
                return stage, then, True
            day = then
            row["closed_on" if following == "won" else f"{following}_on"] = day
            if following == "structured":
                self._structure(row)
            if following == "pitched":
                self._activity(row, day, "meeting", "next-step")
        return "won", day, False

    def _structure(self, row: Row) -> None:
        dice = self.dice
        row |= {
            "product_status": dice.pick({"current": 80, "pilot": 12, "retiring": 8}),
            "operational_constraint": dice.pick(
                {"none": 70, "capacity": 12, "delivery-date": 12, "custom-work": 6}
            ),
            "team_complete": dice.happens(0.85),
        }

    def _forecast(self, row: Row, stage: str, day: date) -> None:
        """What the last forecast said; the forecast of a lost deal was sometimes too good."""
        dice = self.dice
        if row["outcome"] == "open":
            left = (len(STAGES) - STAGES.index(stage)) * PACE[row["segment"]]
            row["expected_close_on"] = max(day, LAST) + timedelta(days=dice.days(left))
            row["forecast_category"] = FORECAST.get(stage, "pipeline")
            return
        late = int((dice.next() - 0.5) * 8)
        row["expected_close_on"] = max(row["opened_on"], day + timedelta(days=late))
        hoped = row["outcome"] == "lost" and stage in ("committed", "negotiating")
        called = "commit" if hoped and dice.happens(0.3) else "omitted"
        row["forecast_category"] = "closed" if stage == "won" else called

    def _won(self, account: Row, day: date) -> None:
        known = account.get("customer_since") or day
        account |= {
            "customer_since": min(known, day),
            "status": "customer",
            "customer_history": "existing",
            "owner_role": "account-manager",
        }

    def _churn(self) -> None:
        """Some customers leave before their first year is over, if they did not buy again."""
        for account in self.accounts:
            deals = [o for o in self.opportunities if o["account_id"] == account["account_id"]]
            won = [o for o in deals if o["outcome"] == "won"]
            account["revenue"] = sum(
                o["amount"] for o in won if o["closed_on"] > LAST - timedelta(days=365)
            )
            if not won:
                continue
            end = max(o["closed_on"] for o in deals if "closed_on" in o) + timedelta(days=270)
            end += timedelta(days=self.dice.days(40))
            if end <= LAST and len(won) == 1 and self.dice.happens(0.34):
                account |= {"status": "former", "customer_history": "former", "churned_on": end}
                account["owner_role"] = "sales-representative"

    def _activity(self, about: Row, day: date, kind: str, result: str) -> None:
        self.activities.append(
            {
                "activity_id": f"E{len(self.activities) + 1:04}",
                "lead_id": about.get("lead_id"),
                "opportunity_id": about.get("opportunity_id"),
                "account_id": about.get("account_id"),
                "type": kind,
                "direction": "outbound",
                "started_on": day,
                "minutes": int(self.dice.about(12 if kind == "call" else 50)),
                "role": "sales-representative",
                "automated": True,
                "result": result,
            }
        )

    def _spend(self) -> None:
        """Salaries and campaigns of every month and region, with commissions a month later."""
        for month in _months():
            for region, weight in REGIONS.items():
                won = sum(
                    o["amount"]
                    for o in self.opportunities
                    if o["outcome"] == "won"
                    and o["region"] == region
                    and o["closed_on"].replace(day=1) == month
                )
                self._book(month, 28, "sales", "salaries", region, weight * 520)
                self._book(month, 12, "marketing", "campaigns", region, weight * 210)
                self._book(month, 20, "marketing", "tools", region, weight * 40)
                if won:
                    self._book(month, 28, "sales", "commissions", region, won * 0.06, 0.0)

    def _book(
        self,
        month: date,
        day: int,
        function: str,
        category: str,
        region: str,
        amount: float,
        spread: float = 0.2,
    ) -> None:
        campaigns = tuple(CAMPAIGNS.values())
        self.spend.append(
            {
                "spend_id": f"S{len(self.spend) + 1:04}",
                "booked_on": month.replace(day=day),
                "function": function,
                "category": category,
                "campaign": self.dice.one(campaigns) if category == "campaigns" else None,
                "region": region,
                "amount": round(self.dice.about(amount, spread), 2),
            }
        )

    def _time(self) -> None:
        """Two blocks of each working day."""
        for day in _days():
            for region, segment in SELLERS.items():
                if day.weekday() > 4 or self.dice.happens(0.12):
                    continue
                for _ in range(2):
                    self.calendar_time.append(
                        {
                            "entry_id": f"T{len(self.calendar_time) + 1:04}",
                            "worked_on": day,
                            "role": "sales-representative",
                            "person_id": f"{region}-1",
                            "time_type": self.dice.pick(TIME),
                            "hours": round(self.dice.about(3.9, 0.2) * 4) / 4,
                            "region": region,
                            "segment": segment,
                        }
                    )

    def _quotas(self) -> None:
        """The quotas of each quarter, and of the two that follow, by region and segment."""
        for number, first in enumerate(_quarters()):
            last = _quarter_after(first) - timedelta(days=1)
            for region, weight in REGIONS.items():
                for segment, share in SEGMENTS.items():
                    value = 4_000 + weight * share * VALUE[segment] / 115_000 * (8 + number)
                    self.entered.append(
                        {
                            "kpi": "pipeline-coverage",
                            "input": "quota",
                            "from": first,
                            "to": last,
                            "region": region,
                            "segment": segment,
                            "value": f"{round(value, -2):.0f}",
                        }
                    )


def _days() -> Iterator[date]:
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def _months() -> list[date]:
    return [day for day in _days() if day.day == 1]


def _quarters() -> list[date]:
    found = [day for day in _months() if day.month % 3 == 1]
    for _ in range(2):
        found.append(_quarter_after(found[-1]))
    return found


def _quarter_after(first: date) -> date:
    return (first + timedelta(days=95)).replace(day=1)
