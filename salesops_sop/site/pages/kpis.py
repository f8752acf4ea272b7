"""KPI pages: what is measured, how, from what, and what the number means."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.handbook.model.fields import Quantity
from salesops_sop.handbook.model.measurement import Band, Example, Kpi, KpiInput, KpiTarget
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, facts, listed, paragraph, table
from salesops_sop.site.pages import calculator, formulas, sensitivity
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import mentions
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.words import dated, measured
from salesops_sop.site.pages.writer import Writer

SECTION = "KPIs"
INDEX = "kpis/index.md"


def pages(book: Book) -> Iterator[Page]:
    """The list of KPIs, and a page for each."""
    found = sorted(book.handbook.all(Kpi), key=lambda k: (k.control.number or "~", k.title))
    entries = [Entry(kpi, kpi.definition) for kpi in found]
    lead = "How success is measured: each number is defined once, here."
    yield index_page(book, INDEX, SECTION, lead, [("", entries)])
    for kpi in found:
        writer = Writer.of(book, kpi)
        yield document_page(
            writer,
            kpi,
            (SECTION,),
            _sections(writer, kpi),
            _closing(writer, kpi),
            lead=kpi.definition,
            facts=_facts(writer, kpi),
        )


def _facts(writer: Writer, kpi: Kpi) -> Markup:
    better = f"{kpi.better} is better" if kpi.better else ""
    return facts(
        [
            ("Unit", kpi.unit, "unit"),
            ("Direction", better, "better"),
            ("Target", aim(writer, kpi), "target"),
            (
                "Answers for the number",
                writer.chips("role", [kpi.owner] if kpi.owner else ()),
                "owner",
            ),
            ("Reported by", writer.row(kpi.grain), "grain"),
        ]
    )


def _sections(writer: Writer, kpi: Kpi) -> Iterator[Section]:
    if kpi.purpose:
        yield section("Why it is measured", paragraph(writer.text(kpi.purpose)), "purpose")
    yield section("How it is computed", _formula(writer, kpi), "formula")
    yield section("What goes in", _inputs(writer, kpi), "inputs")
    yield section("What the value means", _bands(writer, kpi.bands), "bands")
    if kpi.when_undefined:
        text = paragraph(writer.text(kpi.when_undefined))
        yield section("When there is no value", text, "when-undefined")
    yield section("Worked examples", _examples(writer, kpi), "examples")
    moved = sensitivity.pictures(writer, _definition(writer, kpi))
    yield section("How each input moves it", moved, "sensitivity")
    exclusions = listed([writer.text(item) for item in kpi.exclusions], always=True)
    yield section("What does not count", exclusions, "exclusions")


def _closing(writer: Writer, kpi: Kpi) -> Iterator[Section]:
    yield section("What it is built on, and where it is used", _lineage(writer, kpi), "used")
    related = listed([writer.named("kpi", ident) for ident in kpi.see_also], always=True)
    yield section("See also", related, "see-also")


def _formula(writer: Writer, kpi: Kpi) -> Markup:
    definition = _definition(writer, kpi)
    text = Markup("<pre><code>{}</code></pre>\n").format(escape(kpi.formula))
    return (
        formulas.drawn(writer, definition)
        + text
        + formulas.otherwise(writer, definition)
        + calculator.form(writer, definition)
    )


def _definition(writer: Writer, kpi: Kpi) -> Definition:
    return writer.handbook.derived(Definitions).all.get(kpi.id) or Definition(kpi)


def _inputs(writer: Writer, kpi: Kpi) -> Markup:
    rows = [
        Row(
            [
                writer.text(item.title),
                item.unit,
                _source(writer, item),
                _day(item),
                writer.text(item.meaning),
            ],
            {"id": anchor("input", name)},
        )
        for name, item in kpi.inputs.items()
    ]
    columns = ["Input", "Unit", "Where it comes from", "Counts on the day", "What counts"]
    return table("What goes in", columns, rows)


def _day(item: KpiInput) -> str:
    if item.date:
        return Markup("<code>{}</code>").format(item.date)
    return "of the report" if item.snapshot else ""


def _source(writer: Writer, item: KpiInput) -> Markup:
    if item.kpi:
        return Markup("the KPI {}").format(writer.named("kpi", item.kpi))
    if item.entered_by:
        return Markup("entered by {}").format(writer.chip("role", item.entered_by))
    return formulas.linked(writer, item.measure) if item.measure else escape("")


def aim(writer: Writer, kpi: Kpi) -> Markup:
    """What a KPI is to reach; empty where nothing is stated."""
    return _target(writer, kpi.target, kpi.unit)


def _target(
    writer: Writer, target: int | float | str | list[KpiTarget] | None, unit: str
) -> Markup:
    if target is None:
        return Markup("")
    if isinstance(target, list):
        return listed([_scoped_target(writer, item, unit) for item in target])
    return _quantity(writer, target, unit)


def _scoped_target(writer: Writer, item: KpiTarget, unit: str) -> Markup:
    notes = [writer.scope(item.scope), _period(item)]
    said = Markup(", ").join(note for note in notes if note)
    value = (
        writer.limit(item.value) if item.value.parameter else _quantity(writer, item.value, unit)
    )
    return Markup("{} ({})").format(value, said) if said else value


def _quantity(writer: Writer, value: int | float | str, unit: str) -> Markup:
    if isinstance(value, int | float):
        return escape(measured(value, unit))
    try:
        return writer.limit(Quantity.read(value))
    except ValueError:
        return writer.text(value)


def _bands(writer: Writer, bands: Sequence[Band]) -> Markup:
    rows = [
        [
            writer.text(band.title),
            _range(writer, band),
            writer.scope(band.scope),
            _period(band),
            writer.text(band.action),
        ]
        for band in bands
    ]
    columns = ["Band", "Values", "Only for", "When", "What is done"]
    return table("What the value means", columns, rows)


def _range(writer: Writer, band: Band) -> Markup:
    low, high = writer.limit(band.min), writer.limit(band.max)
    if low and high:
        return Markup("{} to under {}").format(low, high)
    if high:
        return Markup("under {}").format(high)
    return Markup("{} or more").format(low) if low else escape("any")


def _period(item: Band | KpiTarget) -> Markup:
    if item.start and item.until:
        return Markup("{} to {}").format(dated(item.start), dated(item.until))
    if item.start:
        return Markup("from {}").format(dated(item.start))
    return Markup("until {}").format(dated(item.until)) if item.until else Markup("")


def _examples(writer: Writer, kpi: Kpi) -> Markup:
    names = list(kpi.inputs)
    columns = ["Case", *(writer.wording.plain(kpi.inputs[name].title) for name in names), "Result"]
    rows = [
        [
            writer.text(example.title) or escape(f"Example {number}"),
            *(_input(example, name, kpi.inputs[name].unit) for name in names),
            Markup("<strong>{}</strong>").format(_result(example, kpi)),
        ]
        for number, example in enumerate(kpi.examples, 1)
    ]
    return table("Worked examples", columns, rows)


def _input(example: Example, name: str, unit: str) -> str:
    value = example.inputs.get(name)
    return "" if value is None else measured(value, unit)


def _result(example: Example, kpi: Kpi) -> str:
    undefined = example.result is None or example.result == "undefined"
    return "no value" if undefined else measured(example.result, kpi.unit)


def _lineage(writer: Writer, kpi: Kpi) -> Markup:
    found = mentions(writer.handbook, kpi)
    definitions = writer.handbook.derived(Definitions)
    below = [definitions.all[ident].kpi for ident in definitions.lineage(kpi.id)]
    return facts(
        [
            ("Built on", Markup(", ").join(writer.link(other) for other in below)),
            (
                "KPIs that build on it",
                Markup(", ").join(writer.link(m.document) for m in found["inputs.kpi"]),
            ),
            ("Procedures", Markup(", ").join(writer.link(m.document) for m in found["kpis"])),
        ]
    )
