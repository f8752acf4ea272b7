"""Where each document and each of its parts stands in the site."""

import posixpath
from functools import cache
from typing import NamedTuple

from salesops_sop.analysis.anchors import parts
from salesops_sop.handbook import markdown
from salesops_sop.handbook.model.record import Document

FOLDERS = {
    "procedure": "procedures",
    "department": "departments",
    "role": "roles",
    "responsibilities": "responsibilities",
    "decision": "decisions",
    "kpi": "kpis",
    "pipeline": "pipelines",
    "service": "services",
    "dataset": "datasets",
    "system": "systems",
}
SHEETS = {"term": "glossary.md", "parameter": "parameters.md", "dimension": "dimensions.md"}
HOME = "index.md"


class Address(NamedTuple):
    """A page and, when it is not the whole page, the id of the place on it."""

    path: str
    anchor: str = ""


def address(document: Document) -> Address | None:
    """The place of a document; None for persons, who have no page."""
    kind, ident = document.kind, document.id
    if kind in SHEETS:
        return Address(SHEETS[kind], anchor(kind, ident))
    if kind in FOLDERS:
        # a page named index is a section's own page; ids never end in a hyphen
        return Address(f"{FOLDERS[kind]}/{'index-' if ident == 'index' else ident}.md")
    return Address(HOME) if kind == "handbook" else None


def anchor(noun: str, ident: str) -> str:
    """The id of a part on a page: `step-grade`."""
    return f"{noun.replace(' ', '-')}-{ident}"


def part_anchors(document: Document) -> dict[str, str]:
    """From what may follow `#` in a link to a document to the id on the page.

    Names that are not in the answer are the ids of sections, and stay as they are.
    """
    headings = {heading: heading for heading in markdown.anchors(document.body)}
    return headings | part_ids(document)


def part_ids(document: Document) -> dict[str, str]:
    """From the names of a document's parts (steps, stages, columns) to their ids on the page."""
    if document.kind == "dimension":  # all dimensions stand on one page
        return {part.id: anchor(document.id, part.id) for part in parts(document)}
    return {part.id: anchor(part.noun, part.id) for part in reversed(list(parts(document)))}


def url(origin: str, target: Address) -> str:
    """The relative URL from one page to a place: `../roles/vp-sales.html#authority`."""
    if target.path == origin and target.anchor:
        return f"#{target.anchor}"
    page = _relative(posixpath.dirname(origin), target.path)
    return f"{page}#{target.anchor}" if target.anchor else page


@cache
def _relative(folder: str, path: str) -> str:
    return f"{posixpath.relpath(path, folder or '.').removesuffix('.md')}.html"
