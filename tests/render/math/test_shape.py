"""Brackets stand where they are needed, and only there."""

from decimal import Decimal
from fractions import Fraction as Value
from typing import cast

import pytest
from hypothesis import given

from salesops_sop.lang.formula.evaluating import evaluate
from salesops_sop.lang.formula.reading import _parser, parse
from salesops_sop.lang.formula.tree import Expression
from salesops_sop.render.math.shape import (
    Cases,
    Fenced,
    Fraction,
    Numeral,
    Row,
    Shape,
    Sign,
    Word,
    shape,
)
from tests.lang.formula.formulas import Sized, expressions, valued

SIGNS = {"−": "-", "×": "*", "≤": "<=", "≥": ">=", "≠": "!="}
GIVEN = {"won": Value(20), "lost": Value(0), "revenue": Value("1234.5"), "cost": Value(-3, 7)}


def line(found: Shape) -> str:
    """What people read, as a formula on a line: the bar of a fraction holds both sides together."""
    match found:
        case Word() | Numeral():
            return {"smallest of": "min"}.get(found.text, found.text)
        case Sign():
            return SIGNS.get(found.text, found.text)
        case Row():
            return " ".join(line(part) for part in found.parts)
        case Fraction():
            return f"(({line(found.over)}) / ({line(found.under)}))"
        case Fenced():
            return f"{'abs' * found.bars}({line(found.inner)})"
        case Cases():
            parts = (found.condition, found.then, found.otherwise)
            return f"if({', '.join(line(part) for part in parts)})"


@given(valued(GIVEN))
def test_what_is_read_has_the_value_of_what_was_written(sized: Sized) -> None:
    tree, _ = sized
    read = cast(Expression, _parser().parse(line(shape(tree, {}))))  # longer than people may write
    one, other = evaluate(tree, GIVEN), evaluate(read, GIVEN)
    assert one == other or not isinstance(one, Value)
    assert isinstance(one, Value) == isinstance(other, Value)


@given(expressions())
def test_every_formula_has_a_shape(tree):
    assert line(shape(tree, {}))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(a + b) + c", "a + b + c"),
        ("a + (b + c)", "a + b + c"),
        ("a + (b - c)", "a + b - c"),
        ("a - (b - c)", "a - ( b - c )"),
        ("a * (b * c)", "a * b * c"),
        ("(a + b) * c", "( a + b ) * c"),
        ("-a * b", "- a * b"),
        ("-(a + b)", "- ( a + b )"),
        ("--a", "- ( - a )"),
        ("a - -b", "a - ( - b )"),
        ("a + -b * c", "a + ( - b * c )"),
        ("(a > b) + 1", "( a > b ) + 1"),
        ("1 + if(a, b, c)", "1 + ( if(a, b, c) )"),
        ("(a or b) and c", "( a or b ) and c"),
        ("not (a and b)", "not ( a and b )"),
        ("not not a", "not not a"),
        ("max(a, b)", "largest of ( a , b )"),
        ("max(a)", "largest ( a )"),
        ("a in (1, 2)", "a is in ( 1 , 2 )"),
        ("a not in open_stages", "a is not in open stages"),
        ("sum(deals.amount where won)", "sum of ( deals amount where won )"),
        ("f(a)", "f ( a )"),
    ],
)
def test_brackets(text, shown):
    found = line(shape(parse(text), {})).replace("(", "( ").replace(")", " )")
    assert " ".join(found.split()).replace("if( ", "if(").replace("c ) )", "c) )") == shown


def test_a_fraction_needs_no_brackets():
    found = shape(parse("a * ((b + 1) / c)"), {"a": "deals"})
    assert found == Row(
        (
            Word("deals"),
            Sign("×"),
            Fraction(Row((Word("b"), Sign("+"), Numeral(str(Decimal(1))))), Word("c")),
        )
    )
