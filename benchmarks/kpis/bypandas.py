"""`python bypandas.py DIR FILE`: the same KPIs by pandas, in an interpreter that has it."""

import sys

import pandas as pd

OPEN = ["qualified", "structured", "pitched", "negotiating", "committed"]
REACHED = ["structured", "pitched", "negotiating", "committed"]
DAYS = ["opened_on", "closed_on", "expected_close_on", "first_contact_on"]
DAYS += [f"{stage}_on" for stage in REACHED]
NAMES = ["outcome", "stage", "forecast_category"]
KEYS = ["month", "region"]


def read(data, name, columns):
    return pd.read_parquet(f"{data}/{name}.parquet", columns=[*columns, "region"])


def by(frame, day):
    placed = frame[frame[day].notna()]
    month = pd.to_datetime(placed[day]).dt.to_period("M").dt.to_timestamp()
    return placed.assign(month=month).groupby(KEYS, observed=True)


def days(column):
    return pd.to_datetime(column)


def main(data, target):
    deals = read(
        data,
        "opportunities",
        [*DAYS, *NAMES, "amount", "account_id", "probability"],
    )
    for name in DAYS:
        deals[name] = days(deals[name])
    for name in (*NAMES, "region"):
        deals[name] = deals[name].astype("category")
    is_open, won = deals.stage.isin(OPEN), deals.outcome == "won"
    deals["won"], deals["open"] = won, is_open
    deals["open_amount"] = deals.amount.where(is_open)
    deals["weighted"] = (deals.amount * deals.probability).where(is_open)
    deals["won_amount"], deals["buyer"] = deals.amount.where(won), deals.account_id.where(won)
    deals["forecast"] = deals.amount.where(deals.forecast_category.isin(["closed", "commit"]))
    over = deals.outcome.isin(["won", "lost"])
    deals["days"] = (deals.closed_on - deals.first_contact_on).dt.days.where(over)
    for stage in REACHED:
        deals[stage] = deals[f"{stage}_on"] >= deals.opened_on
    found = {}
    pitched = by(deals, "pitched_on").agg(people=("won", "size"), sales=("won", "sum"))
    found["close-rate"] = pitched.sales / pitched.people
    counts = {name: (name, "sum") for name in (*REACHED, "won", "open")}
    opened = by(deals, "opened_on").agg(
        opened=("won", "size"), value=("open_amount", "mean"), **counts
    )
    found["pipeline-count"] = opened.open
    passed = opened[REACHED].sum(axis=1)
    found["stage-conversion-rate"] = (passed + opened.won) / (opened.opened + passed)
    closed = by(deals, "closed_on").agg(
        revenue=("won_amount", "sum"), buyers=("buyer", "nunique"), days=("days", "mean")
    )
    found["sales-cycle-length"] = closed.days
    found["pipeline-velocity"] = opened.open * found["close-rate"] * opened.value / closed.days
    expected = by(deals, "expected_close_on").agg(
        forecast=("forecast", "sum"), weighted=("weighted", "sum"), pipeline=("open_amount", "sum")
    )
    forecast = expected.forecast.reindex(closed.index, fill_value=0)
    found["forecast-accuracy"] = 1 - (forecast - closed.revenue).abs() / closed.revenue
    found["weighted-pipeline"] = expected.weighted
    spend = read(data, "spend", ["booked_on", "function", "amount"])
    spend = spend[spend.function.isin(["marketing", "sales"])]
    accounts = read(data, "accounts", ["customer_since", "churned_on", "status"])
    began = by(accounts, "customer_since").size()
    found["customer-acquisition-cost"] = by(spend, "booked_on").amount.sum() / began
    leads = read(data, "leads", ["assigned_on", "first_contact_on", "response_hours"])
    in_time = days(leads.first_contact_on) >= days(leads.assigned_on)
    leads["hours"] = leads.response_hours.where(in_time)
    found["lead-response-time"] = by(leads, "assigned_on").hours.mean()
    time = read(data, "calendar-time", ["worked_on", "time_type", "hours"])
    busy = time.time_type.isin(["data-entry", "reporting", "internal-meeting"])
    time["selling"] = time.hours.where(time.time_type.isin(["meeting", "call"]), 0)
    time["selling"] -= time.hours.where(busy, 0)
    worked = by(time, "worked_on")[["hours", "selling"]].sum()
    found["time-spent-selling"] = worked.selling
    found["selling-time-share"] = worked.selling / worked.hours
    month = days(accounts.customer_since).max().to_period("M").to_timestamp()
    staying = accounts[accounts.status == "customer"].groupby("region").size()
    former = by(accounts[accounts.status == "former"], "churned_on").size()
    lost = former.xs(month).reindex(staying.index, fill_value=0) if month in former.index else 0
    churn = (lost / (lost + staying)).rename_axis("region")
    found["churn-rate"] = pd.concat({month: churn}, names=["month"])
    rows = pd.concat(found, names=["kpi"]).dropna().rename("value").reset_index()
    rows.to_csv(target, header=False, index=False, date_format="%Y-%m-%d")


if __name__ == "__main__":
    main(*sys.argv[1:])
