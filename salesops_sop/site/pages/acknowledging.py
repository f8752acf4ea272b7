"""“Read and understood”: where the reader of an effective document confirms it, and which text."""

from urllib.parse import quote

from markupsafe import Markup

from salesops_sop.handbook.meaning import SHOWN, Digests
from salesops_sop.handbook.model.record import Document, Status
from salesops_sop.render.prose import external
from salesops_sop.site.pages.review import control_of
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.timed import timed
from salesops_sop.site.pages.writer import Writer


def block(writer: Writer, document: Document) -> Markup:
    """A link to where the handbook's settings want it confirmed; nothing where they name no place.

    `read.js` remembers the digest of the text that was confirmed, and asks again for another one.
    """
    control, place = control_of(document), writer.handbook.settings.acknowledge
    if not place or control is None or control.status is not Status.EFFECTIVE:
        return Markup("")
    href = address(writer, place, document, control.version or "")
    if not href:
        return Markup("")
    return fill(
        "acknowledge.html.j2",
        href=href,
        ref=document.ref,
        version=control.version or "",
        digest=writer.handbook.derived(Digests).of(document)[:SHOWN],
        timed=timed(writer.book.today, control.effective),
    )


def address(writer: Writer, place: str, document: Document, version: str) -> str:
    """The place with what it asks for filled in; empty unless it is https, http or mailto."""
    said = {
        "document": document.ref,
        "title": writer.wording.title(document),
        "version": version,
        "digest": writer.handbook.derived(Digests).of(document)[:SHOWN],
    }
    for name, value in said.items():
        place = place.replace(f"{{{name}}}", quote(value, safe=""))
    return place if external(place) else ""
