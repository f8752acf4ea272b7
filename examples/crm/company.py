"""A company that does not exist, by chance and reason: its leads, deals, customers, cost and time.

Everything follows from a seed. A deal passes the stages in order, with gaps that its segment makes
longer; what would lie behind the last day has not happened yet, so the end of the data looks like
the end of any export: open deals, leads without an answer, quotas for the quarter to come.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from examples.crm import books
from examples.crm.chance import Dice
from examples.crm.facts import (
    CAMPAIGNS,
    CHANNELS,
    FIRST,
    FORECAST,
    GOES_ON,
    LAST,
    PACE,
    PROBABILITY,
    REGIONS,
    SEGMENTS,
    STAGES,
    VALUE,
    days,
)

Row = dict[str, Any]


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
        for day in days():
            for _ in range(self._leads_of(day)):
                self._lead(day)
            self._renewals(day)
        self._churn()
        self.spend = books.spend(self.dice, self.opportunities)
        self.calendar_time = books.time(self.dice)
        self.entered = books.quotas()
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
