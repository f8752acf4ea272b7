"""What the sample company books beside its deals: cost, working time and quotas."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from examples.crm.chance import Dice
from examples.crm.facts import (
    CAMPAIGNS,
    REGIONS,
    SEGMENTS,
    VALUE,
    days,
    months,
    quarter_after,
    quarters,
)

Row = dict[str, Any]

SELLERS = {"us": "smb", "dach": "mid-market", "uk-ireland": "smb", "apac": "enterprise"}
"""Regions with a representative of their own, and the segment that each serves."""
TIME = {
    "meeting": 32, "call": 26, "data-entry": 9, "reporting": 6, "internal-meeting": 8,
    "training": 8, "travel": 11,
}  # fmt: skip


def spend(dice: Dice, deals: Sequence[Row]) -> list[Row]:
    """Salaries and campaigns of every month and region, with commissions a month later."""
    booked: list[Row] = []

    def book(
        day: date, function: str, category: str, region: str, amount: float, spread: float = 0.2
    ) -> None:
        campaign = dice.one(tuple(CAMPAIGNS.values())) if category == "campaigns" else None
        booked.append(
            {
                "spend_id": f"S{len(booked) + 1:04}",
                "booked_on": day,
                "function": function,
                "category": category,
                "campaign": campaign,
                "region": region,
                "amount": round(dice.about(amount, spread), 2),
            }
        )

    for month in months():
        for region, weight in REGIONS.items():
            won = sum(
                o["amount"]
                for o in deals
                if o["outcome"] == "won"
                and o["region"] == region
                and o["closed_on"].replace(day=1) == month
            )
            book(month.replace(day=28), "sales", "salaries", region, weight * 520)
            book(month.replace(day=12), "marketing", "campaigns", region, weight * 210)
            book(month.replace(day=20), "marketing", "tools", region, weight * 40)
            if won:
                book(month.replace(day=28), "sales", "commissions", region, won * 0.06, 0.0)
    return booked


def time(dice: Dice) -> list[Row]:
    """Two blocks of each working day."""
    entries: list[Row] = []
    for day in days():
        for region, segment in SELLERS.items():
            if day.weekday() > 4 or dice.happens(0.12):
                continue
            for _ in range(2):
                entries.append(
                    {
                        "entry_id": f"T{len(entries) + 1:04}",
                        "worked_on": day,
                        "role": "sales-representative",
                        "person_id": f"{region}-1",
                        "time_type": dice.pick(TIME),
                        "hours": round(dice.about(3.9, 0.2) * 4) / 4,
                        "region": region,
                        "segment": segment,
                    }
                )
    return entries


def quotas() -> list[Row]:
    """The quotas of each quarter, and of the two that follow, by region and segment."""
    issued: list[Row] = []
    for number, first in enumerate(quarters()):
        last = quarter_after(first) - timedelta(days=1)
        for region, weight in REGIONS.items():
            for segment, share in SEGMENTS.items():
                value = 4_000 + weight * share * VALUE[segment] / 115_000 * (8 + number)
                issued.append(
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
    return issued
