"""A document as a card to read at a terminal: its fields, its text, and who refers to it."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from salesops_sop.base.listing import counted
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.walk import Reference

Path = tuple[str | int, ...]

HEAD = ("kind", "id", "title")  # what the first line of a card says


def card(document: Document, handbook: Handbook, width: int) -> str:
    """Return the card, wrapped to `width` characters, without colors."""
    names = _names(handbook.contents(document).references, handbook)
    fields = {k: v for k, v in _fields(document).items() if k not in HEAD}
    body = [visible(line).rstrip() for line in document.body.strip().splitlines()]
    sections = [
        [f"{visible(document.title)} · {document.ref}", str(document.at("id").position)],
        list(_mapping(fields, (), names, width)),
        body,
        list(_referring(handbook.incoming.get(document.ref, []))),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def way(place: Place) -> str:
    """Return the way to a value in words: “steps › grade › raci › accountable”."""
    if place.path[:1] == ("body",):
        return "in the text"
    value: Any = _fields(place.document)
    words = []
    for step in place.path:
        value = _inside(value, step)
        named = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
        words.append(str(named or (step + 1 if isinstance(step, int) else step)))
    return visible(" › ".join(words))


def _fields(document: Document) -> dict[str, Any]:
    value = document.tree.value
    return value if isinstance(value, dict) else {}


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _names(references: Iterable[Reference], handbook: Handbook) -> Mapping[Path, str]:
    """Return the titles of the documents that stand as bare ids, by place."""
    found = {}
    for reference in references:
        target = handbook.resolve(reference)
        if target and not reference.in_prose and not reference.place.key:
            found[reference.place.path] = f" ({visible(target.title)})"
    return found


def _mapping(
    fields: Mapping[str, Any], path: Path, names: Mapping[Path, str], width: int
) -> Iterator[str]:
    for key, value in fields.items():
        label = visible(str(key)).replace("_", " ")
        inner = (*path, key)
        if value is None or value in ([], {}):
            continue
        if isinstance(value, dict):
            yield f"{label}:"
            yield from _indented(_mapping(value, inner, names, width - 2), "  ", "  ")
        elif isinstance(value, list):
            yield f"{label}:"
            yield from _items(value, inner, names, width - 4)
        else:
            yield from _wrapped(f"{label}: {_scalar(value)}{names.get(inner, '')}", width)


def _items(
    items: Sequence[Any], path: Path, names: Mapping[Path, str], width: int
) -> Iterator[str]:
    for number, item in enumerate(items):
        inner = (*path, number)
        if isinstance(item, dict):
            lines: Iterable[str] = _mapping(item, inner, names, width)
        elif isinstance(item, list):
            lines = _items(item, inner, names, width - 4)
        else:
            lines = _wrapped(f"{_scalar(item)}{names.get(inner, '')}", width)
        yield from _indented(lines, "  - ", "    ")


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else visible(" ".join(str(value).split()))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, 20),
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indented(lines: Iterable[str], first: str, other: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield (other if number else first) + line


def _referring(references: list[Reference]) -> Iterator[str]:
    if not references:
        yield "Nothing refers to it."
        return
    documents = {reference.document.ref: reference.document for reference in references}
    times, number = counted(len(references), "time"), counted(len(documents), "document")
    yield f"Referred to {times}, by {number}:"
    ordered = sorted(documents.values(), key=lambda document: (document.kind, document.id))
    for kind, group in groupby(ordered, key=lambda document: document.kind):
        yield f"  {kind}"
        for document in group:
            yield f"    {document.id} · {visible(document.title)}"
            there = [r.place for r in references if r.document is document]
            for place in sorted(there, key=lambda place: place.position):
                yield f"      {visible(str(place.position))}  {way(place)}"
