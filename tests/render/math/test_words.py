"""Formulas in words: they read well, and no two of them read alike."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given

from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Sign,
    Text,
)
from salesops_sop.lang.formula.writing import written
from salesops_sop.render.math.words import equation, in_words
from tests.lang.formula.formulas import expressions

SIGNS: tuple[Sign, ...] = ("+", "-", "*", "/")
TITLES = {"won": "deals won", "pitched": "people pitched", "cost": "cost of sales"}


def test_a_whole_equation():
    tree = parse("won / pitched")
    assert equation("Close rate", tree, TITLES) == (
        "Close rate equals deals won divided by people pitched"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("won", "deals won"),
        ("won_deals", "won deals"),
        ("(won + pitched) / cost", "deals won plus people pitched, all divided by cost of sales"),
        ("won / (won + cost)", "deals won divided by the sum of deals won and cost of sales"),
        ("(a + b + c) / (d + e)", "a plus b plus c, all divided by the sum of d and e"),
        ("a / (b + c + d)", "a divided by the sum of b, c and d"),
        ("a / (b + c / d + e)", "a divided by the sum of the sum of b and the ratio of c to d and e"),
        ("(a / b) / c", "a divided by b, all divided by c"),
        ("a / (b / c)", "a divided by the ratio of b to c"),
        ("a * b * c / d", "a times b times c, all divided by d"),
        ("a * (b * c)", "a times the product of b and c"),
        ("a - b + c", "a minus b plus c"),
        ("a - (b + c)", "a minus the sum of b and c"),
        ("a - b * c + d", "a minus the product of b and c, plus d"),
        ("a * b + c", "a times b, all plus c"),
        (
            "1 - abs(a - b) / b",
            "1 minus the ratio of the absolute value of the difference of a minus b to b",
        ),
        ("-a * 2", "the negative of a, all times 2"),
        ("max(0, a - b)", "the larger of 0 and the difference of a minus b"),
        ("min(a, b, c)", "the smallest of these 3: a, b and c"),
        ("coalesce(a, 0)", "the first known of a and 0"),
        ("round(a, 2)", "the number of 2 decimals nearest to a"),
        ("round(a)", "the whole number nearest to a"),
        ('days("2026-01-01", a)', "the days from “2026-01-01” to a"),
        ("if(a > 0, b / a, 0)", "if a is more than 0, the ratio of b to a, else 0"),
        ("1 + if(a, b, c)", "1 plus the choice of b if a holds, else c"),
        ("if(a >= 1 and not b, 1, 0)", "if both a is at least 1 and it is not so that b holds, 1, else 0"),
        ('a in ("x", "y")', "a is one of these 2: “x” and “y”"),
        ("a not in open_stages", "a is not in open stages"),
        (
            'sum(opportunities.amount where stage = "won")',
            "the total of amount of opportunities where stage is equal to “won”",
        ),
        ("count(opportunities)", "the number of opportunities"),
        ("f(a, b)", "the function f of these 2: a and b"),
    ],
)  # fmt: skip
def test_words(text, words):
    assert in_words(parse(text), TITLES) == words


def small(parts: int) -> Iterator[Expression]:
    """Every tree of so many parts, of each kind of part."""
    if parts == 1:
        yield from (Name("a"), Name("b"), Number(Decimal(1)))
    if parts > 1:
        for one in small(parts - 1):
            yield Negative(one)
            yield Opposite(one)
            yield Call("abs", (one,))
            yield Call("f", (one,))
            yield Call("max", (one,))
            yield Member(one, (Text("x"), Text("y")), negated=True)
            yield Member(one, (Text("x"),))
    for first in range(1, parts - 1):
        for one in small(first):
            for other in small(parts - 1 - first):
                yield from (Binary(one, sign, other) for sign in SIGNS)
                yield Compared(one, "<", other)
                yield Logic(one, "and", other)
                yield Logic(one, "or", other)
                for function in ("max", "f", "round", "days"):
                    yield Call(function, (one, other))
                yield Call("sum", (one,), other)
    if parts == 4:
        for function in ("if", "max", "coalesce", "f"):
            yield Call(function, (Name("a"), Name("b"), Name("a")))


def chains(parts: int) -> Iterator[Expression]:
    """Every way to put brackets into a + b * a …; the signs are all of `+-*/`."""
    if parts == 1:
        yield from (Name("a"), Name("b"))
    for first in range(1, parts):
        for one in chains(first):
            for other in chains(parts - first):
                yield from (Binary(one, sign, other) for sign in SIGNS)


@pytest.mark.parametrize(("trees", "most"), [(small, 5), (chains, 4)])
def test_no_two_small_formulas_read_alike(trees, most):
    said: dict[str, Expression] = {}
    for parts in range(1, most + 1):
        for tree in trees(parts):
            words = in_words(tree, {})
            assert said.setdefault(words, tree) == tree, (
                words,
                written(said[words]),
                written(tree),
            )
    assert len(said) > 5000


@given(expressions())
def test_every_formula_has_words(tree):
    said = in_words(tree, {})
    assert said.split()
    assert not {"(", ")", "_"} & set(re.sub("“[^”]*”", "", said))
