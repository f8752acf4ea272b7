"""“Read and understood”: which documents ask for it, and what the link carries."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import digest
from salesops_sop.site.pages import pages

from .conftest import TODAY, Seen, see

KPI = """\
kind: kpi
id: won
title: {title}
definition: A number.
formula: a
unit: USD
inputs: {{}}
control: {{owner: boss, version: 1.2.0, status: {status}}}
"""


def shown(place: str, title: str = "Won deals", status: str = "effective") -> Seen:
    settings = f"kind: handbook\nid: handbook\ntitle: H\nacknowledge: '{place}'\n"
    texts = {"handbook.yaml": settings, "won.yaml": KPI.format(title=title, status=status)}
    handbook = load(texts)
    assert [str(f) for f in handbook.flaws if f.rule == "document/schema"] == []
    return see(next(p for p in pages(handbook, TODAY) if p.path == "kpis/won.md"))


def links(seen: Seen) -> list[str]:
    return [given["href"] for _, given in seen.elements if given.get("class") == "sop-read__link"]


def test_the_link_carries_document_version_and_digest() -> None:
    place = "https://x.example/read?d={document}&t={title}&v={version}&x={digest}"
    (link,) = links(shown(place, title='"A&B = {C}/ü"'))
    texts = {"won.yaml": KPI.format(title='"A&B = {C}/ü"', status="effective")}
    (document,) = load(texts).documents
    assert parse_qs(urlsplit(link).query) == {
        "d": ["kpi:won"],
        "t": ["A&B = {C}/ü"],
        "v": ["1.2.0"],
        "x": [digest(document)[:12]],
    }


@pytest.mark.parametrize("status", ["draft", "review", "retired"])
def test_only_what_is_effective_asks(status: str) -> None:
    assert links(shown("mailto:x@example.com?subject={title}", status=status)) == []
    assert links(shown("mailto:x@example.com?subject={title}")) == [
        "mailto:x@example.com?subject=Won%20deals"
    ]


def test_without_a_place_nobody_is_asked() -> None:
    (page,) = [
        p
        for p in pages(load({"won.yaml": KPI.format(title="Won", status="effective")}), TODAY)
        if p.path == "kpis/won.md"
    ]
    assert "sop-read" not in page.markdown


def test_it_is_asked_for_from_the_day_on_which_the_document_holds() -> None:
    text = KPI.format(title="Won", status="effective, effective: 2027-01-01")
    settings = "kind: handbook\nid: handbook\ntitle: H\nacknowledge: 'https://x.example/{digest}'\n"
    handbook = load({"handbook.yaml": settings, "won.yaml": text})
    for today, hidden in ((date(2026, 12, 31), True), (date(2027, 1, 1), False)):
        seen = see(next(p for p in pages(handbook, today) if p.path == "kpis/won.md"))
        (given,) = [given for _, given in seen.elements if "data-read" in given]
        assert ("hidden" in given) is hidden


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)//{document}",
        "data:text/html,x",
        "//x.example/{digest}",
        "https://x.example/{who}",
        "https://x.example/a b",
        "ftp://x.example/{digest}",
    ],
)
def test_other_addresses_are_refused(place: str) -> None:
    text = f"kind: handbook\nid: handbook\ntitle: H\nacknowledge: '{place}'\n"
    (flaw,) = load({"handbook.yaml": text}).flaws
    assert "is not an address: begin with https://, http:// or mailto:" in flaw.message
