"""Document control: what a reader must know before relying on a document."""

from datetime import date

from markupsafe import Markup

from salesops_sop.handbook.model.record import Approvers, Control, Document, Status
from salesops_sop.render.tables import facts
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.mentions import mentions
from salesops_sop.site.pages.review import control_of, holds, next_review, overdue
from salesops_sop.site.pages.words import dated, joined
from salesops_sop.site.pages.writer import Writer


def badges(book: Book, document: Document, control: Control) -> Markup:
    """The status as a small label, with another one when the review is overdue."""
    shown = _badge(control.status.value, control.status.value)
    if overdue(book.handbook, document, book.today):
        shown += Markup(" ") + _badge("overdue", "review overdue")
    return shown


def banners(writer: Writer, document: Document) -> Markup:
    """What warns the reader of a document that does not simply hold."""
    control = control_of(document)
    lines = list(_warnings(writer, document, control)) if control else []
    return Markup("\n\n").join(
        Markup('<div class="sop-banner sop-banner--{}"><p>{}</p></div>').format(kind, text)
        for kind, text in lines
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
    """Number, version, owner, approvers and dates."""
    control = control_of(document)
    if control is None:
        return Markup("")
    due = next_review(writer.handbook, document)
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


def _warnings(writer: Writer, document: Document, control: Control) -> list[tuple[str, Markup]]:
    found: list[tuple[str, Markup]] = []
    newer = [m.document for m in mentions(writer.handbook, document)["control.supersedes"]]
    instead = joined([writer.link(other) for other in newer])
    if control.status is Status.RETIRED:
        text = Markup("Retired: it no longer holds.{}")
        found.append(("warning", text.format(_use(instead))))
    elif control.status is not Status.EFFECTIVE:
        text = Markup("This is {}: it does not hold yet.")
        found.append(("warning", text.format(_NOT_YET[control.status])))
    elif control.effective and control.effective > writer.book.today:
        found.append(("info", Markup("It holds from {} on.").format(dated(control.effective))))
    if newer and control.status is not Status.RETIRED:
        now = any(holds(other, writer.book.today) for other in newer)
        text = Markup("{} {}.").format("Replaced by" if now else "It will be replaced by", instead)
        found.append(("warning" if now else "info", text))
    due = next_review(writer.handbook, document)
    if due and overdue(writer.handbook, document, writer.book.today):
        text = Markup("Its review was due on {}. Ask {} whether it still holds.")
        found.append(("warning", text.format(dated(due), writer.named("role", control.owner))))
    return found


_NOT_YET = {Status.DRAFT: "a draft", Status.REVIEW: "being reviewed"}


def _use(instead: Markup) -> Markup:
    return Markup(" Use {}.").format(instead) if instead else Markup("")


def _badge(kind: str, text: str) -> Markup:
    return Markup('<span class="sop-badge sop-badge--{}">{}</span>').format(kind, text)


def _day(day: date | None) -> Markup:
    return dated(day) if day else Markup("")
