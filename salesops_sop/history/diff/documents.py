"""Two handbooks, document by document: every change between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.history.diff import decisions, kpis, vocabulary
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.fields import FIELDS
from salesops_sop.history.diff.records import fields
from salesops_sop.history.diff.renaming import pairs
from salesops_sop.history.diff.spot import Both, Spot
from salesops_sop.history.diff.texts import text
from salesops_sop.history.diff.touching import everybody

_CLASSES = {
    "role": Class.OWNERSHIP,
    "department": Class.OWNERSHIP,
    "person": Class.OWNERSHIP,
    "responsibilities": Class.OWNERSHIP,
    "procedure": Class.PROCESS,
    "pipeline": Class.PROCESS,
    "service": Class.PROCESS,
    "decision": Class.PROCESS,
    "kpi": Class.MEASURE,
    "dataset": Class.MEASURE,
}


def changes(old: Handbook, new: Handbook) -> Iterator[Change]:
    """Tell every change from one handbook to another, document by document.

    They are sorted by kind and id of the documents (as of now, or as they were where they are
    gone), and inside a document in the order of the facts of its kind. What only looks different
    (the order of fields, quoting, line ends, comments) is no change.
    """
    found, renames = pairs(old, new)
    both = Both(old, new, renames)
    for before, after in found:
        if before is None and after is not None:
            yield _single(both, after, gone=False)
        elif after is None and before is not None:
            yield _single(both, before, gone=True)
        elif before is not None and after is not None:
            yield from _compared(both, before, after)


def _single(both: Both, document: Document, gone: bool) -> Change:
    of = _CLASSES.get(document.kind, Class.REFERENCE)
    if isinstance(document, Decision) and decisions.names_roles(document):
        of = Class.AUTHORITY
    spot = Spot(both, document, document, roles=everybody(document))
    heavy = gone and of is not Class.REFERENCE
    names = both.before if gone else both.after
    what = f"the {_NOUNS.get(document.kind, document.kind)} {names.quoted(document.title)}"
    return spot.change(
        Type.DOCUMENT_REMOVED if gone else Type.DOCUMENT_ADDED,
        of,
        Part.MAJOR if heavy else Part.MINOR,
        f"{what} is {'gone' if gone else 'new'}",
        gone=gone,
    )


_NOUNS = {
    "responsibilities": "charter",
    "kpi": "KPI",
    "decision": "decision table",
    "handbook": "file of settings for",
}


def _compared(both: Both, before: Document, after: Document) -> Iterator[Change]:
    if not both.renames and _same(both, before, after):
        return
    spot = Spot(both, before, after, roles=everybody(before) | everybody(after))
    if before.id != after.id and after.kind != "handbook":
        told = f"its id is ‘{after.id}’ instead of ‘{before.id}’"
        weight = (Class.REFERENCE, Part.PATCH)
        yield spot.into("id").change(
            Type.DOCUMENT_RENAMED, *weight, told, before=before.id, after=after.id
        )
    yield from _title(spot.into("title"), before.title, after.title)
    if isinstance(after, Decision):
        yield from decisions.decision(spot)
    elif isinstance(after, Kpi):
        yield from kpis.kpi(spot)
    elif isinstance(after, Parameter):
        yield from vocabulary.parameter(spot)
    yield from fields(spot, before, after, FIELDS[after.kind])
    yield from _body(spot.into("body"), before.body, after.body)


def _same(both: Both, before: Document, after: Document) -> bool:
    """Whether two documents stand in one text, which spares the comparison."""
    text_of_file = both.old.files.get(before.path)
    return text_of_file is not None and text_of_file == both.new.files.get(after.path)


_title = text("the title", Class.REFERENCE, Part.PATCH, "is", strict=True)
_body = text("the explanation")


def before_of(changes: Sequence[Change]) -> str:
    """The id under which a document stood before, from the changes in it."""
    renamed = (c.before for c in changes if c.type is Type.DOCUMENT_RENAMED)
    return next(renamed, changes[0].document.id)


def by_document(found: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes by the document they are in, in their order."""
    grouped: dict[str, list[Change]] = {}
    for change in found:
        grouped.setdefault(change.document.ref, []).append(change)
    return grouped
