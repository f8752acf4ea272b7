"""Who changed a document, when and why: its revisions, as the history of the handbook tells."""

from collections.abc import Sequence

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.record import Document
from salesops_sop.history.revisions import Revision
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import disclosed
from salesops_sop.site.pages.words import dated
from salesops_sop.site.pages.writer import Writer

MOST = 4
"""Revisions that are shown at once; older ones are folded."""


def block(writer: Writer, document: Document) -> Markup:
    """The revisions, the newest first, under a heading of their own; empty where none is known."""
    found = writer.book.revisions.get(document.ref, ())
    if not found:
        return Markup("")
    settings = writer.handbook.settings.revisions
    named = settings is None or settings.authors
    shown, older = found[:MOST], found[MOST:]
    rest = disclosed(f"{counted(len(older), 'older revision')}", _list(older, named))
    return Markup(
        '<p class="sop-revisions__title" data-search-exclude>Revisions{}</p>\n{}\n{}\n\n'
    ).format(_shared(writer, document), _list(shown, named), rest if older else Markup(""))


def _shared(writer: Writer, document: Document) -> Markup:
    """That some of them may be about others, where others stand in the same file."""
    others = writer.book.in_file[document.path] - 1
    if not others:
        return Markup("")
    return Markup(" <span>of its file, which holds {}</span>").format(
        counted(others, "other document")
    )


def _list(found: Sequence[Revision], named: bool) -> Markup:
    items = [
        Markup("<li>{} <span>{}{}</span></li>").format(
            dated(one.day),
            escape(one.why),
            escape("".join(f" · {part}" for part in _origin(one, named))),
        )
        for one in found
    ]
    return Markup('<ol class="sop-revisions" data-search-exclude>\n{}\n</ol>').format(
        Markup("\n").join(items)
    )


def _origin(one: Revision, named: bool) -> list[str]:
    return [part for part in (one.request, one.author if named else "") if part]
