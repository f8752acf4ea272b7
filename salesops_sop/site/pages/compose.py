"""Puts the sections of a page together: Markdown headings with HTML blocks below them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.render.body import Section
from salesops_sop.site.pages import acknowledging, control, revising, telling
from salesops_sop.site.pages.address import anchor, part_ids
from salesops_sop.site.pages.mentions import referrers
from salesops_sop.site.pages.page import Page, front_matter, place
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

DEEPEST = 6
EMPTY = Markup("")
# Sections in which search would find every document again under the name of another one, and
# pictures, which say what other sections say.
UNSEARCHED = ("control", "what-changed", "referred-to-by", "map", "diagram")

# Everything that Markdown or an attribute list could take for more than a letter.
_SIGN = re.compile(r"""[!-'*+<->@\[-`{-~#]""")
# All but those of our own ids: no template language after us is to find anything to do.
_BRACE = re.compile(r"\{(?!#[\w-]+(?: data-search-exclude)?\}\n)")
_BACKGROUND = "Background"


class Definition(NamedTuple):
    """What a word means, to be shown where the word leads to the glossary."""

    id: str
    href: str
    title: str
    text: str


def section(title: str, html: str, ident: str = "", level: int = 2) -> Section:
    """A section of a page; without content it is left out of the page."""
    return Section(level, ident, title, Markup(html))


def heading(level: int, title: str, ident: str = "") -> str:
    """A Markdown heading that says what its title says, whatever stands in it."""
    shown = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(title.split()))
    hidden = " data-search-exclude" if ident in UNSEARCHED else ""
    mark = f" {{#{ident}{hidden}}}" if ident else ""
    return f"{'#' * min(level, DEEPEST)} {shown}{mark}"


def document_page(
    writer: Writer,
    document: Document,
    where: tuple[str, ...],
    sections: Iterable[Section],
    closing: Iterable[Section] = (),
    lead: str | None = None,
    facts: Markup = EMPTY,
    jumps: bool = False,
) -> Page:
    """The page of a document: warnings, purpose, facts, sections, body, more sections, control."""
    last = [
        *closing,
        section("What changed", telling.history(writer, document), "what-changed"),
        section("Document control", _control(writer, document), "control"),
        section("Referred to by", referrers(writer, document), "referred-to-by"),
    ]
    own = [part for part in sections if part.html]
    own += _body(writer, document, {part.id for part in (*own, *last)})
    own += last
    said = writer.text(lead)
    return page(
        path=writer.path,
        title=writer.wording.title(document),
        where=where,
        sections=[*own, section("", _definitions(writer))],
        lead=said,
        description=writer.wording.plain(lead),
        facts=facts,
        banners=Markup("{}\n\n{}").format(
            control.line(writer, document), control.banners(writer, document)
        ),
        source=document.path,
        jumps=jumps,
    )


def page(
    *,
    path: str,
    title: str,
    sections: Sequence[Section],
    where: tuple[str, ...] = (),
    lead: Markup = EMPTY,
    description: str = "",
    facts: Markup = EMPTY,
    banners: Markup = EMPTY,
    source: str = "",
    name: str = "",
    jumps: bool = False,
) -> Page:
    """A page from its parts; `name` is what the navigation calls it, if not by its title.

    `jumps` writes a row of links to the sections, for pages that leave no room for the contents.
    """
    shown = [part for part in sections if part.html]
    below = [part for part in shown if part.id and part.level == 2] if jumps else []
    top = fill("top.html.j2", banners=banners, lead=lead, facts=facts, jumps=below)
    blocks = [section("", top), *shown] if top.strip() else shown
    frame = front_matter(title, description) + heading(1, title) + _frame(blocks)
    return Page(
        path=path,
        title=name or title,
        section=where,
        source=source,
        description=description,
        frame=_BRACE.sub("&#123;", frame),
        parts=tuple(_BRACE.sub("&#123;", str(block.html)) for block in blocks),
    )


def _frame(blocks: Sequence[Section]) -> str:
    """The headings, and a mark for what stands below each."""
    lines = []
    for number, block in enumerate(blocks):
        if block.title:
            lines.append(heading(block.level, block.title, block.id))
        lines.append(place(number))
    return "".join(f"\n\n{line}" for line in lines) + "\n"


def _control(writer: Writer, document: Document) -> Markup:
    parts = (acknowledging.block, control.table, revising.block)
    return Markup("").join(part(writer, document) for part in parts)


def _body(writer: Writer, document: Document, taken: set[str]) -> Iterator[Section]:
    """The body's sections, its highest headings as high as those of the page."""
    if not document.body.strip():
        return
    taken |= {"background", *part_ids(document).values()}
    found = writer.book.bodies.sections(document.body, writer.destination, taken)
    highest = min((part.level for part in found if part.level), default=2)
    for part in found:
        if part.level:
            level = part.level - highest + 2
            yield part._replace(level=level, html=_prose(writer, part.html))
        else:
            yield section(_BACKGROUND, _prose(writer, part.html), "background")


def _prose(writer: Writer, html: Markup) -> Markup:
    # a heading right above another one has nothing below it, and is kept
    return Markup(f'<div class="sop-prose">\n{writer.explained(html)}\n</div>' if html else "\n")


def _definitions(writer: Writer) -> Markup:
    """What the words mean that lead to the glossary; a script shows it at the word."""
    terms = [term for term in writer.handbook.all(Term) if term.id in writer.terms]
    shown = [
        Definition(
            anchor("definition", term.id),
            writer.url(term),
            writer.wording.title(term),
            writer.wording.plain(term.definition),
        )
        for term in terms
    ]
    return fill("definitions.html.j2", definitions=shown) if shown else EMPTY
