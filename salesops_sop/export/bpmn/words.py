"""What a handbook says, as plain text on one line: names, values and lists of them."""

import re
from collections.abc import Iterable

from salesops_sop.analysis.facts import shown
from salesops_sop.base.quantity import Duration
from salesops_sop.export import words
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity, Scope, TimeLimit
from salesops_sop.handbook.model.vocabulary import Parameter

_SEEN = re.compile(r"[^\W_]")


class Words:
    """The words of one handbook. No answer holds a character that XML forbids."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook

    def plain(self, text: str | None) -> str:
        """A field's text without marks; a link without words reads as what it leads to."""
        return words.plain(text, self.handbook)

    def name(self, text: str, otherwise: str) -> str:
        """A text as a label; the other one where nobody would see anything of the first."""
        plain = self.plain(text)
        return plain if _SEEN.search(plain) else otherwise

    def named(self, kinds: str | tuple[str, ...], ident: str) -> str:
        """The title of the document with this id, or the id itself."""
        for kind in (kinds,) if isinstance(kinds, str) else kinds:
            document = self.handbook.find(kind, ident)
            if document is not None:
                return self.name(document.title, ident)
        return self.name(ident, "unknown")

    def all_named(self, kinds: str | tuple[str, ...], idents: Iterable[str]) -> str:
        """The titles of several documents in a row."""
        return ", ".join(self.named(kinds, ident) for ident in idents)

    def listed(self, texts: Iterable[str]) -> str:
        """Several short texts in a row."""
        return ", ".join(self.plain(text) for text in texts)

    def limit(self, limit: TimeLimit | Quantity | None) -> str:
        """A time limit; of a parameter what it states."""
        if limit is None or limit.parameter is None:
            return str(limit or "")
        parameter = self.handbook.get(Parameter, limit.parameter)
        return self.plain(shown(parameter)) if parameter else limit.parameter

    def duration(self, limit: TimeLimit) -> Duration | None:
        """How long a time limit is; None where its parameter states no duration."""
        try:
            return limit.duration or Duration.parse(self.limit(limit))
        except ValueError:
            return None

    def scope(self, scope: Scope) -> str:
        """Where something holds."""
        return "; ".join(
            f"{self.named('dimension', dimension)}: {self.listed(values)}"
            for dimension, values in scope.items()
        )
