"""The parameter register: every fact that is stated once, its value, and where it is used."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from markupsafe import Markup

from salesops_sop.base.listing import counted, joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Period
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, disclosed, facts, listed, table
from salesops_sop.site.pages.address import SHEETS, anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import page, section
from salesops_sop.site.pages.mentions import Mention, mentions, parts
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.words import MONTHS, dated
from salesops_sop.site.pages.writer import Writer

SECTION = "Reference"
MOST_SHOWN = 5
TITLE = "Values and time limits"
LEAD = (
    "Every time limit, threshold and target is stated once, here; all other pages repeat it from "
    "this list."
)


def pages(book: Book) -> Iterator[Page]:
    """One page; its sections follow the files in which the parameters stand."""
    groups: dict[str, list[Parameter]] = defaultdict(list)
    for parameter in book.handbook.all(Parameter):
        groups[_group(book, parameter)].append(parameter)
    if not groups:
        return
    path = SHEETS["parameter"]
    sections = [
        section(name if len(groups) > 1 else "", _table(book, path, name, groups[name]))
        for name in sorted(groups)
    ]
    yield page(
        path=path,
        title=TITLE,
        where=(SECTION,),
        lead=escape(LEAD),
        description=LEAD,
        sections=[*sections, section("How time is counted", _time(book.handbook), "time")],
    )


def _time(handbook: Handbook) -> Markup:
    """What business hours and business days are, in which zone, and the fiscal year."""
    settings = handbook.settings
    hours, days = settings.working_hours, [dated(day) for day in sorted(settings.holidays)]
    return facts(
        [
            ("Working days", joined([d.capitalize() for d in hours.days]) if hours else ""),
            ("Working hours", f"{hours.start} to {hours.to}" if hours else ""),
            ("Time zone", settings.timezone or ""),
            ("Fiscal year starts on", _month_and_day(settings.fiscal_year_start)),
            ("Amounts are in", settings.currency or ""),
            ("Holidays", disclosed(counted(len(days), "day"), listed(days)) if days else ""),
        ]
    )


def _month_and_day(text: str | None) -> str:
    if text is None:
        return ""
    month, day = text.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}"


def _group(book: Book, parameter: Parameter) -> str:
    name = PurePosixPath(parameter.path).stem.removeprefix("parameters").strip("-_ ")
    return book.wording.name(name) if name else "General"


def _table(book: Book, path: str, name: str, parameters: list[Parameter]) -> Markup:
    rows = [_row(Writer(book, path, p), p) for p in sorted(parameters, key=lambda p: p.title)]
    columns = ["What", "Value", "What it says", "Holds for", "When", "Owner", "Where it is used"]
    return table(name, columns, rows)


def _row(writer: Writer, parameter: Parameter) -> Row:
    cells = [
        writer.wording.title(parameter),
        Markup("<strong>{}</strong>").format(writer.wording.value(parameter)),
        writer.text(parameter.meaning),
        writer.scope(parameter.scope),
        _when(parameter),
        writer.named("role", parameter.owner) if parameter.owner else "",
        _used(writer, parameter),
    ]
    return Row(cells, {"id": anchor("parameter", parameter.id)})


def _when(parameter: Parameter) -> Markup:
    period = parameter.effective
    if period is None:
        return Markup("")
    start, until = (period.start, period.until) if isinstance(period, Period) else (period, None)
    said = [
        *([Markup("from {}").format(dated(start))] if start else []),
        *([Markup("until {}").format(dated(until))] if until else []),
    ]
    return Markup(" ").join(said)


def _used(writer: Writer, parameter: Parameter) -> Markup:
    """Documents in a row, with the parts in which they name the parameter."""
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for found in mentions(writer.handbook, parameter).values():
        for mention in found:
            if mention.document is not parameter:
                by_document[mention.document.ref].append(mention)
    links = []
    for ref in sorted(by_document):
        link, inside = writer.link(by_document[ref][0].document), parts(writer, by_document[ref])
        links.append(Markup("{} ({})").format(link, inside) if inside else link)
    links += [writer.link(kpi) for kpi in writer.book.formula_users.get(parameter.ref, [])]
    unique = list(dict.fromkeys(links))
    shown = Markup(", ").join(unique)
    if len(unique) <= MOST_SHOWN:
        return shown
    return disclosed(f"{len(unique)} documents", shown)
