"""Changes as sentences of a page, and the history of one document."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from salesops_sop.handbook.model.record import Document
from salesops_sop.history.changelog import Entry
from salesops_sop.history.diff.change import Change, Class, Type
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import attributes
from salesops_sop.site.pages.since import counts, key
from salesops_sop.site.pages.words import dated, joined
from salesops_sop.site.pages.writer import Writer

TITLES = {
    Class.AUTHORITY: "who may",
    Class.OWNERSHIP: "who does and who answers",
    Class.PROCESS: "what is done",
    Class.MEASURE: "what is measured",
    Class.REFERENCE: "facts and references",
    Class.WORDING: "wording",
}
MOST_DETAILS = 12
_CODE = re.compile(r"`([^`]+)`")
Told = tuple[Entry, list[Change]]


def sentences(writer: Writer, changes: Sequence[Change]) -> Markup:
    """A list of changes, each with what it is about."""
    items = [
        Markup("<li{}>{} {}{}</li>").format(
            attributes({"data-change": key(change), "data-roles": " ".join(change.roles)}),
            Markup('<span class="sop-badge sop-badge--{}">{}</span>').format(
                change.of.value, TITLES[change.of]
            ),
            item(change),
            _details(writer, change),
        )
        for change in changes
    ]
    return Markup('<ul class="sop-changes">\n{}\n</ul>\n\n').format(Markup("\n").join(items))


def item(change: Change) -> Markup:
    """The sentence of a change; what stands between backticks is code."""
    parts = _CODE.split(change.sentence)
    return Markup("").join(
        Markup("<code>{}</code>").format(escape(part)) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _details(writer: Writer, change: Change) -> Markup:
    found = Markup("").join(
        Markup("<li>{}</li>").format(escape(line)) for line in _cut(change.details)
    )
    lines = Markup("\n<ul>{}</ul>").format(found) if found else Markup("")
    refs = dict.fromkeys(place.document.ref for place in change.affects)
    known = [d for ref in refs if (d := writer.handbook.find(*ref.split(":", 1)))]
    names = [writer.link(document) for document in known[:MOST_DETAILS]]
    if len(known) > MOST_DETAILS:
        names.append(escape(f"{len(known) - MOST_DETAILS} more"))
    if names:
        used = Markup('\n<p class="sop-changes__used">Used by {}</p>').format(joined(names))
        lines = Markup("{}{}").format(lines, used)
    return lines


def _cut(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST_DETAILS
    return [*lines[:MOST_DETAILS], *([f"and {more} more"] if more > 0 else [])]


def of_document(history: Sequence[Entry], document: Document) -> Iterator[Told]:
    """The entries that changed a document, the newest first; it is followed under older ids.

    What asks nothing of anybody (another word, another day) is left out.
    """
    ref = document.ref
    for entry in history:
        own = [change for change in entry.changes if change.document.ref == ref]
        told = [change for change in own if counts(change)]
        if told:
            yield entry, told
        before = next((c.before for c in own if c.type is Type.DOCUMENT_RENAMED), "")
        ref = f"{document.kind}:{before}" if before else ref


def history(writer: Writer, document: Document) -> Markup:
    """What changed in a document: by release, in sentences."""
    rows = []
    for entry, changes in of_document(writer.book.history, document):
        name, day = _released(entry)
        items = Markup("").join(
            Markup('<li data-roles="{}">{}</li>').format(" ".join(c.roles), item(c))
            for c in changes
        )
        rows.append(Markup("<dt>{}{}</dt>\n<dd><ul>{}</ul></dd>").format(name, day, items))
    if not rows:
        return Markup("")
    return Markup('<dl class="sop-history" data-search-exclude>\n{}\n</dl>\n\n').format(
        Markup("\n").join(rows)
    )


def _released(entry: Entry) -> tuple[Markup, Markup]:
    if entry.release is None:
        return Markup("not yet released"), Markup("")
    day = dated(date.fromisoformat(entry.release.day))
    return escape(entry.release.name), Markup(" · {}").format(day)
