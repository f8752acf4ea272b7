"""The glossary: what words mean here, and which words are not used for them."""

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import disclosed
from salesops_sop.site.pages.address import SHEETS, anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.mentions import referrers
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.words import joined
from salesops_sop.site.pages.writer import Writer

SECTION = "Reference"
LEAD = "What words mean in this handbook. Other words for the same thing lead here."


def pages(book: Book) -> Iterator[Page]:
    """One page, from A to Z."""
    terms = book.handbook.all(Term)
    if not terms:
        return
    path = SHEETS["term"]
    by_letter: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.title.casefold(), term.id)):
        by_letter[_letter(book.wording.title(term))].append(term)
    yield page(
        path=path,
        title="Glossary",
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=[
            section(letter, _terms(book, path, found), f"letter_{letter.lower()}")
            for letter, found in by_letter.items()
        ],
    )


def names(handbook: Handbook) -> list[list[str]]:
    """For each term all that people call it, rightly or not: search knows them as one."""
    return [[term.title, *term.synonyms, *term.avoid] for term in handbook.all(Term)]


def _letter(title: str) -> str:
    return title[0].upper() if title[:1].isascii() and title[:1].isalpha() else "0–9"


def _terms(book: Book, path: str, terms: list[Term]) -> Markup:
    views = []
    for term in terms:
        writer = Writer(book, path, term)
        said = [("Also called", term.synonyms), ("Do not say", term.avoid)]
        words = [
            Markup("{}: {}.").format(name, joined([writer.text(word) for word in given], "or"))
            for name, given in said
            if given
        ]
        views.append(
            {
                "anchor": anchor("term", term.id),
                "title": writer.wording.title(term),
                "definition": writer.text(term.definition),
                "words": Markup(" ").join(words),
                "used": _used(writer, term),
            }
        )
    return fill("terms.html.j2", terms=views)


def _used(writer: Writer, term: Term) -> Markup:
    found = referrers(writer, term)
    return disclosed("Referred to by", found) if found else found
