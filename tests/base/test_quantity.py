import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.base.quantity import Duration, Money, Percent, parse_date

UNITS = [
    "minute",
    "hour",
    "business hour",
    "day",
    "business day",
    "week",
    "month",
    "year",
]


@pytest.mark.parametrize(
    ("text", "amount", "unit", "written"),
    [
        ("4 business hours", 4, "business hour", "4 business hours"),
        ("1 business hour", 1, "business hour", "1 business hour"),
        ("1 hours", 1, "hour", "1 hour"),
        ("12 months", 12, "month", "12 months"),
        (" 0 days ", 0, "day", "0 days"),
    ],
)
def test_durations(text: str, amount: int, unit: str, written: str) -> None:
    duration = Duration.parse(text)
    assert (duration.amount, duration.unit, str(duration)) == (amount, unit, written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "days",
        "4 business weeks",
        "four days",
        "-1 days",
        "1.5 hours",
        "4  days",
        "4 Days",
        "04 days",
        "4 days\n5 days",
        "٤ days",
        "1000000 days",
        "4 business hours or so",
    ],
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration: write a whole number"):
        Duration.parse(text)


@given(st.integers(0, 999_999), st.sampled_from(UNITS))
def test_a_duration_is_read_as_it_is_written(amount: int, unit: str) -> None:
    duration = Duration(amount, unit)
    again = Duration.parse(str(duration))
    assert (again.amount, again.unit) == (amount, unit)


def test_durations_of_one_family_compare_by_length() -> None:
    assert Duration(60, "minute") == Duration(1, "hour")
    assert hash(Duration(60, "minute")) == hash(Duration(1, "hour"))
    assert Duration(12, "month") == Duration(1, "year")
    assert Duration(30, "day") < Duration(1, "month") < Duration(31, "day")
    assert Duration(1, "business day") == Duration(8, "business hour")
    assert Duration(9, "business hour") > Duration(1, "business day")


def test_durations_of_two_families_do_not_compare() -> None:
    assert Duration(1, "day") != Duration(1, "business day")
    assert Duration(1, "day") != "1 day"
    with pytest.raises(TypeError):
        assert Duration(1, "day") < Duration(1, "business day")
    with pytest.raises(TypeError):
        assert Duration(8, "business hour") >= Duration(1, "hour")


def test_a_business_day_is_as_long_as_the_handbook_says() -> None:
    assert Duration(2, "business day").in_minutes(working_day=450) == 900
    assert Duration(2, "business hour").in_minutes(working_day=450) == 120
    assert Duration(2, "week").in_minutes(working_day=450) == 2 * 7 * 24 * 60


@pytest.mark.parametrize(("amount", "unit"), [(-1, "day"), (1, "days"), (1, "fortnight")])
def test_a_duration_is_checked_when_it_is_made(amount: int, unit: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        Duration(amount, unit)


@pytest.mark.parametrize(
    ("text", "amount", "currency", "written"),
    [
        ("50,000 USD", "50000", "USD", "50,000 USD"),
        ("USD 50,000", "50000", "USD", "50,000 USD"),
        ("50000 USD", "50000", "USD", "50,000 USD"),
        ("1,250,000.50 EUR", "1250000.50", "EUR", "1,250,000.50 EUR"),
        ("0.0001 CHF", "0.0001", "CHF", "0.0001 CHF"),
    ],
)
def test_money(text: str, amount: str, currency: str, written: str) -> None:
    money = Money.parse(text)
    assert (money.amount, money.currency, str(money)) == (Decimal(amount), currency, written)
    assert Money.parse(str(money)) == money


@pytest.mark.parametrize(
    "text",
    [
        "",
        "USD",
        "50000",
        "$50,000",
        "1.5 million USD",
        "50k USD",
        "5,00 USD",
        "50.000,00 EUR",
        "1,0000 USD",
        "-5 USD",
        "50,000 usd",
        "50,000USD",
        "50,000 USD and more",
        "1e9 USD",
        "NaN USD",
    ],
)
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount of money: write"):
        Money.parse(text)


def test_money_of_one_currency_compares() -> None:
    assert Money.parse("5 USD") == Money.parse("5.00 USD")
    assert Money.parse("5 USD") < Money.parse("10 USD")
    assert Money.parse("5 USD") != Money.parse("5 EUR")
    with pytest.raises(TypeError):
        assert Money.parse("5 USD") < Money.parse("10 EUR")


@pytest.mark.parametrize(
    ("text", "fraction", "written"),
    [
        ("20%", "0.2", "20%"),
        ("12.5 %", "0.125", "12.5%"),
        ("100%", "1", "100%"),
        ("0%", "0", "0%"),
        ("-3%", "-0.03", "-3%"),
        ("12.50%", "0.125", "12.5%"),
        ("0.000001%", "0.00000001", "0.000001%"),
    ],
)
def test_percents(text: str, fraction: str, written: str) -> None:
    percent = Percent.parse(text)
    assert percent.fraction == Decimal(fraction)
    assert str(percent) == written
    assert Percent.parse(written) == percent


@pytest.mark.parametrize("text", ["", "%", "20", "20 percent", "20%%", "1,5%", ".5%", "20  %"])
def test_what_is_no_percent(text: str) -> None:
    with pytest.raises(ValueError, match="is not a percentage: write"):
        Percent.parse(text)


def test_percents_compare() -> None:
    assert Percent.parse("5%") < Percent.parse("20%")


def test_dates() -> None:
    assert parse_date("2026-11-23") == date(2026, 11, 23)
    assert parse_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "23.11.2026", "2026-11-23T10:00", "20261123", "2026-W47-1", "2026-1-1"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date: write year, month, day"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "0000-01-01"])
def test_what_is_no_day_of_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        parse_date(text)


@pytest.mark.parametrize("read", [Duration.parse, Money.parse, Percent.parse, parse_date])
@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "9" * 100_000 + " days", "9,999" * 20_000 + " USD", " " * 100_000 + "x"],
)
def test_hostile_text_is_refused_quickly(read: Callable[[str], object], text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match="is not") as caught:
        read(text)
    assert time.perf_counter() - start < 0.5
    assert len(str(caught.value)) < 300
