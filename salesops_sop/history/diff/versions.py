"""Versions: which documents changed more than their new version says."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.lifecycle import drafted
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Control, Document
from salesops_sop.history.diff.change import PARTS, Change, Part, Type, demanded
from salesops_sop.history.diff.documents import before_of
from salesops_sop.lint.since import Unraised

Numbers = tuple[int, ...]
_PLACES = {Part.MAJOR: 0, Part.MINOR: 1, Part.PATCH: 2}


def unraised(old: Handbook, new: Handbook, found: Iterable[Change]) -> Iterator[Unraised]:
    """Documents in force before whose version does not say what changed in them, by kind and id.

    Raised more than is demanded is fine; a version that is lower, or that is not stated any more,
    was not raised. Drafts, documents that are new or gone, and those that had no version are left
    out.
    """
    grouped: dict[str, list[Change]] = {}
    for change in found:
        if change.type not in (Type.DOCUMENT_ADDED, Type.DOCUMENT_REMOVED):
            grouped.setdefault(change.document.ref, []).append(change)
    for changes in grouped.values():
        document = new.find(changes[0].document.kind, changes[0].document.id)
        earlier = old.find(changes[0].document.kind, before_of(changes))
        before = _control(earlier)
        if document is None or before is None or before.version is None or drafted(earlier):
            continue
        part = demanded(changes)
        stated = getattr(_control(document), "version", None) or ""
        was, now = _numbers(before.version), _numbers(stated)
        if PARTS.index(_raised(was, now)) > PARTS.index(part):
            reasons = tuple(change.sentence for change in changes if change.part is part)
            least = _least(was, part)
            yield Unraised(document, part.value, before.version, stated, least, reasons)


def _control(document: Document | None) -> Control | None:
    found = getattr(document, "control", None)
    return found if isinstance(found, Control) else None


def _numbers(version: str) -> Numbers:
    return tuple(map(int, filter(None, version.split("."))))


def _raised(was: Numbers, now: Numbers) -> Part:
    """The part that was raised; none where the version is the same, lower or gone."""
    if now <= was:
        return Part.NONE
    place = next(n for n, (one, other) in enumerate(zip(was, now, strict=True)) if one != other)
    return PARTS[place]


def _least(was: Numbers, part: Part) -> str:
    """The least version that says enough."""
    place = _PLACES[part]
    numbers = (*was[:place], was[place] + 1, *([0] * (len(was) - place - 1)))
    return ".".join(map(str, numbers))
