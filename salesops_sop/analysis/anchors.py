"""The named parts of a document, which references and links may point at."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from salesops_sop.handbook import markdown
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Dataset, Kpi
from salesops_sop.handbook.model.organization import Responsibilities
from salesops_sop.handbook.model.process import Pipeline, Procedure
from salesops_sop.handbook.model.record import Document, Place, Step
from salesops_sop.handbook.model.vocabulary import Dimension


class Part(NamedTuple):
    """A part of a document that has a name: a step, a stage, a column; `noun` says which."""

    noun: str
    id: str
    place: Place


_PARTS: Mapping[type[Document], tuple[tuple[str, str, str], ...]] = {
    Procedure: (("steps", "id", "step"), ("outcomes", "id", "outcome")),
    Responsibilities: (("activities", "id", "activity"),),
    Pipeline: (("stages", "id", "stage"),),
    Decision: (("inputs", "id", "input"), ("outputs", "id", "output"), ("rules", "id", "rule")),
    Dataset: (("fields", "name", "column"), ("quality", "id", "quality rule")),
}


def parts(document: Document) -> Iterator[Part]:
    """The named parts of a document, in the order in which they stand."""
    if isinstance(document, Dimension):
        yield from _values(document, document.tree.value["values"], ("values",))
    for attribute, name, noun in _PARTS.get(type(document), ()):
        for number, record in enumerate(getattr(document, attribute)):
            if ident := getattr(record, name, None):
                yield Part(noun, ident, Place(document, (attribute, number, name)))
    if isinstance(document, Kpi):
        for name in document.inputs:
            yield Part("input", name, Place(document, ("inputs", name), key=True))


def anchors(document: Document) -> set[str]:
    """What may follow `#` in a link to a document: a part, a field, or a heading of the body."""
    found = {part.id for part in parts(document)}
    found.update(name.replace("_", "-") for name in document.__struct_encode_fields__)
    return found | set(markdown.anchors(document.body))


def _values(
    dimension: Dimension, raw: list[object] | dict[str, object], path: tuple[Step, ...]
) -> Iterator[Part]:
    """The values of a dimension with their places: lists and mappings may be mixed."""
    items: Iterable[tuple[Step, object]] = raw.items() if isinstance(raw, dict) else enumerate(raw)
    for step, item in items:
        way = (*path, step)
        if isinstance(step, str):
            yield Part("value", step, Place(dimension, way, key=True))
        elif isinstance(item, str):
            yield Part("value", item, Place(dimension, way))
        if isinstance(item, list | dict):
            yield from _values(dimension, item, way)
