"""Regions of tables in words: ends said exactly, units once, names as the handbook writes them."""

import pytest

from salesops_sop.analysis.decision.axis import axis
from salesops_sop.analysis.decision.regions import Regions
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Column
from salesops_sop.lang.condition import parse

HANDBOOK = load(
    {
        "region.yaml": "kind: dimension\nid: region\ntitle: Region\n"
        "values: [{emea: [dach, nordics, uk]}, latin-america, apac]\n"
    }
)
DISCOUNT = Column(id="discount", title="Discount", type="number", unit="percent", min=0, max=40)
VALUE = Column(id="deal-value", title="Deal value", type="number", unit="USD", min=0)
SEATS = Column(id="seats", type="integer", unit="seats")
SCORE = Column(id="score", type="integer", unit="points")
MARGIN = Column(id="margin", type="number")
START = Column(id="start", title="Start", type="date", min="2026-01-01")
STAGE = Column(id="stage", title="Stage", type="string", values=["new", "won", "lost", "open"])
NOTE = Column(id="note", title="CRM note", type="string")
PILOT = Column(id="pilot", title="Pilot", type="boolean")
REGION = Column(id="region", title="Region", type="dimension")


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (DISCOUNT, "-", ""),
        (DISCOUNT, "[10..20]", "discount 10 to 20%"),
        (DISCOUNT, "[10..20)", "discount from 10 to under 20%"),
        (DISCOUNT, "(10..20]", "discount over 10 up to 20%"),
        (DISCOUNT, "(10..20)", "discount over 10 to under 20%"),
        (DISCOUNT, "<= 10", "discount up to 10%"),
        (DISCOUNT, "[0..10)", "discount under 10%"),
        (DISCOUNT, "[30..40]", "discount 30% or more"),
        (DISCOUNT, "> 30", "discount over 30%"),
        (DISCOUNT, "12.5", "discount exactly 12.5%"),
        (DISCOUNT, "40", "discount exactly 40%"),
        (DISCOUNT, "0", "discount exactly 0%"),
        (DISCOUNT, "< 10, 20, > 30", "discount under 10%, exactly 20% or over 30%"),
        (VALUE, "> 50000", "deal value over 50,000 USD"),
        (VALUE, "[50000..250000)", "deal value from 50,000 to under 250,000 USD"),
        (SEATS, "> 99", "seats 100 or more"),
        (SCORE, "[1..1]", "score exactly 1 point"),
        (SCORE, "(1..10)", "score 2 to 9 points"),
        (MARGIN, "[-5..-1.5)", "margin from -5 to under -1.5"),
        (START, "< 2026-02-01", "start up to 2026-01-31"),
        (START, "> 2026-01-31", "start 2026-02-01 or later"),
        (START, "[2026-02-01..2026-03-01)", "start 2026-02-01 to 2026-02-28"),
        (STAGE, '"new", "won"', "stage “new” or “won”"),
        (STAGE, 'not("lost")', "stage other than “lost”"),
        (NOTE, '"a"', "CRM note “a”"),
        (NOTE, 'not("a", "b")', "CRM note other than “a” or “b”"),
        (PILOT, "true", "pilot is yes"),
        (PILOT, "false", "pilot is no"),
        (REGION, '"dach"', "region DACH"),
        (REGION, '"dach", "nordics", "uk"', "region EMEA"),
        (REGION, '"dach", "apac"', "region DACH or APAC"),
        (REGION, 'not("latin-america")', "region other than Latin america"),
    ],
)
def test_one_input_in_words(column: Column, cell: str, words: str) -> None:
    condition = parse(cell)
    slots = axis(column, [condition], Dimensions.of(HANDBOOK))
    assert HANDBOOK.derived(Regions).part(column, slots, slots.mask(condition)) == words
