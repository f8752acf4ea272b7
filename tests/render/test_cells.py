"""Cells of decision tables as people say them."""

import time

import pytest

from salesops_sop.render import cells, conditions


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, "any"),
        ("-", "any"),
        ("", "any"),
        (20, "20"),
        (">= 20", "20 or more"),
        ("<20", "under 20"),
        ("<= 20", "20 or less"),
        ("> 20", "more than 20"),
        ("[10..20)", "10 to under 20"),
        ("(10..20]", "above 10 to 20"),
        ("]10..20[", "above 10 to under 20"),
        ("[10..20], [30..40]", "10 to 20 or 30 to 40"),
        ('"new", "existing", "former"', "new, existing or former"),
        ('not("emea")', "anything but emea"),
        ('not("a, b", "c")', "anything but a, b or c"),
        ('>= date("2026-01-01")', "2026-01-01 or more"),
        ("true", "True"),
        ("what is ( this", "what is ( this"),
        ('"open', '"open'),
    ],
)
def test_a_cell_in_words(cell: object, words: str) -> None:
    assert cells.in_words(cell) == words


def test_values_are_worded_by_the_caller() -> None:
    assert cells.in_words("[10..20)", lambda value: f"{value}%") == "10% to under 20%"
    assert cells.in_words('"smb", "x"', lambda value: str(value).upper()) == "SMB or X"


@pytest.mark.parametrize("piece", ['"', "[", "a,", "not(", "[1..", " ", "<", "date(", 'date("'])
def test_long_cells_take_no_long_time(piece: str) -> None:
    begin = time.process_time()
    cells.in_words(piece * 30_000 + "x")
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ('grade in ("A", "B")', "GRADE is A or B"),
        ('grade = "A"', "GRADE is A"),
        ("grade != 20%", "GRADE is not 20%"),
        ("score>=80 and score < 90.5", "SCORE is at least 80 and SCORE is less than 90.5"),
        ('a not in ("x","y","z") or b == true', "A is not x, y or z or B is true"),
        ("the lead is valid", None),
        ("value in doubt", None),
        ('grade = "A" unless late', None),
        ("", None),
    ],
)
def test_a_condition_in_words(condition: str, words: str | None) -> None:
    assert conditions.in_words(condition, str.upper, str) == words
