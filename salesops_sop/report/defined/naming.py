"""Texts of a handbook on one line of a terminal, with the names of what they link to."""

from salesops_sop.analysis.facts import shown
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render import prose
from salesops_sop.render.prose import Destination


class Naming:
    """Ask `handbook.derived(Naming)`, which keeps one for all who ask."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook

    def plain(self, text: str | None) -> str:
        """A field's text without marks; links read as titles, or as the value of a parameter."""
        return visible(prose.plain(text, self._called)) if text else ""

    def title(self, kind: str, ident: str) -> str:
        """The title of a document, or its id where there is none."""
        document = self.handbook.find(kind, ident)
        return visible(document.title if document else ident)

    def _called(self, target: str) -> Destination | None:
        kind, _, ident = target.partition("#")[0].partition(":")
        document = self.handbook.find(kind, ident)
        if isinstance(document, Parameter):
            return Destination("", shown(document))
        return Destination("", document.title) if document else None
