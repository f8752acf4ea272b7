"""Words of the glossary in texts: which are marked, where, and what a page says of them."""

import time

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.site.pages import pages
from salesops_sop.site.pages.defining import Names

from .conftest import TODAY, see

TERMS = """\
{kind: term, id: crm, title: CRM, synonyms: customer relationship management, definition: Where all is.}
---
{kind: term, id: round-robin, title: Round robin, definition: One after the other.}
---
{kind: term, id: sop, title: S&OP, definition: Planning.}
---
{kind: term, id: lead, title: Lead, definition: Somebody.}
---
{kind: term, id: robin, title: Robin hood fund, synonyms: [round robin hood], definition: Money.}
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load({"terms.yaml": TERMS}).all(Term))


def marked(names: Names, html: str) -> str:
    return names.marked(html, set(), lambda term, text: f"[{term.id}:{text}]")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("Write it in the CRM, always.", "Write it in the [crm:CRM], always."),
        ("a crm", "a crm"),  # an acronym counts only in capitals
        ("two CRMs", "two [crm:CRMs]"),
        ("CRMX, CRM-like", "CRMX, CRM-like"),
        ("By Round Robin.", "By [round-robin:Round Robin]."),
        ("round robin, round robin", "[round-robin:round robin], round robin"),
        ("a round robin hood", "a [robin:round robin hood]"),
        ("Customer relationship management", "[crm:Customer relationship management]"),
        ("the S&amp;OP meeting", "the [sop:S&amp;OP] meeting"),
        ("a lead", "a lead"),  # a common word is no sign of the term
        (
            "<a href='x'>CRM</a> <code>CRM</code> CRM",
            "<a href='x'>CRM</a> <code>CRM</code> [crm:CRM]",
        ),
        ("<em>CRM</em>", "<em>[crm:CRM]</em>"),
        ("<abbr>CRM</abbr>", "<abbr>[crm:CRM]</abbr>"),
        ('<time title="CRM">x</time>', '<time title="CRM">x</time>'),
        ("", ""),
    ],
)
def test_words_are_marked_where_they_come_first(names: Names, html: str, shown: str) -> None:
    assert marked(names, html) == shown


def test_what_is_marked_already_stays(names: Names) -> None:
    done = {"crm"}
    assert names.marked("CRM", done, lambda term, text: "!") == "CRM"


def test_long_texts_take_linear_time(names: Names) -> None:
    started = time.perf_counter()
    marked(names, "round " * 50_000)
    marked(names, "<" * 50_000)
    assert time.perf_counter() - started < 5


def test_a_page_explains_each_word_once_and_has_its_meaning() -> None:
    step = (
        "{id: a, action: Open the CRM, details: 'Open the CRM by [turns](term:round-robin) & <b>.'}"
    )
    text = f"kind: procedure\nid: p\ntitle: P\ncontrol: {{owner: x}}\nsteps:\n- {step}\n"
    found = pages(load({"terms.yaml": TERMS, "procedures/p.yaml": text}), TODAY)
    page = see(next(page for page in found if page.path == "procedures/p.md"))
    definitions = [given for _, given in page.elements if "data-of" in given]
    assert [given["id"] for given in definitions] == ["definition-crm", "definition-round-robin"]
    assert [given["data-of"] for given in definitions] == [
        "../glossary.html#term-crm",
        "../glossary.html#term-round-robin",
    ]
    assert page.links.count("../glossary.html#term-crm") == 1
    assert "Round robin One after the other." in page.text
    assert page.faults == []


def test_a_page_without_such_words_has_no_definitions() -> None:
    text = "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: x}\nsteps:\n- {id: a, action: Do}\n"
    found = pages(load({"terms.yaml": TERMS, "procedures/p.yaml": text}), TODAY)
    page = next(page for page in found if page.path == "procedures/p.md")
    assert "sop-definitions" not in page.markdown
