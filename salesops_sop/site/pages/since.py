"""“Since my last visit”: what a script needs to say how much is new to this reader."""

import hashlib
import json

from markupsafe import Markup

from salesops_sop.history.diff.change import Change, Part
from salesops_sop.site.pages.address import Address, url
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

MOST = 300
"""Changes that are remembered, the newest; whoever missed more reads the whole page."""
CHANGES = "changes.md"


def key(change: Change) -> str:
    """What a change is known by in a browser: the same sentence about a document is the same."""
    said = f"{change.document.ref}\0{change.type}\0{change.sentence}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def counts(change: Change) -> bool:
    """Whether a change asks something of somebody: other words, ids and days do not."""
    return change.part in (Part.MAJOR, Part.MINOR)


def since(writer: Writer) -> Markup:
    """A sentence that a script fills in and shows: nothing where there are no releases.

    It counts what `counts`.
    """
    if not writer.book.history:
        return Markup("")
    found = [
        [key(change), " ".join(change.roles)]
        for entry in writer.book.history
        for change in entry.changes
        if counts(change)
    ]
    data = json.dumps(found[:MOST], separators=(",", ":"))  # letters, digits, hyphens, brackets
    return fill("since.html.j2", data=Markup(data), href=url(writer.path, Address(CHANGES)))
