"""What changed lately, for the home page: the documents that came into force last."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.organization import Responsibilities
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document
from salesops_sop.render.body import Section
from salesops_sop.render.tables import table
from salesops_sop.site.pages.compose import section
from salesops_sop.site.pages.review import control_of, holds
from salesops_sop.site.pages.words import dated
from salesops_sop.site.pages.writer import Writer

MOST = 6
READ: tuple[type[Document], ...] = (Procedure, Decision, Kpi, Responsibilities)
TITLE = "Lately in force"


def sections(writer: Writer) -> Iterator[Section]:
    """The sections of the home page on what is new; the newest first."""
    found: list[tuple[date, Document]] = []
    for document in (d for kind in READ for d in writer.handbook.all(kind)):
        control = control_of(document)
        if control and control.effective and holds(document, writer.book.today):
            found.append((control.effective, document))
    found.sort(key=lambda pair: pair[0], reverse=True)
    rows = [[writer.link(document), dated(day)] for day, document in found[:MOST]]
    yield section(TITLE, table(TITLE, ["Document", "In force since"], rows), "lately")
