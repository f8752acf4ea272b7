"""Formulas as LaTeX: braces balance, and no title is more than text."""

import re

import pytest
from hypothesis import given

from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Expression
from salesops_sop.render.math.latex import latex
from tests.lang.formula.formulas import expressions
from tests.render.math.hostile import named, titles

# what stands in \text{…}: letters, and what is escaped
TEXT = re.compile(r"\\text\{(?:[^\\{}$%&#_^~]|\\[{}$%&#_ ]|\\text[a-z]+\{\})*\}")
COMMANDS = {"frac", "left", "right", "times", "neq", "leq", "geq", "begin", "end"}


@given(titles, expressions(), named)
def test_braces_balance_and_titles_are_text(title: str, tree: Expression, inputs) -> None:
    text = latex(title, tree, inputs)
    assert text.isprintable()
    bare = TEXT.sub("T", text)
    assert set(re.findall(r"\\([a-z]+)", bare)) <= COMMANDS
    assert not re.search(r"[$%#_^~]", bare)
    assert bare.count("&") == 2 * bare.count(r"\begin{cases}") == 2 * bare.count(r"\end{cases}")
    assert bare.count(r"\left") == bare.count(r"\right")
    depth = 0
    for brace in re.findall(r"[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("won / all", r"\frac{\text{deals won}}{\text{all}}"),
        ("won * 2 - all", r"\text{deals won} \times 2 - \text{all}"),
        ("abs(won)", r"\left| \text{deals won} \right|"),
        (
            "if(won >= 1, 1, 0)",
            r"\begin{cases} 1 & \text{if } \text{deals won} \geq 1 \\ 0 & \text{otherwise} "
            r"\end{cases}",
        ),
        ("won in (1, 2)", r"\text{deals won} \text{ is in } \left( 1 , 2 \right)"),
    ],
)
def test_formulas(text, shown):
    assert latex("Rate", parse(text), {"won": "deals won"}) == rf"\text{{Rate}} = {shown}"


def test_what_acts_in_latex_is_text():
    shown = latex(r"100% of \x{y}_1 & $a^b$ ~#", parse("a"), {"a": "A"})
    assert shown == (
        r"\text{100\%\ of \textbackslash{}x\{y\}\_1 \&\ \$a\textasciicircum{}b\$\ "
        r"\textasciitilde{}\#} = \text{A}"
    )
