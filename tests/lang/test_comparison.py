"""Conditions of choices: what is a comparison, what it means, and where it breaks off."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.lang import comparison
from salesops_sop.lang.comparison import ComparisonError, Joined, Value, parse

CASE: dict[str, Value] = {"grade": "A", "discount": Decimal(20), "hot": True}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('grade = "A"', True),
        ('grade == "B"', False),
        ('grade != "B"', True),
        ('grade in ("B", "A")', True),
        ('grade not in ("B", "A")', False),
        ('grade in "A"', True),
        ("discount >= 20", True),
        ("discount > 20%", False),
        ("discount <= 20 USD", True),
        ("discount < 1,000.5", True),
        ("discount ≥ 21", False),
        ("hot = true", True),
        ("hot = false", False),
        ('grade = "B" or hot = true and discount = 20', True),
        ('(grade = "B" or hot = true) and discount = 21', False),
        ('grade = "A" and (hot = false or (discount > 10))', True),
        ("grade = “A”", True),
        ("grade < 5", False),
    ],
)
def test_a_comparison_holds(text: str, holds: bool) -> None:
    found = parse(text)
    assert found is not None
    assert found.holds(CASE.__getitem__) is holds


@pytest.mark.parametrize(
    "text",
    [
        "the customer is an existing one",
        "customers in EMEA",
        "all required criteria and at least one of the others are met",
        "grade is A or B",
        "",
        "a = " + '"x"' * 1000,
    ],
)
def test_everything_else_is_prose(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("grade = A", 9, "a value is expected here: put ‘A’ in quotes"),
        ('grade = "A" and', 16, "something is missing at the end"),
        ('grade in ("A", "B"', 19, "‘)’ is missing here"),
        ('grade = "A" then go', 13, "‘then’ does not belong here"),
        ('grade = "A" & x', 13, "‘&’ does not belong here"),
        ('grade = "A" and 5', 17, "‘5’ does not belong here"),
        ('grade = "A" or b is', 18, "‘is’ does not belong here"),
        ("(" * 30 + 'a = "x"', 21, "brackets stand in too many others"),
    ],
)
def test_a_comparison_that_breaks_off_says_where(text: str, column: int, message: str) -> None:
    with pytest.raises(ComparisonError) as error:
        parse(text)
    assert (error.value.column, str(error.value)[: len(message)]) == (column, message)


def test_and_binds_closer_than_or_and_places_are_kept() -> None:
    found = parse('a = "x" or b = 1 and c in ("y", "z")')
    assert isinstance(found, Joined)
    assert [found.word, [type(part) for part in found.parts]] == ["or", [comparison.Test, Joined]]
    assert [(test.name, test.column) for test in comparison.tests(found)] == [
        ("a", 1),
        ("b", 12),
        ("c", 22),
    ]
    assert [value.column for value in list(comparison.tests(found))[-1].values] == [28, 33]


@given(st.text(alphabet='ab=<>!()", 1.%notiradUSD“”-', max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    column = 1
    try:
        found = parse(text)
    except ComparisonError as error:
        found, column = None, error.column
    assert 1 <= column <= len(text) + 1
    assert found is None or list(comparison.tests(found))
