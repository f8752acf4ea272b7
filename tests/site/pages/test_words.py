"""Numbers, dates, ids and URLs as readers meet them."""

from datetime import date
from decimal import Decimal

import pytest

from salesops_sop.base.listing import counted, joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.site.pages.address import Address, address, url
from salesops_sop.site.pages.compose import heading
from salesops_sop.site.pages.page import front_matter
from salesops_sop.site.pages.review import next_review, overdue
from salesops_sop.site.pages.wording import Wording
from salesops_sop.site.pages.words import dated, lower, measured


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.25, "percent", "25%"),
        (1, "percent", "100%"),
        (Decimal("0.125"), "percent", "12.5%"),
        (30000, "USD / customer", "30,000 USD / customer"),
        (1, "deal", "1 deal"),
        (3, "deal", "3 deals"),
        (200, "employees", "200 employees"),
        (88.50, "day", "88.5 days"),
        (3, "1", "3"),
        (1234567.0, None, "1,234,567"),
        ("50000 USD", None, "50,000 USD"),
        ("4 business hours", None, "4 business hours"),
        ("in words", None, "in words"),
        (True, None, "yes"),
    ],
)
def test_measured(value: object, unit: str | None, said: str) -> None:
    assert measured(value, unit) == said


def test_words_in_a_row() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert counted(1, "duty", "duties") == "1 duty"
    assert counted(0, "step") == "0 steps"
    assert lower("Grade the lead") == "grade the lead"
    assert lower("CRM is down") == "CRM is down"
    assert dated(date(2026, 1, 5)) == '<time datetime="2026-01-05">5 January 2026</time>'


def parameter(**fields: object) -> Parameter:
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
    (document,) = load({"p.yaml": f"kind: parameter\nid: p\ntitle: P\n{lines}\n"}).documents
    assert isinstance(document, Parameter)
    return document


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 20, "unit": "percent"}, "20%"),
        ({"value": "20%"}, "20%"),
        ({"value": 200, "unit": "employees"}, "200 employees"),
        ({"value": "[data-entry, crm-work, A]"}, "data entry, CRM work and A"),
        ({"value": "'[](parameter:p)'"}, "parameter:p"),
        ({"value": "false"}, "no"),
    ],
)
def test_the_value_of_a_parameter(fields: dict[str, object], said: str) -> None:
    assert Wording(Handbook()).value(parameter(**fields)) == said


def test_a_value_that_names_itself_comes_to_an_end() -> None:
    circle = {
        "a.yaml": "kind: parameter\nid: a\ntitle: A\nvalue: see [](parameter:b)\n",
        "b.yaml": "kind: parameter\nid: b\ntitle: B\nvalue: see [](parameter:a)\n",
    }
    handbook = load(circle)
    for found in handbook.all(Parameter):
        assert Wording(handbook).value(found).startswith("see ")


def test_ids_are_spelled_as_the_handbook_spells_them() -> None:
    files = {
        "d.yaml": "kind: dimension\nid: region\ntitle: Region\nmeaning: As in Latin America.\n"
        "values: [latin-america, uk-ireland, us, cold-call]\n",
        "s.yaml": "kind: term\nid: s\ntitle: SLA\ndefinition: A promise of a Cold call.\n",
    }
    wording = Wording(load(files))
    assert wording.name("latin-america") == "Latin America"
    assert wording.name("uk-ireland") == "UK Ireland"
    assert wording.name("us") == "US"
    assert wording.words("declined-by-us") == "declined by us"
    assert wording.words("sla-target") == "SLA target"
    assert wording.named("role", "vp-sales") == "VP sales"


@pytest.mark.parametrize(
    ("origin", "target", "expected"),
    [
        ("index.md", Address("roles/a.md"), "roles/a.html"),
        ("roles/a.md", Address("index.md"), "../index.html"),
        ("roles/a.md", Address("roles/b.md", "x"), "b.html#x"),
        ("roles/a.md", Address("roles/a.md", "x"), "#x"),
        ("roles/a.md", Address("roles/a.md"), "a.html"),
        ("roles/a.md", Address("glossary.md", "term-x"), "../glossary.html#term-x"),
    ],
)
def test_urls_are_seen_from_the_page(origin: str, target: Address, expected: str) -> None:
    assert url(origin, target) == expected


def test_a_document_named_index_does_not_take_the_place_of_the_index(small: Handbook) -> None:
    procedure = small.get(Procedure, "nurturing")
    assert procedure
    assert address(procedure) == Address("procedures/nurturing.md")
    odd = load({"p.yaml": "kind: role\nid: index\ntitle: I\ndepartment: d\n"}).documents[0]
    assert address(odd) == Address("roles/index-.md")


def test_headings_and_front_matter_hold_whatever_a_title_holds() -> None:
    title = 'A <b> & "c" {#x} [d](e) *f* _g_ # `h` {: onclick=x }'
    made = heading(9, title, "the-id")
    assert made.startswith("###### A ")
    assert made.endswith(" {#the-id}")
    assert not set('<&"*_`[]{}') & set(made[7 : -len(" {#the-id}")].replace("&#", ""))
    assert front_matter("a: b\n---\n{{ c }}", 'd "e"') == (
        '---\ntitle: "a: b --- &#123;&#123; c &#125;&#125;"\ndescription: "d &#34;e&#34;"\n---\n\n'
    )


CONTROL = "{{owner: r, status: {status}, effective: 2026-01-31, review_every: {every}}}"


@pytest.mark.parametrize(
    ("every", "status", "due"),
    [
        ("1 month", "effective", date(2026, 2, 28)),
        ("13 months", "effective", date(2027, 2, 28)),
        ("2 years", "effective", date(2028, 1, 31)),
        ("10 days", "effective", date(2026, 2, 10)),
        ("10 business days", "effective", date(2026, 2, 13)),
        ("2 weeks", "draft", date(2026, 2, 14)),
        ("99999 years", "effective", None),
        ("no-parameter", "effective", None),
        ("1 month", "retired", None),
    ],
)
def test_the_next_review(every: str, status: str, due: date | None) -> None:
    control = CONTROL.format(every=every, status=status)
    handbook = load(
        {"x.yaml": f"kind: procedure\nid: x\ntitle: X\nsteps: []\ncontrol: {control}\n"}
    )
    (procedure,) = handbook.all(Procedure)
    assert next_review(handbook, procedure) == due
    late = due is not None and status == "effective"
    assert overdue(handbook, procedure, date(2030, 1, 1)) is late
