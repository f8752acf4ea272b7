"""The interfaces of departments: who hands what to whom, and what may be asked of whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.analysis.handoff.interfaces import Interface
from salesops_sop.base.listing import counted
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Group, facts, paragraph
from salesops_sop.site.pages import passages
from salesops_sop.site.pages.address import Address, url
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

PATH = "interfaces.md"
TITLE = "Interfaces"
WHERE = ("Organization",)
LEAD = "What the departments hand over to each other, by when, and what they may ask of each other."
NONE = "Every hand-off from department to department says who takes over what."
MOST = 600  # hand-offs on one page; where there are more, each department has a page
MOST_DEPARTMENTS = 40  # in the picture: those that share the most
LEVELS = (1, 3, 6, 11, 21)  # from how many hand-offs on a cell is how dark


def pages(book: Book) -> Iterator[Page]:
    """One page with all of it, in a handbook in which departments share anything."""
    handoffs = book.handbook.derived(Handoffs)
    found, givers = handoffs.interfaces, handoffs.by_giver
    if not found:
        return
    apart = sum(len(interface.passages) for interface in found.values()) > MOST
    writer = Writer(book, PATH)
    yield page(
        path=PATH,
        title=TITLE,
        where=(*WHERE, TITLE) if apart else WHERE,
        lead=escape(LEAD),
        description=LEAD,
        facts=_facts(book),
        sections=[
            section("Who hands over to whom", _matrix(writer, list(found.values()), apart), "all"),
            *(
                []
                if apart
                else (_section(writer, givers[giver]) for giver in _sorted(book, givers))
            ),
        ],
    )
    for giver in _sorted(book, givers) if apart else ():
        yield _page(book, givers[giver])


def _page(book: Book, interfaces: Sequence[Interface]) -> Page:
    """What one department gives and may ask, where all of it would be too much for a page."""
    giver = interfaces[0].giver
    name, path = book.wording.named("department", giver), _path(giver)
    lead = f"What {name} hands over to other departments, and what it may ask of them."
    return page(
        path=path,
        title=name,
        where=(*WHERE, TITLE),
        lead=escape(lead),
        description=lead,
        sections=[_section(Writer(book, path), interfaces)],
    )


def _path(giver: str) -> str:
    return f"interfaces/of-{giver}.md"


def _sorted(book: Book, departments: Iterable[str]) -> list[str]:
    return sorted(departments, key=lambda ident: (book.wording.named("department", ident), ident))


def _facts(book: Book) -> Markup:
    handoffs = book.handbook.derived(Handoffs)
    found = handoffs.interfaces.values()
    undeclared = sum(1 for giving in handoffs.givings if any(not t.declared for t in giving.takers))
    asked = {service.id for interface in found for service in interface.services}
    return facts(
        [
            ("Steps that hand over", str(len(handoffs.givings))),
            ("Not declared", str(undeclared) if undeclared else "None"),
            ("Pairs of departments", str(sum(1 for i in found if i.passages))),
            ("Services", str(len(asked))),
        ]
    )


def _section(writer: Writer, interfaces: Sequence[Interface]) -> Section:
    """What a department gives and may ask, receiver by receiver."""
    giver = interfaces[0].giver
    name = writer.wording.named("department", giver)
    order = _sorted(writer.book, (i.receiver for i in interfaces))
    sorted_by_name = sorted(interfaces, key=lambda i: order.index(i.receiver))

    def groups(what: str, word: str) -> Iterator[tuple[Group, Interface]]:
        for i in sorted_by_name:
            title = Markup("{} {}").format(word, passages.named(writer, i.receiver))
            yield Group(title, _anchor(what, i)), i

    given = passages.passages(writer, f"What {name} hands over", groups("gives", "To"))
    asked = passages.services(writer, f"What {name} may ask", groups("asks", "Of"))
    return section(f"From {name}", given + asked, f"from-{giver}")


def _anchor(what: str, interface: Interface) -> str:
    return f"{what}-{interface.giver}--{interface.receiver}"


def _matrix(writer: Writer, found: Sequence[Interface], apart: bool) -> Markup:
    shared: Counter[str] = Counter()
    for interface in found:
        number = len(interface.passages) + len(interface.services)
        shared[interface.giver] += number
        shared[interface.receiver] += number
    chosen = sorted(shared, key=lambda ident: (-shared[ident], ident))[:MOST_DEPARTMENTS]
    departments = _sorted(writer.book, chosen)
    by_pair = {(i.giver, i.receiver): i for i in found}
    rows = [
        {
            "name": _giver(writer, giver, apart),
            "cells": [
                _cell(writer, giver, receiver, by_pair.get((giver, receiver)), apart)
                for receiver in departments
            ],
        }
        for giver in departments
    ]
    undeclared = sum(interface.undeclared for interface in found)
    given = any(interface.passages for interface in found)
    return fill(
        "interfaces.html.j2",
        fine=paragraph(NONE, "sop-fine") if given and not undeclared else "",
        undeclared=bool(undeclared),
        asked=any(interface.services for interface in found),
        cut=len(shared) > MOST_DEPARTMENTS,
        most=MOST_DEPARTMENTS,
        heads=[(passages.named(writer, ident), _hue(writer, ident)) for ident in departments],
        rows=rows,
    )


def _giver(writer: Writer, giver: str, apart: bool) -> Markup:
    """The name of a row, which leads to what the department gives."""
    name = writer.wording.named("department", giver)
    if giver not in writer.handbook.derived(Handoffs).by_giver:
        return escape(name)
    href = _href(writer, giver, f"from-{giver}", apart)
    return Markup('<a href="{}">{}</a>').format(href, name)


def _href(writer: Writer, giver: str, anchor: str, apart: bool) -> str:
    return url(writer.path, Address(_path(giver) if apart else PATH, anchor))


def _cell(
    writer: Writer, giver: str, receiver: str, interface: Interface | None, apart: bool
) -> Markup:
    if giver == receiver:
        return Markup('<td class="sop-heat__self"></td>')
    if interface is None:
        return Markup("<td></td>")
    parts = [
        _number(writer, "gives", interface, len(interface.passages), "hand-off", apart),
        _open(interface.undeclared),
        _number(writer, "asks", interface, len(interface.services), "service", apart),
    ]
    level = sum(1 for least in LEVELS if len(interface.passages) >= least)
    kind = "sop-interfaces__open" if interface.undeclared else f"sop-heat--{level}"
    return Markup('<td class="sop-heat__cell {}">{}</td>').format(kind, Markup("").join(parts))


def _number(
    writer: Writer, what: str, interface: Interface, number: int, noun: str, apart: bool
) -> Markup:
    """A number that leads to what it counts; nothing for zero."""
    if not number:
        return Markup("")
    shown = f"+{number}" if what == "asks" else str(number)
    hidden = counted(number, noun).removeprefix(str(number))
    href = _href(writer, interface.giver, _anchor(what, interface), apart)
    return Markup(
        '<a class="sop-interfaces__{}" href="{}">{}<span class="sop-visually-hidden">{}</span></a>'
    ).format(what, href, shown, hidden)


def _open(undeclared: int) -> Markup:
    return Markup("<span>{} open</span>").format(undeclared) if undeclared else Markup("")


def _hue(writer: Writer, department: str) -> str:
    known = writer.handbook.find("department", department)
    return writer.book.hue(known) if known else ""
