"""Pages of datasets and systems: what is on record, where, and who keeps it right."""

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.measurement import Dataset, Field, QualityRule, System
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, facts, listed, table
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import Mention, mentions, parts
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.writer import Writer

SECTION = "Data"
QUALITY = ["Rule", "As a condition", "Why"]


def pages(book: Book) -> Iterator[Page]:
    """The lists of datasets and systems, and a page for each."""
    datasets, systems = book.handbook.all(Dataset), book.handbook.all(System)
    if datasets:
        entries = [Entry(dataset, dataset.meaning) for dataset in datasets]
        lead = "The data that KPIs are computed from: columns, rules, owners."
        yield index_page(book, "datasets/index.md", SECTION, lead, [("", entries)])
    for dataset in datasets:
        writer = Writer.of(book, dataset)
        yield document_page(
            writer,
            dataset,
            (SECTION,),
            _dataset(writer, dataset),
            lead=dataset.meaning,
            facts=_facts(writer, dataset),
        )
    if systems:
        entries = [Entry(system, system.purpose) for system in systems]
        lead = "The software that steps use, and who answers for it."
        yield index_page(
            book, "systems/index.md", "Systems", lead, [("", entries)], (SECTION, "Systems")
        )
    for system in systems:
        writer = Writer.of(book, system)
        yield _system(writer, system)


def _facts(writer: Writer, dataset: Dataset) -> Markup:
    steward = dataset.steward
    time = Markup("<code>{}</code>").format(dataset.time_field) if dataset.time_field else ""
    return facts(
        [
            ("System of record", writer.chip("system", dataset.system), "system"),
            ("Owner", writer.chip("role", dataset.owner), "owner"),
            ("Keeps it right", writer.chip("role", steward) if steward else "", "steward"),
            ("One row is", writer.row(dataset.grain), "grain"),
            ("Placed in time by", time, "time-field"),
            ("Kept for", writer.limit(dataset.retention), "retention"),
        ]
    )


def _dataset(writer: Writer, dataset: Dataset) -> Iterator[Section]:
    rows = [_column(writer, field) for field in dataset.fields]
    columns = ["Column", "What it says", "Type", "Unit", "Allowed values", "Notes"]
    yield section("Columns", table("Columns", columns, rows), "fields")
    quality = [_quality(writer, rule) for rule in dataset.quality]
    yield section("What must hold", table("Quality", QUALITY, quality), "quality")
    kpis = [writer.link(kpi) for kpi in writer.book.formula_users.get(dataset.ref, [])]
    yield section("KPIs computed from it", listed(kpis, always=True), "kpis")


def _column(writer: Writer, field: Field) -> Row:
    notes = [
        *(["key"] if field.key else []),
        *(["required"] if field.required else []),
        *(["personal data"] if field.personal else []),
    ]
    cells = [
        Markup("<code>{}</code>").format(field.name),
        writer.text(field.meaning),
        field.type,
        field.unit or "",
        Markup(", ").join(Markup("<code>{}</code>").format(value) for value in field.allowed),
        ", ".join(notes),
    ]
    return Row(cells, {"id": anchor("column", field.name)})


def _quality(writer: Writer, rule: str | QualityRule) -> Row:
    if isinstance(rule, str):
        return Row([writer.text(rule), "", ""])
    mark = {"id": anchor("quality rule", rule.id)} if rule.id else {}
    tried = Markup("<code>{}</code>").format(" ".join((rule.condition or "").split()))
    cells = [writer.text(rule.check), tried if rule.condition else "", writer.text(rule.meaning)]
    return Row(cells, mark)


def _system(writer: Writer, system: System) -> Page:
    found = mentions(writer.handbook, system)
    own = [
        ("Answers for it", writer.chip("role", system.owner), "owner"),
        ("Made by", escape(system.vendor or ""), "vendor"),
    ]
    data = [writer.link(m.document) for m in found["system"] if isinstance(m.document, Dataset)]
    return document_page(
        writer,
        system,
        (SECTION, "Systems"),
        [
            section(
                "Where it is used", _uses(writer, "Steps that use it", found["steps.using"]), "used"
            ),
            section(
                "What it does by itself",
                _uses(writer, "Steps it does", found["steps.system"]),
                "automated",
            ),
            section("Data it holds", listed(data, always=True), "data"),
        ],
        lead=system.purpose,
        facts=facts(own),
    )


def _uses(writer: Writer, caption: str, found: list[Mention]) -> Markup:
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_document[mention.document.ref].append(mention)
    rows = [
        [writer.link(mentioned[0].document), parts(writer, mentioned)]
        for mentioned in by_document.values()
    ]
    return table(caption, ["Procedure", "Steps"], rows)
