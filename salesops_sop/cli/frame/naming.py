"""The document that somebody names on the command line."""

from collections.abc import Collection

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.record import Document


def meant(handbook: Handbook, ref: str, kinds: Collection[str] = ()) -> Document:
    """Return the document that `ref` names; raises UsageError when none does, or several do.

    An id without a kind is first looked for among `kinds`, where such are given.
    """
    kind, colon, ident = ref.rpartition(":")
    if colon and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f": write one of {', '.join(KINDS)}"
        raise UsageError(f"there is no kind ‘{kind}’{hint}")
    found = [d for d in handbook.documents if d.id == ident and (not colon or d.kind == kind)]
    found = [d for d in found if d.kind in kinds] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"‘{ref}’ is several documents: say which of {_listed(found)}")
    if ident in handbook.lost:
        raise UsageError(f"‘{ref}’ is there but cannot be read: `sop lint` says why")
    raise UsageError(f"there is no document ‘{ref}’{_suggestion(handbook, ref)}")


def _suggestion(handbook: Handbook, ref: str) -> str:
    kind, colon, ident = ref.rpartition(":")
    elsewhere = [document for document in handbook.documents if document.id == ident]
    if elsewhere:
        return f", did you mean {_listed(elsewhere)}?"
    if colon:
        same_kind = [document.ref for document in handbook.documents if document.kind == kind]
        return did_you_mean(ref, same_kind) or did_you_mean(
            ref, [document.ref for document in handbook.documents]
        )
    by_id = did_you_mean(ref, {document.id for document in handbook.documents})
    return by_id or did_you_mean(ref, {document.ref for document in handbook.documents})


def _listed(documents: list[Document]) -> str:
    return " or ".join(f"‘{document.ref}’" for document in documents)
