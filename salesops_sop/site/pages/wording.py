"""What a handbook says in ids and values, as plain text in people's words."""

import re
from collections import Counter
from collections.abc import Iterator

from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity, TimeLimit, quantity
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Dimension, Parameter, Term
from salesops_sop.render import prose
from salesops_sop.render.prose import Destination
from salesops_sop.site.pages.words import measured, number

_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,6}(?![\w-])")
# In a longer name these are mere words: `declined-by-us`.
_ALONE = {"it", "us"}
_ACRONYMS = (
    *("APAC", "CRM", "DACH", "EMEA", "ERP", "EU", "HR", "IT", "KPI", "LATAM"),
    *("SMB", "SOP", "UK", "US", "VP"),
)
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class Wording:
    """Answers are plain text: whoever writes them into HTML escapes them.

    Acronyms and values of dimensions are spelled as in the handbook's own titles and vocabulary.
    """

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        texts = list(_texts(handbook))
        acronyms = sorted({word for text in texts for word in _CAPITALS.findall(text)})
        self._acronyms: dict[str, str] = {word.lower(): word for word in (*_ACRONYMS, *acronyms)}
        self._spelled = _spelled(handbook)
        self._titles: dict[str, str] = {}

    def words(self, ident: str) -> str:
        """An id inside a sentence: `data-entry` reads “data entry”, `apac` reads “APAC”."""
        if ident in self._spelled:
            return self._spelled[ident]
        parts = re.split(r"[-_ ]+", ident)
        if len(parts) == 1:
            return self._acronyms.get(ident.lower(), ident)
        return " ".join(p if p in _ALONE else self._acronyms.get(p.lower(), p) for p in parts)

    def name(self, ident: str) -> str:
        """An id as a name of its own: `data-entry` reads “Data entry”."""
        words = self.words(ident)
        return words[:1].upper() + words[1:]

    def title(self, document: Document) -> str:
        """The title of a document."""
        if document.ref not in self._titles:
            self._titles[document.ref] = self.plain(document.title)
        return self._titles[document.ref]

    def named(self, kind: str, ident: str) -> str:
        """The title of the document with this id, or the id in words."""
        document = self.handbook.find(kind, ident)
        return self.title(document) if document else self.name(ident)

    def plain(self, text: str | None) -> str:
        """A field's text without marks, on one line."""
        return prose.plain(text, self._called) if text else ""

    def value(self, parameter: Parameter) -> str:
        """The value of a parameter: “4 business hours”, “200 employees”, “meeting and call”."""
        values = parameter.value if isinstance(parameter.value, list) else [parameter.value]
        return joined([self.stated(value, parameter.unit) for value in values])

    def limit(self, limit: TimeLimit | Quantity) -> str:
        """A time limit or quantity; one that a parameter states is what stands there."""
        if limit.parameter is None:
            return measured(str(limit))
        parameter = self.handbook.get(Parameter, limit.parameter)
        return self.value(parameter) if parameter else self.words(limit.parameter)

    def stated(self, value: object, unit: str | None) -> str:
        """A value as its author wrote it: 20 percent are “20%”, and not two thousand."""
        if unit == "percent" and isinstance(value, int | float) and not isinstance(value, bool):
            return f"{number(value)}%"
        return self.said(value, unit)

    def said(self, value: object, unit: str | None = None) -> str:
        """A value: a quantity with its unit (a share of 0.2 is 20%), a name, a bare text."""
        if not isinstance(value, str) or quantity(value) is not None:
            return measured(value, unit)
        return self.words(value) if _ID.fullmatch(value) else self.plain(value)

    def _called(self, target: str) -> Destination | None:
        kind, _, ident = target.partition("#")[0].partition(":")
        document = self.handbook.find(kind, ident)
        # texts that name others stay as they are here: they could lead back
        if isinstance(document, Parameter) and "](" not in str(document.value):
            return Destination("", self.value(document))
        return Destination("", document.title) if document else None


def _texts(handbook: Handbook) -> Iterator[str]:
    for document in handbook.documents:
        yield document.title
    for term in handbook.all(Term):
        yield from (term.definition, *term.synonyms)
    for dimension in handbook.all(Dimension):
        yield dimension.meaning or ""
    for parameter in handbook.all(Parameter):
        yield parameter.meaning or ""


def _spelled(handbook: Handbook) -> dict[str, str]:
    """From values of dimensions with several words to how the handbook writes them.

    Values that no text writes are written like the others of their dimension: where one is a
    name (“Latin America”), all are.
    """
    found: dict[str, str] = {}
    dimensions = handbook.all(Dimension)
    values = [[n.id for n in d.values.all() if "-" in n.id] for d in dimensions]
    seen = _written(handbook, {value for several in values for value in several})
    for several in values:
        known = {value: seen[value] for value in several if value in seen}
        if any(not form.split()[-1].islower() for form in known.values() if " " in form):
            found |= {value: " ".join(map(_capital, value.split("-"))) for value in several}
        found |= known
    return found


def _written(handbook: Handbook, values: set[str]) -> dict[str, str]:
    """How the texts of a handbook write names most often, with spaces or hyphens."""
    forms = {value.replace("-", " "): value for value in sorted(values)}
    if not forms:
        return {}
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(form.replace(' ', '[- ]') for form in forms)})(?![\w-])",
        re.IGNORECASE,
    )
    found: Counter[str] = Counter()
    for document in handbook.documents:
        for passage in handbook.contents(document).passages:
            found.update(pattern.findall(passage.text))
    best = sorted(found, key=lambda form: (found[form], form))
    return {forms[form.replace("-", " ").lower()]: form for form in best}


def _capital(word: str) -> str:
    return word.upper() if word.upper() in _ACRONYMS else word.capitalize()
