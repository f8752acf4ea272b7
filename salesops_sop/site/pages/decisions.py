"""Decision pages: the question, the table in words, and who uses it."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import joined as listing
from salesops_sop.handbook.model.decision import Column, Decision, DecisionRule
from salesops_sop.handbook.model.record import Approvers
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.render import cells
from salesops_sop.render.body import Section
from salesops_sop.render.prose import escape
from salesops_sop.render.tables import Row, facts, paragraph, table
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.asking import form, title
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.compose import document_page, section
from salesops_sop.site.pages.index import Entry, index_page
from salesops_sop.site.pages.mentions import mentions, parts
from salesops_sop.site.pages.page import Page
from salesops_sop.site.pages.words import joined, lower
from salesops_sop.site.pages.writer import Writer

SECTION = "Decisions"
INDEX = "decisions/index.md"

HIT_POLICIES = {
    "unique": "Exactly one rule fits each case.",
    "any": "Several rules may fit; they then say the same.",
    "first": "Read from the top: the first rule that fits decides.",
    "priority": "Several rules may fit: the first answer in the list of answers counts.",
    "collect": "Several rules may fit: all their answers count.",
}


def pages(book: Book) -> Iterator[Page]:
    """The list of questions, and a page for each."""
    found = book.handbook.all(Decision)
    entries = [Entry(decision, decision.question) for decision in found]
    lead = "Questions that are decided by table, so that the same case always has the same answer."
    yield index_page(book, INDEX, SECTION, lead, [("", entries)])
    for decision in found:
        writer = Writer.of(book, decision)
        yield document_page(
            writer,
            decision,
            (SECTION,),
            _sections(writer, decision),
            lead=decision.question,
            facts=_facts(writer, decision),
        )


def _facts(writer: Writer, decision: Decision) -> Markup:
    found = mentions(writer.handbook, decision)
    users = joined(
        [
            Markup("{} ({})").format(writer.link(m.document), parts(writer, [m]))
            for m in found["steps.apply"]
        ]
    )
    return facts(
        [
            ("Owner", writer.chip("role", decision.control.owner)),
            ("Asked by", writer.chips("role", decision.asked_by), "asked-by"),
            ("Used in", users),
            ("Holds for", writer.scope(decision.scope), "scope"),
        ]
    )


def _sections(writer: Writer, decision: Decision) -> Iterator[Section]:
    if decision.purpose:
        yield section("Why", paragraph(writer.text(decision.purpose)), "purpose")
    policy = paragraph(HIT_POLICIES[decision.hit_policy], "sop-muted")
    yield section("The table", form(writer, decision) + policy + _rules(writer, decision), "rules")
    yield section("What goes in", _columns(writer, decision.inputs, "input"), "inputs")
    yield section("What comes out", _columns(writer, decision.outputs, "output"), "outputs")


def _rules(writer: Writer, decision: Decision) -> Markup:
    columns = [
        "Rule",
        *(f"If {lower(title(writer, column))}" for column in decision.inputs),
        *(f"Then {lower(title(writer, column))}" for column in decision.outputs),
        "Because",
    ]
    rows = [_rule(writer, decision, n, rule) for n, rule in enumerate(decision.rules, 1)]
    return table(decision.question, columns, rows, "sop-decision")


def _rule(writer: Writer, decision: Decision, number: int, rule: DecisionRule) -> Row:
    row = [
        escape(str(number)),
        *(
            _marked("input", n, _condition(writer, column, rule.when.get(column.id)))
            for n, column in enumerate(decision.inputs)
        ),
        *(
            _marked("output", n, _answer(writer, column, rule.then.get(column.id)))
            for n, column in enumerate(decision.outputs)
        ),
        _marked("because", 0, writer.text(rule.because)),
    ]
    return Row(row, {"id": anchor("rule", rule.id)})


def _marked(what: str, place: int, content: Markup) -> Markup:
    """A cell's content, to be found by the script that answers."""
    return Markup(f'<div data-{what}="{place}">{content}</div>') if content else content


def _condition(writer: Writer, column: Column, cell: object) -> Markup:
    words = cells.in_words(cell, lambda value: _value(writer, column, value))
    return Markup('<span class="sop-muted">any</span>') if words == cells.ANY else escape(words)


def _answer(writer: Writer, column: Column, value: object) -> Markup:
    if isinstance(value, Approvers):
        word = "and" if value.all_of else "or"
        return writer.parties(value.all_of or value.any_of, word)
    if value is None:
        return Markup("")
    values = value if isinstance(value, list) else [value]
    if column.type in ("role", "roles"):
        return writer.parties([str(item) for item in values])
    said = listing([_value(writer, column, item) for item in values])
    return Markup("<strong>{}</strong>").format(said)


def _value(writer: Writer, column: Column, value: object) -> str:
    return writer.wording.stated(value, column.unit)


def _columns(writer: Writer, columns: list[Column], noun: str) -> Markup:
    rows = [
        Row(
            [
                title(writer, column),
                _domain(writer, column),
                writer.text(column.meaning) or _dimension_meaning(writer, column),
            ],
            {"id": anchor(noun, column.id)},
        )
        for column in columns
    ]
    return table(f"Columns: {noun}", ["Column", "Values", "What it means"], rows)


def _domain(writer: Writer, column: Column) -> Markup:
    """Which values a column can have."""
    if column.values:
        return escape(", ".join(_value(writer, column, value) for value in column.values))
    if column.type == "dimension":
        return writer.named("dimension", column.dimension or column.id)
    low, high = (
        _value(writer, column, bound) if bound is not None else ""
        for bound in (column.min, column.max)
    )
    if low and high:
        return escape(f"{low} to {high}")
    if low or high:
        return escape(f"{low} or more" if low else f"{high} or less")
    return escape(_TYPES.get(column.type, ""))


_TYPES = {"boolean": "yes or no", "date": "a day", "role": "a role", "roles": "one or more roles"}


def _dimension_meaning(writer: Writer, column: Column) -> Markup:
    if column.type != "dimension":
        return Markup("")
    dimension = writer.handbook.get(Dimension, column.dimension or column.id)
    return writer.text(dimension.meaning) if dimension else Markup("")
