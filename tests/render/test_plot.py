"""Trends: a line of text, and a picture that can be read and heard."""

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.render.plot import HEIGHT, MOST_SERIES, Panel, Series, scale, svg, words
from salesops_sop.render.trend import sparkline

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.fractions(-(10**12), 10**12, max_denominator=10**6)


def fractions(*values: int | None) -> list[Fraction | None]:
    return [None if value is None else Fraction(value) for value in values]


def say(value: Fraction) -> str:
    return f"{float(value):g} deals"


def panel(*series: Series) -> Panel:
    return Panel("Deals", ["Q1", "Q2", "Q3", "Q4"], series, say)


def test_a_line_of_text() -> None:
    assert sparkline(fractions(0, 7, None, 3)) == "▁█ ▄"
    assert sparkline(fractions(5, 5)) == "▅▅"
    assert sparkline(fractions(None, None)) == ""
    assert sparkline([]) == ""


@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=40))
def test_a_line_has_a_bar_for_each_value(values: list[Fraction | None]) -> None:
    line = sparkline(values)
    if any(value is not None for value in values):
        assert [mark == " " for mark in line] == [value is None for value in values]


@given(NUMBERS, NUMBERS)
def test_a_scale_has_round_numbers_and_room_for_both(one: Fraction, other: Fraction) -> None:
    low, high = min(one, other), max(one, other)
    ticks = scale(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 3 <= len(ticks) <= 7
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert re.fullmatch(r"[125]\.?0*e[+-]\d+", f"{float(steps.pop()):.6e}")


def test_words_tell_what_the_lines_show() -> None:
    told = words(panel(Series("emea", fractions(3, 9, None, 4), fractions(5, 5, 5, 5))))
    assert told == (
        "emea: 3 deals in Q1, 4 deals in Q4; lowest 3 deals in Q1, highest 9 deals in Q2. "
        "The target is 5 deals."
    )
    assert words(panel(Series("", fractions(None, None, None, None)))) == "no values."


def drawn(*panels: Panel) -> ElementTree.Element:
    return ElementTree.fromstring(svg(panels))


def test_a_line_breaks_where_there_is_no_value() -> None:
    root = drawn(panel(Series("a", fractions(1, None, 3, 4))))
    (line,) = (p for p in root.iter(f"{SVG}path") if p.get("class") == "line")
    assert re.sub(r"[\d. ]", "", str(line.get("d"))) == "MML"
    assert len(list(root.iter(f"{SVG}circle"))) == 3


def test_a_value_alone_is_a_dot_even_among_many() -> None:
    values = fractions(*[1] * 80, None, 5, None)
    many = Panel("Deals", [str(n) for n in range(len(values))], [Series("", values)], say)
    assert len(list(drawn(many).iter(f"{SVG}circle"))) == 1


def test_a_target_that_changes_is_no_line() -> None:
    one = panel(Series("a", fractions(1, 2, 3, 4), fractions(5, 5, 5, 5)))
    two = panel(Series("a", fractions(1, 2, 3, 4), fractions(5, 5, 6, 6)))
    counts = [
        sum(p.get("class") == "target" for p in drawn(x).iter(f"{SVG}path")) for x in (one, two)
    ]
    assert counts == [1, 0]


def test_names_do_not_lie_on_each_other() -> None:
    series = [Series(f"group {n}", fractions(1, 1, 1, 1)) for n in range(MOST_SERIES)]
    texts = [t for t in drawn(panel(*series)).iter(f"{SVG}text") if float(str(t.get("x"))) > 655]
    places = sorted(float(str(text.get("y"))) for text in texts)
    assert len(places) == MOST_SERIES
    assert all(after - before >= 14 for before, after in pairwise(places))
    assert places[-1] <= HEIGHT


def test_everything_lies_in_the_picture() -> None:
    root = drawn(panel(Series("a", fractions(-5, 10**9, 0, 3), fractions(1, 1, 1, 1))))
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(str(circle.get("cy"))) < HEIGHT


def test_each_panel_has_a_title_and_a_description() -> None:
    root = drawn(
        panel(Series("a", fractions(1, 2, 3, 4))), panel(Series("b", fractions(1, 2, 3, 4)))
    )
    panels = [group for group in root.iter(f"{SVG}g") if group.get("role") == "img"]
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert len(panels) == 2
    for group in panels:
        assert set(str(group.get("aria-labelledby")).split()) <= ids


def test_hostile_names_are_text() -> None:
    hostile = "</text><script>alert(1)</script>"
    root = drawn(Panel(hostile, [hostile], [Series(hostile, fractions(1))], say))
    assert not list(root.iter(f"{SVG}script"))
    assert hostile in {element.text for element in root.iter()}


def test_no_values_at_all() -> None:
    root = drawn(panel(Series("a", fractions(None, None, None, None))))
    assert "No values" in {text.text for text in root.iter(f"{SVG}text")}


def test_too_many_lines() -> None:
    series = [Series(str(n), fractions(1, 1, 1, 1)) for n in range(MOST_SERIES + 1)]
    with pytest.raises(ValueError, match=r"^9 lines cannot be told apart: at most 8 can$"):
        svg([panel(*series)])
