"""Texts of a handbook without marks and links, for programs that show them as they are."""

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render import prose
from salesops_sop.render.prose import Destination


def plain(text: str | None, handbook: Handbook) -> str:
    """A text on one line; a link without words reads as the title or the value it leads to."""

    def called(target: str) -> Destination | None:
        kind, _, ident = target.partition("#")[0].partition(":")
        document = handbook.find(kind, ident)
        if isinstance(document, Parameter):
            return Destination("", _value(document))
        return Destination("", document.title) if document else None

    return prose.plain(text, called) if text else ""


def _value(parameter: Parameter) -> str:
    values = parameter.value if isinstance(parameter.value, list) else [parameter.value]
    unit = {None: "", "percent": "%"}.get(parameter.unit, f" {parameter.unit}")
    return ", ".join(f"{value}{unit}" for value in values)
