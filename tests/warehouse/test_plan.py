"""What is asked of which dataset."""

import pytest

from salesops_sop.warehouse.plan import PlanError, needs, plan
from tests.warehouse.small import KPIS, handbook_of


def test_inputs_of_one_dataset_and_date_share_a_query(handbook) -> None:
    made = plan(handbook, ["win-rate", "margin-value", "snapshot-share"])
    found = {(q.date, tuple(m.name for m in q.measures)) for q in made.queries}
    assert found == {
        ("closed_on", ("win_rate__won", "win_rate__closed", "margin_value__won", "snapshot_share__lost")),
        (None, ("snapshot_share__all",)),
    }  # fmt: skip
    assert made.sets == {"closed_stages": ("won", "lost")}


def test_what_a_kpi_is_built_on_is_asked_too_and_stands_before_it(handbook) -> None:
    made = plan(handbook, ["coverage"])
    assert [definition.kpi.id for definition in made.kpis] == ["open-value", "coverage"]
    assert [m.name for q in made.queries for m in q.measures] == ["open_value__value"]


def test_only_fields_that_somebody_needs_are_read(handbook) -> None:
    (need,) = needs(plan(handbook, ["win-rate"], ("region",)).queries).values()
    assert need.fields == dict.fromkeys(
        ("stage", "region", "closed_on"), "‘won’ of the KPI ‘win-rate’"
    )
    assert need.why("stage") == " (‘won’ of the KPI ‘win-rate’ needs it)"


def test_a_snapshot_reads_the_day_it_is_of(handbook) -> None:
    (need,) = needs(plan(handbook, ["snapshot-share"]).queries).values()
    assert set(need.fields) == {"stage", "closed_on", "opened_on"}


def _wrong(**changed: str) -> dict[str, str]:
    text = KPIS["win-rate"]
    for old, new in changed.items():
        text = text.replace(f"{old.replace('_', ' ')}", new)
    return {"win-rate": text}


MEASURE = 'count(big_deals where stage = "won")'


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ('count(deals where stage = "won")', "there is no dataset ‘deals’: ‘won’ of the KPI ‘win-rate’ needs it"),
        ('count(big_deals where state = "won")', "the dataset ‘big-deals’ has no field ‘state’: ‘won’ of the KPI ‘win-rate’ needs it"),
        ("count(big_deals where stage in good_ones)", "there is no list of values ‘good_ones’ (a parameter): ‘won’ of the KPI ‘win-rate’ needs it"),
        ("sum(big_deals.amount + leads.amount)", "‘won’ of the KPI ‘win-rate’ must be about one dataset: write it as dataset.column"),
        ("sum(amount)", "‘won’ of the KPI ‘win-rate’ must be about one dataset: write it as dataset.column"),
        ("2 + 2", "‘won’ of the KPI ‘win-rate’ is not measured by one aggregate such as count(leads)"),
    ],
)  # fmt: skip
def test_a_measure_that_cannot_be_asked(measure: str, message: str) -> None:
    text = KPIS["win-rate"].replace(MEASURE, f"'{measure}'")
    assert text != KPIS["win-rate"]
    with pytest.raises(PlanError) as caught:
        plan(handbook_of({"win-rate": text}), ["win-rate"])
    assert str(caught.value) == message


def test_a_measure_that_cannot_be_read() -> None:
    text = KPIS["win-rate"].replace(MEASURE, "count(big_deals")
    with pytest.raises(PlanError, match=r"^the measure of ‘won’ of the KPI ‘win-rate’ cannot be"):
        plan(handbook_of({"win-rate": text}), ["win-rate"])


def test_a_date_must_be_one() -> None:
    text = KPIS["win-rate"].replace("date: closed_on", "date: region", 1)
    with pytest.raises(PlanError, match="‘region’ of the dataset ‘big-deals’ is no date"):
        plan(handbook_of({"win-rate": text}), ["win-rate"])


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ("planet", "the dataset ‘big-deals’ has no field ‘planet’: ‘won’ of the KPI ‘win-rate’ needs it"),
        ("contact", "‘contact’ of the dataset ‘big-deals’ is personal data, which is never printed: group by something else"),
    ],
)  # fmt: skip
def test_a_group_that_cannot_be_made(handbook, group: str, message: str) -> None:
    with pytest.raises(PlanError) as caught:
        plan(handbook, ["win-rate"], (group,))
    assert str(caught.value) == message


def test_a_kpi_that_is_unknown_or_turns_in_a_circle() -> None:
    circle = KPIS["coverage"].replace("kpi: open-value", "kpi: coverage")
    handbook = handbook_of({"coverage": circle})
    with pytest.raises(PlanError, match="‘coverage’ is built on itself: `sop lint` says how"):
        plan(handbook, ["coverage"])
    with pytest.raises(PlanError, match="there is no KPI ‘cover’"):
        plan(handbook, ["cover"])
