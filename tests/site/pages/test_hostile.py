"""Nothing that stands in a handbook acts on its readers, wherever it stands."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from salesops_sop.handbook import yamltree
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.record import Document
from salesops_sop.site.pages import pages

from .conftest import TODAY, Seen, see

BAD = (
    """</p></td></script><script>alert(1)</script><img src=x onerror=alert(1)> " onclick="x" '> """
    "[a](javascript:alert(1)) [b](javascript:alert%281%29) [c](data:text/html,x) [d](vbscript:x) "
    "{{ 7 * 7 }} {% raw %} {: onclick=x } { #x onclick=x } [TOC] &lt;script&gt; \x1a "
    "`<b>` **<b>** # x \\<b\\> <!-- x --> --> <style>*{}</style> ![](https://bad.example/x.png)"
)
# fields that are no prose: units, names of columns, formulas and the like
PLAIN = {"unit", "formula", "measure", "date", "number", "vendor", "name", "time_field"}
ELEMENTS = {
    *("a", "abbr", "blockquote", "br", "button", "caption", "code", "dd", "details", "div", "dl"),
    *(
        "dt",
        "em",
        "form",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "input",
        "kbd",
        "label",
        "li",
        "ol",
        "optgroup",
        "option",
    ),
    *(
        "nav",
        "output",
        "p",
        "path",
        "pre",
        "rect",
        "select",
        "span",
        "strong",
        "summary",
        "svg",
        "table",
    ),
    *("tbody", "td", "text", "th", "thead", "time", "tr", "ul"),
    *("circle", "title"),  # of a flowchart
    *("b", "figcaption", "figure", "i"),  # of how inputs move a KPI
    *("math", "mfrac", "mi", "mn", "mo", "mrow", "mtable", "mtd", "mtext", "mtr"),  # of a formula
}
ATTRIBUTES = {
    *("aria-describedby", "aria-live", "autocomplete", "for", "inputmode", "max", "min", "step"),
    *("data-because", "data-id", "data-input", "data-output", "data-said", "data-table"),
    *("align", "aria-hidden", "aria-label", "class", "colspan", "d", "data-area", "datetime"),
    *(
        "data-department",
        "data-fold",
        "data-outside",
        "data-role",
        "data-search-exclude",
        "data-status",
        "data-zoom",
        "fill",
        "height",
        "hidden",
        "href",
        "id",
        "label",
    ),
    *(
        "name",
        "open",
        "preserveaspectratio",
        "rel",
        "role",
        "rx",
        "scope",
        "stroke",
        "tabindex",
        "title",
        "type",
        "value",
    ),
    *("cx", "cy", "r", "transform"),
    *("viewbox", "width", "x", "xmlns", "y"),
    *("alttext", "columnalign", "display", "form", "lspace", "mathvariant", "rspace", "stretchy"),
    *("data-kpi", "maxlength"),
    *("data-shown-from", "data-shown-until"),
    *("data-digest", "data-of", "data-read", "text-anchor"),
    *("aria-pressed", "data-does", "data-href", "data-my-role", "data-opens"),
}


def spoiled(document: Document, handbook: Handbook) -> str:
    """The document with hostile text in every field that takes text, and in its body."""
    value = copy.deepcopy(document.tree.value)
    for number, passage in enumerate(handbook.contents(document).passages):
        if not passage.body:
            text = f"{passage.text} {mark(document, number)} {BAD}".replace("\x1a", "")
            _set(value, passage.place.path, text)
    _spoil(value)
    if document.kind == "handbook":
        return yamltree.emit(value)
    return f"---\n{yamltree.emit(value)}---\n\n{BAD}\n\n## {BAD}\n\n{BAD}\n".replace("\x1a", "")


def mark(document: Document, number: int) -> str:
    """A word that tells one passage from all others."""
    return f"q{document.kind}x{document.id}x{number}q".replace("-", "")


def _set(value: Any, path: tuple[Any, ...], text: str) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text


def _spoil(value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _spoil(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in PLAIN and isinstance(inner, str):
                value[key] = f"{inner} {BAD}".replace("\x1a", "")
            else:
                _spoil(inner)


@pytest.fixture(scope="module")
def hostile(small: Handbook) -> dict[str, Seen]:
    files = {
        "handbook.yaml" if document.kind == "handbook" else f"{document.kind}s/{document.id}.md": (
            spoiled(document, small)
        )
        for document in small.documents
    }
    handbook = load(files)
    assert {flaw.rule for flaw in handbook.flaws} <= {"document/schema", "document/file-name"}
    assert len(handbook.documents) == len(small.documents)
    made = pages(handbook, TODAY)
    assert all("{{" not in page.markdown and "{%" not in page.markdown for page in made)
    return {page.path: see(page) for page in made}


def foreign(page: Seen) -> Iterator[str]:
    """Elements, attributes and links that no page has."""
    for tag, given in page.elements:
        if tag not in ELEMENTS:
            yield f"<{tag}>"
        for name, value in given.items():
            if name not in ATTRIBUTES:
                yield f"<{tag} {name}={value!r}>"
        link = given.get("href", "").lower()
        if link.partition(":")[0] in ("javascript", "data", "vbscript"):
            yield link


def test_hostile_texts_are_shown_and_do_nothing(hostile: Mapping[str, Seen]) -> None:
    assert len(hostile) > 30
    for path, page in hostile.items():
        assert list(foreign(page)) == [], path
        assert page.faults == [], path
        assert len(page.ids) == len(set(page.ids)), path
    assert "<script>alert(1)</script>" in hostile["procedures/lead-grading.md"].text
    assert "{{ 7 * 7 }}" in hostile["procedures/lead-grading.md"].text


def test_nothing_that_people_are_to_read_is_left_out(
    hostile: Mapping[str, Seen], small: Handbook
) -> None:
    read = " ".join(page.text for page in hostile.values())
    for document in small.documents:
        for number, passage in enumerate(small.contents(document).passages):
            if not passage.body and document.kind != "person":
                assert mark(document, number) in read, (document.ref, passage.place.path)


NASTY = BAD.replace("\x1a", "")
KPI = {
    "kind": "kpi", "id": "k", "title": NASTY, "control": {"owner": "r"}, "owner": "r",
    "definition": NASTY, "formula": 'if(a > 0, -b / a, 1) + max(a, abs(b))', "unit": "ratio",
    "inputs": {name: {"title": f"{name} {NASTY}", "unit": "ratio"} for name in "ab"},
    "bands": [{"title": NASTY, "min": 1, "action": NASTY}], "when_undefined": NASTY,
    "examples": [{"title": NASTY, "inputs": {"a": "2", "b": 3}, "result": 1}],
}  # fmt: skip


def test_a_formula_with_hostile_titles_is_a_formula() -> None:
    handbook = load({"k.yaml": yamltree.emit(KPI)})
    assert {flaw.rule for flaw in handbook.flaws} <= {"document/schema"}
    page = next(see(page) for page in pages(handbook, TODAY) if page.path == "kpis/k.md")
    assert list(foreign(page)) == []
    assert page.faults == []
    tags = [tag for tag, _ in page.elements]
    assert tags.count("mfrac") == 1
    assert tags.count("input") == 2
    data = next(given["data-kpi"] for _, given in page.elements if "data-kpi" in given)
    assert "<script>alert(1)</script>" in json.loads(data)["inputs"][0]["title"]


def test_a_page_of_the_ordinary_handbook_has_nothing_else_either(seen: dict[str, Seen]) -> None:
    for path, page in seen.items():
        assert list(foreign(page)) == [], path
