"""Document control: what a reader must know before relying on a document."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.meaning import SHOWN, Digests
from salesops_sop.handbook.model.record import Approvers, Control, Document, Status
from salesops_sop.render.tables import facts
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.mentions import mentions
from salesops_sop.site.pages.review import control_of, next_review
from salesops_sop.site.pages.timed import timed
from salesops_sop.site.pages.words import dated, joined
from salesops_sop.site.pages.writer import Writer


class Notice(NamedTuple):
    """A warning to the reader, perhaps only from a day on, or only before one."""

    kind: str
    text: Markup
    start: date | None = None
    until: date | None = None


def badges(book: Book, document: Document, control: Control) -> Markup:
    """The status as a small label, with another one as soon as the review is overdue."""
    shown = _badge(control.status.value, control.status.value)
    due = next_review(book.handbook, document)
    if due and control.status is Status.EFFECTIVE:
        shown += Markup(" ") + _badge("overdue", "review overdue", timed(book.today, _after(due)))
    return shown


def banners(writer: Writer, document: Document) -> Markup:
    """What warns the reader of a document that does not simply hold, today or on a later day."""
    control = control_of(document)
    today = writer.book.today
    found = _notices(writer, document, control) if control else ()
    notices = [notice for notice in found if notice.until is None or notice.until > today]
    return Markup("\n\n").join(
        Markup('<div class="sop-banner sop-banner--{}"{}><p>{}</p></div>').format(
            notice.kind, timed(today, notice.start, notice.until), notice.text
        )
        for notice in notices
    )


def line(writer: Writer, document: Document) -> Markup:
    """Number, version and status in one line."""
    control = control_of(document)
    if control is None:
        return Markup("")
    said = [control.number or "", f"version {control.version}" if control.version else ""]
    return Markup('<p class="sop-docline sop-muted">{} {}</p>').format(
        " · ".join(part for part in said if part), badges(writer.book, document, control)
    )


def table(writer: Writer, document: Document) -> Markup:
    """Number, version, owner, approvers, dates, and the digest of what the document says."""
    control = control_of(document)
    if control is None:
        return Markup("")
    due = next_review(writer.handbook, document)
    digest = writer.handbook.derived(Digests).of(document)
    rows = [
        ("Number", control.number or ""),
        ("Version", control.version or ""),
        ("Status", badges(writer.book, document, control)),
        ("Owner", writer.named("role", control.owner)),
        ("Approved by", approvers(writer, document, control)),
        ("Effective from", _day(control.effective)),
        ("Last reviewed", _day(control.reviewed)),
        ("Reviewed every", writer.limit(control.review_every)),
        ("Next review by", _day(due)),
        ("Digest", Markup("<code>{}</code>").format(digest[:SHOWN])),
        ("Replaces", joined([writer.named(document.kind, i) for i in control.supersedes])),
    ]
    return facts(rows, "sop-control")


def approvers(writer: Writer, document: Document, control: Control) -> Markup:
    """Who must agree to a change: as the document says, or as the handbook's policy says."""
    asked = control.approvers
    governance = writer.handbook.settings.governance
    if asked is None and governance:
        policy = governance.kinds.get(document.kind) or governance.default
        asked = policy.approvers if policy else None
    if isinstance(asked, Approvers):
        return writer.parties(asked.all_of or asked.any_of, "and" if asked.all_of else "or")
    return writer.named("role", asked) if asked else Markup("")


def _notices(writer: Writer, document: Document, control: Control) -> Iterator[Notice]:
    newer = [m.document for m in mentions(writer.handbook, document)["control.supersedes"]]
    instead = joined([writer.link(other) for other in newer])
    if control.status is Status.RETIRED:
        use = Markup(" Use {}.").format(instead) if instead else Markup("")
        yield Notice("warning", Markup("<strong>Retired:</strong> it no longer holds.") + use)
    elif control.status is not Status.EFFECTIVE:
        text = Markup("<strong>{}:</strong> it does not hold yet.").format(_NOT_YET[control.status])
        yield Notice("warning", text)
    elif control.effective:
        text = Markup("<strong>Not yet in force:</strong> it holds from {} on.")
        yield Notice("info", text.format(dated(control.effective)), until=control.effective)
    if newer and control.status is not Status.RETIRED:
        yield from _replaced(instead, newer)
    due = next_review(writer.handbook, document)
    if due and control.status is Status.EFFECTIVE:
        text = Markup("<strong>Review overdue</strong> since {}: ask {} whether it still holds.")
        owner = writer.named("role", control.owner)
        yield Notice("warning", text.format(dated(due), owner), start=_after(due))


_NOT_YET = {Status.DRAFT: "Draft", Status.REVIEW: "In review"}


def _replaced(instead: Markup, newer: list[Document]) -> Iterator[Notice]:
    """What takes the place of a document, before and after the day on which it does."""
    effective = [c for c in map(control_of, newer) if c and c.status is Status.EFFECTIVE]
    day = min((c.effective or date.min for c in effective), default=None)
    later = Markup("<strong>To be replaced</strong> by {}.").format(instead)
    if day is None:
        yield Notice("info", later)
        return
    yield Notice("info", later, until=day)
    now = Markup("<strong>Replaced:</strong> use {}.").format(instead)
    yield Notice("warning", now, start=day)


def _badge(kind: str, text: str, more: str = "") -> Markup:
    return Markup('<span class="sop-badge sop-badge--{}"{}>{}</span>').format(kind, more, text)


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _day(day: date | None) -> Markup:
    return dated(day) if day else Markup("")
