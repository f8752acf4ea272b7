"""Text is measured so that it never runs out of its box."""

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.render.swimlane.lettering import lines, width


def test_words_are_kept_whole_where_they_fit() -> None:
    assert lines("Check the data of the lead", 100, 12) == ["Check the data", "of the lead"]


def test_a_word_that_is_too_long_is_cut_at_a_hyphen_or_anywhere() -> None:
    assert lines("sales-and-operations-planning", 100, 12) == [
        "sales-and-",
        "operations-",
        "planning",
    ]
    assert "".join(lines("W" * 100, 100, 12)) == "W" * 100


def test_too_many_lines_end_in_dots() -> None:
    assert lines("one two three four five", 40, 12, most=2) == ["one", "two…"]


def test_an_empty_text_has_no_lines() -> None:
    assert lines("  ", 100, 12) == []


def test_wide_letters_take_more_room_and_accents_none() -> None:
    assert width("WWW", 12) > width("iii", 12)
    assert width("漢字", 12) > width("ab", 12)
    assert width("e\u0301", 12) == width("e", 12)


@given(st.text(max_size=200), st.integers(30, 200), st.integers(1, 9))
def test_no_line_is_wider_than_its_room(text: str, room: int, most: int) -> None:
    found = lines(text, room, 12.5, most)
    assert len(found) <= most
    assert all(width(line, 12.5) <= room for line in found)
    whole = lines(text, room, 12.5)
    assert "".join("".join(whole).split()) == "".join(text.split())
