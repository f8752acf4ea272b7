"""Formulas and measures as plain forms: in words, and with links on the names in them."""

from markupsafe import Markup

from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.render.prose import escape
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.expressions import named, tokens
from salesops_sop.site.pages.writer import Writer

_SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "−"})


def in_words(writer: Writer, kpi: Kpi) -> Markup:
    """The formula with the titles of its inputs, each linked to what is said of it."""
    pieces = []
    for token in tokens(kpi.formula):
        known = kpi.inputs.get(token)
        other = writer.handbook.get(Kpi, token.replace("_", "-"))
        if known:
            title = writer.wording.plain(known.title)
            pieces.append(writer.link(kpi, title, anchor("input", token)))
        elif other:
            pieces.append(writer.link(other))
        else:
            pieces.append(escape(token.translate(_SIGNS)))
    return Markup("").join(pieces)


def linked(writer: Writer, measure: str) -> Markup:
    """A measure as it is written, its datasets and named values linked."""
    pieces = []
    for token in tokens(measure):
        document = named(writer.handbook, token)
        pieces.append(writer.link(document, token) if document else escape(token))
    return Markup("<code>{}</code>").format(Markup("").join(pieces))
