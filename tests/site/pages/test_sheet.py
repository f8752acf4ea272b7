"""The work sheet on paper: what stands on it, and the KPIs of a role."""

import pytest

from .conftest import Seen


@pytest.fixture
def text(seen: dict[str, Seen]) -> str:
    page = seen["roles/analyst.md"]
    shown = page.text
    return shown[shown.index("Department Sales Reports to") : shown.index("grows old")]


def test_the_sheet_says_what_is_done_by_when_and_for_whom(text: str) -> None:
    assert "What I do Lead grading Check the lead 4 business hours" in text.replace("\xa0", " ")
    assert "→ Sales representative" in text
    assert "What I answer for Lead grading step 2" in text


def test_the_sheet_names_decisions_kpis_and_the_day(text: str) -> None:
    assert "Which grade has this lead? it falls to me" in text
    assert "Close rate mine, target 25%" in text
    assert "Small handbook, as of 23 November 2026" in text


def test_a_role_sees_the_kpis_it_answers_for_and_those_that_measure_its_work(
    seen: dict[str, Seen],
) -> None:
    page = seen["roles/analyst.md"].text
    assert "My KPIs KPI Target My part Close rate" in page
    assert "I answer for it It measures Lead grading" in page
