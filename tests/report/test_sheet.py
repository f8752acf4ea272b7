"""Nothing in a cell acts in a spreadsheet, and numbers stay numbers."""

import pytest

from salesops_sop.report.sheet import harmless, sheet


@pytest.mark.parametrize("cell", ["-3", "-3.25", "-1e-07", "12", "won", "", "a-b", "2026-01-01"])
def test_a_number_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1+cmd()", "-", "-3\n", " -3", "@a", "-3 USD", "-1e", "--1", "－3"]
)
def test_what_could_be_a_formula_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_lines() -> None:
    assert sheet([["a", "b"], ["-1.5", "=b"]]) == "a,b\n-1.5,'=b\n"
