"""The pages of a site: what each kind of document shows. Knows no MkDocs."""

from collections.abc import Callable, Iterator
from datetime import date
from types import MappingProxyType

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.changelog import Entry
from salesops_sop.history.revisions import Revisions
from salesops_sop.site.pages import (
    changes,
    charters,
    data,
    decisions,
    departments,
    dimensions,
    glossary,
    home,
    interfaces,
    kpis,
    matrix,
    organization,
    ownership,
    parameters,
    pipelines,
    procedures,
    process_map,
    register,
    roles,
    services,
)
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.page import Page

__all__ = ["MAKERS", "Page", "pages"]

# in the order of the navigation
MAKERS: tuple[Callable[[Book], Iterator[Page]], ...] = (
    home.pages,
    changes.pages,
    procedures.pages,
    process_map.pages,
    organization.pages,
    roles.pages,
    departments.pages,
    charters.pages,
    matrix.pages,
    ownership.pages,
    interfaces.pages,
    decisions.pages,
    kpis.pages,
    services.pages,
    pipelines.pages,
    data.pages,
    glossary.pages,
    parameters.pages,
    dimensions.pages,
    register.pages,
)


def pages(
    handbook: Handbook,
    today: date,
    history: tuple[Entry, ...] = (),
    revisions: Revisions = MappingProxyType({}),
) -> list[Page]:
    """All pages of a handbook as of a day, in the order of the navigation.

    `history` is what releases changed, the newest first, `revisions` who touched which document.
    The same handbook, day and history always give the same pages.
    """
    book = Book(handbook, today, history, revisions)
    return [page for make in MAKERS for page in make(book)]
