"""Which document of one handbook is which of the other: by kind and id, else by what they say."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document

Found = list[tuple[Document | None, Document | None]]
LEAST = 0.6
"""The share of facts that a document under another id has in common with the one it was."""
MOST = 400


def pairs(old: Handbook, new: Handbook) -> tuple[Found, dict[tuple[str, str], str]]:
    """Return documents side by side, sorted by kind and id, and the ids that are others now.

    A document that is gone and one that is new are the same under another id when they share most
    facts; the likeliest are taken first.
    """
    before, after = _by_ref(old), _by_ref(new)
    gone = [d for ref, d in before.items() if ref not in after and d.id not in new.lost]
    come = [d for ref, d in after.items() if ref not in before and d.id not in old.lost]
    renamed = _renamed(gone, come)
    was = {other.ref: one for one, other in renamed}
    found: Found = [
        (before.get(ref) or was.get(ref), document)
        for ref, document in after.items()
        if ref in before or document in come
    ]
    left = {id(one) for one, _ in renamed}
    found += [(document, None) for document in gone if id(document) not in left]
    found.sort(key=_order)
    return found, {(one.kind, one.id): other.id for one, other in renamed}


def _order(pair: tuple[Document | None, Document | None]) -> tuple[str, str]:
    document = pair[1] or pair[0]
    assert document is not None
    return document.kind, document.id


def _by_ref(handbook: Handbook) -> dict[str, Document]:
    return {("handbook" if d.kind == "handbook" else d.ref): d for d in handbook.documents}


def _renamed(gone: list[Document], come: list[Document]) -> list[tuple[Document, Document]]:
    if len(gone) > MOST or len(come) > MOST:
        return []
    facts = {id(document): Counter(_facts(document)) for document in (*gone, *come)}
    scored = sorted(
        (-score, i, j)
        for i, one in enumerate(gone)
        for j, other in enumerate(come)
        if one.kind == other.kind and (score := _share(facts[id(one)], facts[id(other)])) >= LEAST
    )
    ours, theirs, found = set[int](), set[int](), []
    for _, i, j in scored:
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            found.append((gone[i], come[j]))
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * sum((one & other).values()) / max(sum(one.values()) + sum(other.values()), 1)


def _facts(document: Document) -> Iterator[str]:
    """Every value of a document with the names around it; its kind and its id are none."""
    waiting: list[tuple[str, Any]] = [
        (str(key), value)
        for key, value in (document.tree.value or {}).items()
        if key not in ("kind", "id")
    ]
    while waiting:
        way, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{way}.{key}", inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(way, inner) for inner in value]
        else:
            yield f"{way}={value}"
    yield from document.body.splitlines()
