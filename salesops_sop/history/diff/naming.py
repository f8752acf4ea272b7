"""How changes name things in sentences: roles, documents and texts of a handbook, on one line."""

from collections.abc import Iterable

from salesops_sop.analysis.facts import shown
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import quantity
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render import prose
from salesops_sop.render.prose import Destination

LONGEST = 140
_PEOPLE = ("role", "department")


class Names:
    """The names of one handbook."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook

    def of(self, kinds: Iterable[str], ident: str) -> str:
        """“the VP of Sales” for people, the title in quotes for anything else, else the id."""
        for kind in kinds:
            document = self.handbook.find(kind, ident)
            if document is not None:
                title = self.plain(document.title)
                return {"role": f"the {_bare(title)}", "department": title}.get(kind, f"“{title}”")
        return f"‘{ident}’"

    def all(self, kinds: Iterable[str], idents: Iterable[str], word: str = "and") -> str:
        """Several of them: “the VP of Sales and the Finance director”; nobody for none."""
        kinds = tuple(kinds)
        found = [self.of(kinds, ident) for ident in idents]
        nothing = "nobody" if set(kinds) & set(_PEOPLE) else "nothing"
        return joined(found, word) or nothing

    def plain(self, text: str) -> str:
        """A text without marks on one line; links without words say the title or the value."""
        return prose.plain(text, self._called)

    def quoted(self, text: str) -> str:
        """A text in quotes, cut where it is long."""
        return f"“{cut(self.plain(text))}”"

    def value(self, ident: str) -> str | None:
        """What a parameter says, as people read it; None for no parameter."""
        parameter = self.handbook.get(Parameter, ident)
        return None if parameter is None else self.stated(parameter)

    def stated(self, parameter: Parameter) -> str:
        """The value of a parameter with its unit: “20%”, “4 business hours”."""
        value = parameter.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            if parameter.unit in ("percent", "%"):
                return f"{value:g}%"
            if quantity(value) is not None and value >= 10_000 and parameter.unit:
                return f"{value:,} {parameter.unit}"
        return cut(shown(parameter))

    def _called(self, target: str) -> Destination | None:
        kind, _, ident = target.partition("#")[0].partition(":")
        document = self.handbook.find(kind, ident)
        # texts that name others stay as they are here: they could lead back
        if isinstance(document, Parameter) and "](" not in str(document.value):
            return Destination("", self.stated(document))
        return Destination("", document.title) if document else None


def _bare(title: str) -> str:
    """A title behind an article of our own."""
    return title[4:] if title[:4].lower() == "the " else title


def cut(text: str, longest: int = LONGEST) -> str:
    """A text up to a length, at a word where there is one."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    at_word = head.rpartition(" ")[0]
    return f"{at_word if len(at_word) > longest // 2 else head}…"
