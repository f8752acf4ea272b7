"""Who refers to a document, in which part and as what: what most pages are derived from."""

from collections import defaultdict
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document, Record, Status
from salesops_sop.handbook.walk import Reference
from salesops_sop.render.tables import disclosed, facts
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.review import control_of
from salesops_sop.site.pages.words import joined
from salesops_sop.site.pages.writer import Writer

MOST_SHOWN = 24  # more are shown when somebody asks for them

NOUNS = {
    "steps": "step",
    "activities": "activity",
    "exceptions": "exception",
    "stages": "stage",
    "rules": "rule",
}
KINDS = {
    "procedure": "Procedures",
    "decision": "Decisions",
    "kpi": "KPIs",
    "responsibilities": "Charters",
    "role": "Roles",
    "department": "Departments",
    "pipeline": "Pipelines",
    "service": "Services",
    "dataset": "Data",
    "system": "Systems",
    "parameter": "Parameters",
    "dimension": "Dimensions",
    "term": "Terms",
    "handbook": "Handbook",
}


class Mention(NamedTuple):
    """One reference. `how` is the field: `control.owner`, `steps.responsible`, `text` for prose.

    `part` is the step, activity, stage or rule it stands in, `number` counts it from 1.
    """

    how: str
    document: Document
    noun: str = ""
    part: Record | None = None
    number: int = 0

    @property
    def anchor(self) -> str:
        """The id of the part on its document's page."""
        ident = getattr(self.part, "id", "")
        return anchor(self.noun, ident) if ident else ""


def mentions(handbook: Handbook, document: Document) -> dict[str, list[Mention]]:
    """All references to a document, by the field they stand in; none of retired documents."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for reference in handbook.incoming.get(document.ref, ()):
        control = control_of(reference.document)
        if control is None or control.status is not Status.RETIRED:
            mention = _mention(reference)
            found[mention.how].append(mention)
    return found


def referrers(writer: Writer, document: Document) -> Markup:
    """Every document that refers to this one, by kind, with the parts in which it does."""
    by_kind: dict[str, dict[str, list[Mention]]] = defaultdict(dict)
    for reference in writer.handbook.incoming.get(document.ref, ()):
        mention = _mention(reference)
        if mention.document is not document and mention.document.kind in KINDS:
            by_kind[mention.document.kind].setdefault(mention.document.id, []).append(mention)
    rows = []
    for kind, name in KINDS.items():
        lines = [_line(writer, found) for _, found in sorted(by_kind[kind].items())]
        rows.append((name, joined(lines) if len(lines) < 2 else Markup(", ").join(lines)))
    found = facts(rows, "sop-facts sop-referrers")
    count = sum(len(documents) for documents in by_kind.values())
    if count <= MOST_SHOWN:
        return found
    return disclosed(f"{count} documents", found)


def parts(writer: Writer, found: list[Mention]) -> Markup:
    """The parts of one document, linked: “steps 3 and 5”; empty when it is named as a whole."""
    numbered = {m.number: m for m in found if m.anchor}
    links = [writer.link(m.document, str(n), m.anchor) for n, m in sorted(numbered.items())]
    noun = next((m.noun for m in numbered.values()), "")
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    shown = Markup("{} {}").format(noun if len(links) == 1 else plural, joined(links))
    return shown if links else Markup("")


def _line(writer: Writer, found: list[Mention]) -> Markup:
    link, inside = writer.link(found[0].document), parts(writer, found)
    return Markup("{} ({})").format(link, inside) if inside else link


def _mention(reference: Reference) -> Mention:
    path, document = reference.place.path, reference.document
    names = [step for step in path if isinstance(step, str)]
    last = names[-2] if names[-1] == "to" else names[-1]  # escalate.to, handoff.to
    how = "text" if reference.in_prose else ".".join(dict.fromkeys((names[0], last)))
    if names[0] in ("rules", "authority") and not reference.in_prose:
        how = names[0]  # what follows is a name of the author's own
    if names[0] in NOUNS and len(path) > 1 and isinstance(path[1], int):
        part = getattr(document, names[0])[path[1]]
        return Mention(how, document, NOUNS[names[0]], part, path[1] + 1)
    return Mention(how, document)
