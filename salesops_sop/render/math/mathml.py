"""A formula as presentation MathML: what MathML Core has, so that it needs no script."""

from markupsafe import Markup

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
from salesops_sop.render.math.words import Titles, equation
from salesops_sop.render.prose import escape

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"


def mathml(title: str, expression: Expression, titles: Titles) -> Markup:
    """The equation as a `math` element on one line; what it says aloud is its label.

    The result is well-formed as HTML and as XML, and no title in it is markup.
    """
    said = escape(_line(equation(title, expression, titles)))
    content = _set(Row((Word(title), Sign("="), shape(expression, titles))))
    return Markup(
        f'<math xmlns="{_NAMESPACE}" display="block" alttext="{said}" aria-label="{said}">'
        f"{content}</math>"
    )


def _set(part: Shape) -> str:
    match part:
        case Word():
            return f"<mtext>{_spaced(part.text)}</mtext>"
        case Numeral():
            return f"<mn>{escape(part.text)}</mn>"
        case Sign():
            form = ' form="prefix"' if part.prefix else ""
            return f"<mo{form}>{escape(part.text)}</mo>"
        case Row():
            return f"<mrow>{''.join(_set(inner) for inner in part.parts)}</mrow>"
        case Fraction():
            return f"<mfrac>{_set(part.over)}{_set(part.under)}</mfrac>"
        case Fenced():
            before, after = "||" if part.bars else "()"
            return (
                f'<mrow><mo form="prefix" stretchy="true">{before}</mo>{_set(part.inner)}'
                f'<mo form="postfix" stretchy="true">{after}</mo></mrow>'
            )
        case Cases():
            rows = (
                (_set(part.then), f"<mtext>{_spaced('if ')}</mtext>{_set(part.condition)}"),
                (_set(part.otherwise), "<mtext>otherwise</mtext>"),
            )
            return f'<mrow><mo form="prefix" stretchy="true">&#123;</mo>{_table(rows)}</mrow>'


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    lines = (f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in row)}</mtr>" for row in rows)
    return f'<mtable columnalign="left">{"".join(lines)}</mtable>'


def _spaced(text: str) -> Markup:
    """Text in MathML loses its spaces at both ends, unless they do not break."""
    text = _line(text) if text.strip() else text
    return escape(text)


def _line(text: str) -> str:
    """A text on one line; a space at an end stays a space."""
    start = "\u00a0" * text[:1].isspace()
    end = "\u00a0" * text[-1:].isspace()
    return f"{start}{' '.join(text.split())}{end}"
