"""A formula as presentation MathML: what MathML Core has, so that it needs no script."""

from collections.abc import Iterator, Sequence

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

WIDEST = 36
"""A side of a fraction that is wider, in letters, is broken into lines."""
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"


def mathml(title: str, expression: Expression, titles: Titles) -> Markup:
    """The equation as a `math` element on one line; what it says aloud is its label.

    The result is well-formed as HTML and as XML, and no title in it is markup.
    """
    said = escape(_line(equation(title, expression, titles)))
    content = _set(Row((Sign("="), shape(expression, titles))))
    return Markup(
        f'<math xmlns="{_NAMESPACE}" display="block" alttext="{said}" aria-label="{said}">'
        f'<mrow><mrow class="sop-formula__title">{_word(title)}</mrow>{content}</mrow></math>'
    )


def _set(part: Shape) -> str:
    match part:
        case Word():
            return _word(part.text)
        case Numeral():
            return f"<mn>{escape(part.text)}</mn>"
        case Sign():
            return f"<mo{_spacing(part)}>{escape(part.text)}</mo>"
        case Row():
            return f"<mrow>{''.join(_set(inner) for inner in part.parts)}</mrow>"
        case Fraction():
            return f"<mfrac>{_side(part.over)}{_side(part.under)}</mfrac>"
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


def _word(text: str) -> str:
    """A name, which no browser takes for a space as it does `mtext`; words between are that."""
    element = "mtext" if text != text.strip() or not text.strip() else "mi"
    upright = ' mathvariant="normal"' if element == "mi" and len(text) == 1 else ""
    return f"<{element}{upright}>{_spaced(text)}</{element}>"


def _spacing(sign: Sign) -> str:
    """Told, since browsers draw signs in a fraction together."""
    if sign.prefix:
        return ' form="prefix"'
    before = "0" if sign.text == "," else "0.25em"
    return f' form="infix" lspace="{before}" rspace="0.25em"'


def _side(part: Shape) -> str:
    """One side of a fraction; a long row is broken before its signs, for narrow screens."""
    if not isinstance(part, Row) or _length(part) <= WIDEST:
        return _set(part)
    lines: list[list[Shape]] = [[]]
    for item in _items(part):
        if lines[-1] and _length(Row((*lines[-1], *item))) > WIDEST:
            lines.append([])
        lines[-1] += item
    if len(lines) == 1:
        return _set(part)
    return _table(tuple((_set(Row(tuple(line))),) for line in lines))


def _items(row: Row) -> Iterator[list[Shape]]:
    """The parts of a row, each with the sign before it."""
    item: list[Shape] = []
    for part in row.parts:
        if isinstance(part, Sign) and part.text in "+−×" and not part.prefix:
            yield item
            item = []
        item.append(part)
    yield item


def _length(part: Shape) -> int:
    """About how many letters wide a part is."""
    match part:
        case Word() | Numeral():
            return len(part.text)
        case Sign():
            return 1 if part.prefix else 3
        case Row():
            return sum(_length(inner) for inner in part.parts)
        case Fraction():
            return max(_length(part.over), _length(part.under))
        case Fenced():
            return _length(part.inner) + 2
        case Cases():
            below = _length(part.otherwise)
            return max(_length(part.then), below) + _length(part.condition) + 4


def _table(rows: Sequence[Sequence[str]]) -> str:
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
