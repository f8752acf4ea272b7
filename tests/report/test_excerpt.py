"""The caret stands under the character that is meant, whatever stands before it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.report.excerpt import excerpt

LONG = "x" * 300 + "HERE" + "y" * 300


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "before"),
    [
        ("id: lead", 5, 40, "id: lead", 4),
        ("\tid: lead", 2, 40, "    id: lead", 4),
        ("日本: lead", 5, 40, "日本: lead", 6),
        ("cafe\u0301: x", 8, 40, "cafe\u0301: x", 6),
        ("a\x1b[1m: x", 8, 40, "a\\x1b[1m: x", 10),
        ("short", 99, 40, "short", 5),
        ("short", 0, 40, "short", 0),
        ("", 1, 40, "", 0),
        (LONG, 1, 20, "x" * 19 + "…", 0),
        (LONG, 301, 20, "…" + "x" * 9 + "HEREyyyyy…", 10),
        (LONG, 604, 20, "…" + "y" * 18 + "y", 19),
        ("a" * 15 + "b" * 15, 16, 20, "…" + "a" * 9 + "b" * 9 + "…", 10),
    ],
)
def test_the_part_around_the_column(
    line: str, column: int, width: int, shown: str, before: int
) -> None:
    assert excerpt(line, column, width) == (shown, before)


@given(line=st.text(), column=st.integers(-3, 200), width=st.integers(20, 60))
def test_it_never_grows_too_wide_and_shows_the_character(
    line: str, column: int, width: int
) -> None:
    shown, before = excerpt(line, column, width)
    assert _cells(shown) <= width + 10  # a written-out character may stand at the very end
    assert 0 <= before <= width
    assert not [c for c in shown if unicodedata.category(c) == "Cc"]


def test_a_line_of_megabytes_costs_nothing() -> None:
    line = "a" * 20_000_000
    begin = time.perf_counter()
    excerpt(line, 10_000_000, 100)
    assert time.perf_counter() - begin < 0.05


def _cells(text: str) -> int:
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
