"""Formulas are read as they are written, and every other text gets a sentence and a column."""

import contextlib
import gc
import os
import random
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.lang.formula.reading import FormulaError, parse
from salesops_sop.lang.formula.tree import Binary, Call, Column, Compared, Expression, Name, Number
from salesops_sop.lang.formula.writing import written
from tests.lang.formula.formulas import expressions


@given(expressions())
def test_what_is_written_reads_back(tree: Expression) -> None:
    try:
        found = parse(written(tree))
    except FormulaError as error:
        assert "split it" in str(error) or "longer than" in str(error)  # noqa: PT017
        return
    assert found == tree
    assert written(found) == written(tree)


def test_a_share() -> None:
    assert parse("won / pitched") == Binary(Name("won"), "/", Name("pitched"))


def test_products_hold_together_tighter_than_sums() -> None:
    assert written(parse("a+b*c-(d-e)")) == "a + b * c - (d - e)"
    assert written(parse("((a)) / (b * c)")) == "a / (b * c)"


def test_a_measure_has_its_filter_inside() -> None:
    found = parse('count(opportunities.id where stage in ("won", "lost") and amount > 0)')
    assert isinstance(found, Call)
    assert found.arguments == (Column("opportunities", "id"),)
    assert found.where is not None
    assert written(found.where) == 'stage in ("won", "lost") and amount > 0'


def test_words_may_begin_like_words_of_the_language() -> None:
    assert parse("orders + notes") == Binary(Name("orders"), "+", Name("notes"))


def test_parts_know_their_column() -> None:
    found = parse("1 + won_deals")
    assert [(type(part).__name__, part.at) for part in found.walk()] == [
        ("Binary", 1),
        ("Number", 1),
        ("Name", 5),
    ]


def test_numbers_are_exact() -> None:
    assert parse("0.1") == Number(Decimal("0.1"))
    assert parse("a >= 0.30") == Compared(Name("a"), ">=", Number(Decimal("0.3")))


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "the formula is empty: "),
        ("a +", 4, "something is missing at the end: "),
        ("a b", 3, "‘b’ does not belong here: "),
        ("a @ b", 3, "‘@’ does not belong here: "),
        ("(a + b", 7, "a bracket is open at the end: close it with )"),
        ('stage = "won', 9, 'the text in quotes has no end: close it with "'),
        ("sum(a.b where)", 14, "‘)’ does not belong here: "),
        ("a < b < c", 7, "‘<’ does not belong here: "),
        ("where + 1", 1, "‘where’ does not belong here: "),
        ("-" * 60 + "a", 51, "more than 50 levels inside each other: split it"),
        ("a" * 1001, 1000, "the formula is longer than 1000 characters"),
        ("1" * 31, 1, "a number of over 30 digits: write fewer"),
        ("max(" + "a," * 210 + "a)", 403, "more than 200 parts: split it into KPIs"),
    ],
)
def test_other_texts_get_a_sentence_and_a_column(text: str, column: int, message: str) -> None:
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert str(error.value).startswith(message)
    assert error.value.column == column


ALPHABET = "abz_09.+-*/()<>=!,\" \t\n%@€ß\0\\{}[]'orandnotinwhere"


@given(st.text(max_size=1200) | st.text(ALPHABET, max_size=1200))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        parse(text)
    except FormulaError as error:
        assert 1 <= error.column <= len(text) + 1  # noqa: PT017


MUTANTS = int(os.environ.get("SOP_FUZZ", "5000"))
"""How many broken formulas are tried; `make fuzz` tries a hundred thousand."""


def test_mutants_are_read_or_refused_at_once() -> None:
    chance = random.Random(1)
    seeds = [
        "sum(opportunities.amount * probability where stage in open_stages)",
        '1 - abs(forecast - won) / won + if(a >= 2, days("2026-01-01", b), coalesce(c, 0))',
        'count(x where not (a in ("b", "c") or c not in (1, 2)))',
    ]
    texts = [_mutant(chance.choice(seeds), chance) for _ in range(MUTANTS)]
    parse("warm")
    gc.disable()  # what other tests left behind is not the parser's
    try:
        slowest = max(_seconds(text) for text in texts)
    finally:
        gc.enable()
    assert slowest < 0.1


def _mutant(seed: str, chance: random.Random) -> str:
    text = list(seed)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(3)] = chance.choice(ALPHABET) * chance.choice((0, 1, 40))
    return "".join(text)


def _seconds(text: str) -> float:
    begin = time.process_time()
    with contextlib.suppress(FormulaError):
        parse(text)
    return time.process_time() - begin
