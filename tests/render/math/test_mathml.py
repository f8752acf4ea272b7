"""Formulas as MathML: well-formed whatever they hold, with what MathML Core has, and with words."""

from xml.etree import ElementTree

import pytest
from hypothesis import given

from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Binary, Expression
from salesops_sop.render.math.mathml import mathml
from salesops_sop.render.math.words import equation
from tests.lang.formula.formulas import expressions
from tests.render.math.hostile import named, titles

MATH = "{http://www.w3.org/1998/Math/MathML}"
CORE = {"math", "mfrac", "mn", "mo", "mrow", "mtable", "mtd", "mtext", "mtr"}
ATTRIBUTES = {"alttext", "aria-label", "columnalign", "display", "form", "stretchy"}


@given(titles, expressions(), named)
def test_it_is_well_formed_and_holds_nothing_else(title: str, tree: Expression, inputs) -> None:
    text = mathml(title, tree, inputs)
    assert "\n" not in text
    assert "{" not in text.replace("&#123;", "")
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert element.tag.removeprefix(MATH) in CORE
        assert set(element.attrib) <= ATTRIBUTES
        if element.tag == f"{MATH}mfrac":
            assert len(element) == 2
        # a leaf has text and no elements; anything else the other way around
        leaf = element.tag.removeprefix(MATH) in {"mn", "mo", "mtext"}
        assert len(element) == 0 if leaf else not element.text


@given(expressions())
def test_every_quotient_is_a_fraction(tree: Expression) -> None:
    root = ElementTree.fromstring(mathml("x", tree, {}))
    quotients = [p for p in tree.walk() if isinstance(p, Binary) and p.sign == "/"]
    assert len(list(root.iter(f"{MATH}mfrac"))) == len(quotients)
    said = equation("x", tree, {})
    if said.isprintable():
        assert root.get("aria-label") == root.get("alttext") == " ".join(said.split())


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("won / all", "<mfrac><mtext>deals won</mtext><mtext>all</mtext></mfrac>"),
        ("1 - won", "<mn>1</mn><mo>−</mo><mtext>deals won</mtext>"),
        ("-won", '<mo form="prefix">−</mo><mtext>deals won</mtext>'),
        (
            "abs(won)",
            '<mo form="prefix" stretchy="true">|</mo><mtext>deals won</mtext>'
            '<mo form="postfix" stretchy="true">|</mo>',
        ),
        (
            "if(won > 1, won, 0)",
            '<mo form="prefix" stretchy="true">&#123;</mo><mtable columnalign="left">'
            "<mtr><mtd><mtext>deals won</mtext></mtd><mtd><mtext>if\u00a0</mtext><mrow>"
            "<mtext>deals won</mtext><mo>&gt;</mo><mn>1</mn></mrow></mtd></mtr>"
            "<mtr><mtd><mn>0</mn></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable>",
        ),
    ],
)
def test_the_content(text, content):
    assert content in mathml("Rate", parse(text), {"won": "deals won"})
