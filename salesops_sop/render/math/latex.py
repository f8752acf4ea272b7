"""A formula as LaTeX that pandoc turns into an equation of Word, and that people can copy."""

import re

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
from salesops_sop.render.math.words import Titles

_SIGNS = {"−": "-", "×": r"\times", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", ",": ","}
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
# a space that pandoc takes for the end of what stands before it
_EATEN = re.compile(r"(\\[{}$%&#_]|\{\}) ")


def latex(title: str, expression: Expression, titles: Titles) -> str:
    r"""The equation without dollar signs: `\text{Close rate} = \frac{\text{won}}{\text{all}}`.

    One line; every title is in `\text{…}` with all that LaTeX takes for more than a letter escaped.
    """
    return _set(Row((Word(title), Sign("="), shape(expression, titles))))


def _set(part: Shape) -> str:
    match part:
        case Word():
            return rf"\text{{{_escaped(part.text)}}}"
        case Numeral():
            return part.text
        case Sign():
            return _SIGNS.get(part.text, part.text)
        case Row():
            return " ".join(_set(inner) for inner in part.parts)
        case Fraction():
            return rf"\frac{{{_set(part.over)}}}{{{_set(part.under)}}}"
        case Fenced():
            before, after = ("|", "|") if part.bars else ("(", ")")
            return rf"\left{before} {_set(part.inner)} \right{after}"
        case Cases():
            return (
                rf"\begin{{cases}} {_set(part.then)} & \text{{if }} {_set(part.condition)} \\ "
                rf"{_set(part.otherwise)} & \text{{otherwise}} \end{{cases}}"
            )


def _escaped(text: str) -> str:
    """A text for `\\text{…}`: on one line, without what acts, a space at an end kept."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    start, end = (" " if text[edge].isspace() else "" for edge in (slice(0, 1), slice(-1, None)))
    escaped = f"{start}{' '.join(visible.split())}{end}".translate(_SPECIAL)
    return _EATEN.sub(r"\1\\ ", escaped)
