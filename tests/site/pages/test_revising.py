"""The revisions of a document on its page: compact, folded when long, hostile texts stay texts."""

from datetime import date

from salesops_sop.handbook.loader import load
from salesops_sop.history.revisions import Revision
from salesops_sop.site.pages import Page, pages
from tests.site.pages.conftest import TODAY, see

TEXT = """\
kind: role
id: boss
title: The boss
department: sales
---
kind: procedure
id: grading
title: Grading
control: {owner: boss, version: 1.0.0}
steps: []
"""


def made(count: int, settings: str = "", alone: bool = False) -> Page:
    """The page of the procedure with so many revisions."""
    told = tuple(
        Revision(f"{n:040}", date(2026, 1, n), "<i>Robin", f"Why {n} <b>&", f"#{n}")
        for n in range(count, 0, -1)
    )
    role, _, procedure = TEXT.partition("---\n")
    texts = {"all.yaml": TEXT} if not alone else {"role.yaml": role, "grading.yaml": procedure}
    handbook = load({**texts, "handbook.yaml": f"kind: handbook\ntitle: H\n{settings}"})
    found = pages(handbook, TODAY, (), {"procedure:grading": told})
    (page,) = [page for page in found if page.title == "Grading"]
    return page


def shown(count: int, settings: str = "", alone: bool = False) -> str:
    """The same as text."""
    page = made(count, settings, alone)
    return page.filled(page.frame)


def test_a_few_are_shown_and_more_are_folded() -> None:
    few, many = shown(2, alone=True), shown(9, alone=True)
    assert "older revision" not in few
    assert few.index("Why 2") < few.index("Why 1")
    assert '<time datetime="2026-01-02">2 January 2026</time> <span>Why 2 &lt;b&gt;&amp;' in few
    assert " · #2 · &lt;i&gt;Robin</span>" in few
    assert "<summary>5 older revisions</summary>" in many
    assert many.count("Why ") == 9
    assert see(made(9)).faults == []


def test_names_can_be_left_out() -> None:
    text = shown(2, "revisions: {authors: false}\n")
    assert "Robin" not in text
    assert " · #2</span>" in text


def test_a_file_of_several_documents_says_so() -> None:
    assert "of its file, which holds 1 other document" in " ".join(shown(1).split()).replace(
        "<span>", ""
    )
    assert "of its file" not in shown(1, alone=True)
    assert "Revisions" not in shown(0)
