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
CORE = {"math", "mfrac", "mi", "mn", "mo", "mrow", "mtable", "mtd", "mtext", "mtr"}
ATTRIBUTES = {
    "alttext",
    "aria-label",
    "class",
    "mathvariant",
    "columnalign",
    "display",
    "form",
    "lspace",
    "rspace",
    "stretchy",
}


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
        leaf = element.tag.removeprefix(MATH) in {"mi", "mn", "mo", "mtext"}
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
        ("won / all", "<mfrac><mi>deals won</mi><mi>all</mi></mfrac>"),
        (
            "1 - won",
            '<mn>1</mn><mo form="infix" lspace="0.25em" rspace="0.25em">−</mo><mi>deals won</mi>',
        ),
        ("-won", '<mo form="prefix">−</mo><mi>deals won</mi>'),
        (
            "abs(won)",
            '<mo form="prefix" stretchy="true">|</mo><mi>deals won</mi>'
            '<mo form="postfix" stretchy="true">|</mo>',
        ),
        (
            "if(won > 1, won, 0)",
            '<mo form="prefix" stretchy="true">&#123;</mo><mtable columnalign="left">'
            "<mtr><mtd><mi>deals won</mi></mtd><mtd><mtext>if\u00a0</mtext><mrow>"
            "<mi>deals won</mi>"
            '<mo form="infix" lspace="0.25em" rspace="0.25em">&gt;</mo>'
            "<mn>1</mn></mrow></mtd></mtr>"
            "<mtr><mtd><mn>0</mn></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable>",
        ),
    ],
)
def test_the_content(text, content):
    assert content in mathml("Rate", parse(text), {"won": "deals won"})


def test_a_long_sum_in_a_fraction_is_broken_before_its_signs():
    tree = parse("(won + opened + pitched + closed) / won")
    titles = dict.fromkeys(("won", "opened", "pitched", "closed"), "a title as long as this")
    root = ElementTree.fromstring(mathml("Rate", tree, titles))
    rows = ["".join(row.itertext()) for row in root.iter(f"{MATH}mtr")]
    assert rows == ["a title as long as this", *["+a title as long as this"] * 3]


def test_what_is_not_long_stays_on_its_line():
    tree = parse("(won * opened * pitched) / (won + won)")
    titles = dict.fromkeys(("won", "opened", "pitched"), "a title")
    assert "mtable" not in mathml("Rate", tree, titles)
