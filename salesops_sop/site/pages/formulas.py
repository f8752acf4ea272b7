"""Formulas as they are set on a page, and measures with links on the names in them."""

from markupsafe import Markup

from salesops_sop.analysis.measures.definitions import Definition
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.render.math.latex import latex
from salesops_sop.render.math.mathml import mathml
from salesops_sop.render.math.words import Titles, equation
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import disclosed, paragraph, scrolled
from salesops_sop.site.pages.expressions import named, tokens
from salesops_sop.site.pages.words import lower
from salesops_sop.site.pages.writer import Writer


def drawn(writer: Writer, definition: Definition) -> Markup:
    """The formula as it is written by hand, with titles; nothing where it cannot be read."""
    if isinstance(definition.formula, FormulaError):
        return Markup("")
    title = writer.wording.title(definition.kpi)
    content = mathml(title, definition.formula, _titles(writer, definition))
    return Markup('<div class="sop-formula">\n{}\n</div>\n').format(scrolled("Formula", content))


def otherwise(writer: Writer, definition: Definition) -> Markup:
    """The formula in words and as LaTeX, for those who ask."""
    if isinstance(definition.formula, FormulaError):
        return Markup("")
    title, titles = writer.wording.title(definition.kpi), _titles(writer, definition)
    words = paragraph(f"{equation(title, definition.formula, titles)}.")
    copied = Markup("<pre><code>{}</code></pre>").format(
        escape(latex(title, definition.formula, titles))
    )
    return disclosed("In words, and as LaTeX", words + copied) + Markup("\n")


def linked(writer: Writer, measure: str) -> Markup:
    """A measure as it is written, its datasets and named values linked."""
    pieces = []
    for token in tokens(measure):
        document = named(writer.handbook, token)
        pieces.append(writer.link(document, token) if document else escape(token))
    return Markup("<code>{}</code>").format(Markup("").join(pieces))


def _titles(writer: Writer, definition: Definition) -> Titles:
    return {
        name: lower(writer.wording.plain(item.title))
        for name, item in definition.kpi.inputs.items()
    }
