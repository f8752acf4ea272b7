"""The page of changes, the history of a document, and what the home page says since the last visit."""

import json
from datetime import date

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.history.changelog import Entry
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.releases import Release
from salesops_sop.site.pages import pages
from tests.site.pages.conftest import see

BEFORE = """\
kind: role
id: boss
title: The boss
department: sales
---
kind: role
id: clerk
title: <b>Clerk</b>
department: sales
reports_to: boss
---
kind: procedure
id: grading
title: Grading
control: {owner: boss, version: 1.0.0}
purpose: So that leads are graded.
steps:
  - {id: grade, action: Grade the lead, raci: {responsible: clerk}, within: 2 days}
  - {id: file, action: File the lead, raci: {responsible: clerk}}
---
kind: kpi
id: rate
title: Rate
control: {owner: boss}
formula: a / b
unit: percent
inputs: {a: {title: a, unit: deal}, b: {title: b, unit: deal}}
"""
EDITS = (
    ("within: 2 days", "within: 1 day"),
    ("So that leads are graded.", "So that the leads are graded."),
    ("formula: a / b", "formula: a / (b + 1)"),
    ("reports_to: boss\n", ""),
)


def release(name: str, day: str) -> Release:
    return Release(name, name, name.removeprefix("v"), "0" * 40, day)


@pytest.fixture(scope="module")
def book():
    """The page by path, of a handbook with two releases and one change that is not released."""
    first = BEFORE
    second, third = first, ""
    for old, new in EDITS[:3]:
        second = second.replace(old, new)
    third = second.replace(*EDITS[3]).replace("id: grading", "id: lead-grading")
    one, two, now = (load({"all.yaml": text}) for text in (first, second, third))
    history = (
        Entry(None, tuple(changes(two, now)), 4),
        Entry(release("v1.1", "2026-06-01"), tuple(changes(one, two)), 4),
        Entry(release("v1.0", "2026-01-05"), (), 4, first=True),
    )
    assert [len(entry.changes) for entry in history] == [2, 3, 0]
    return {page.path: page for page in pages(now, date(2026, 11, 23), history)}


def test_every_release_is_told_the_newest_first(book):
    seen = see(book["changes.md"])
    assert seen.faults == []
    at = [
        seen.text.index(name) for name in ("Not yet released", "v1.1 · 1 June 2026", "v1.0 · 5 J")
    ]
    assert at == sorted(at)
    assert (
        "3 changes in 2 documents: what is done (1), what is measured (1), wording (1)."
        in seen.text
    )
    assert "the time limit is 1 day instead of 2 days: less time" in seen.text
    assert "The first release, with 4 documents." in seen.text
    assert "1 change of wording, which asks nothing else of anybody" in seen.text
    assert "<code>a / (b + 1)</code>" in book["changes.md"].markdown


def test_roles_and_documents_have_places_of_their_own(book):
    seen = see(book["changes.md"])
    wanted = {"release-next", "release-v1-1", "release-v1-1-for-clerk", "release-v1-1-kpi-rate"}
    assert wanted <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))
    assert {link for link in seen.links if link.startswith("#")} <= {f"#{i}" for i in seen.ids}
    assert "1 time limit: Grading" in seen.text


def test_titles_are_text(book):
    assert "<b>" not in book["changes.md"].markdown


def test_a_document_shows_its_own_history_also_under_an_older_id(book):
    text = see(book["procedures/lead-grading.md"]).text
    assert "What changed" in text
    assert "Its id is" not in text  # that asks nothing of anybody
    assert "v1.1 · 1 June 2026 “Grade the lead”: the time limit is 1 day" in text
    assert "worded differently" not in text
    assert "What changed" not in see(book["roles/boss.md"]).text


def test_the_home_page_knows_what_counts_as_news(book):
    text = book["index.md"].markdown
    data = text[text.index('<script type="application/json">') :]
    found = json.loads(data[data.index(">") + 1 : data.index("</script>")])
    assert [roles for _, roles in found] == ["boss clerk", "boss", "boss clerk"]
    assert len({key for key, _ in found}) == 3
    assert book["index.md"].markdown.count('href="changes.html"') == 1


def test_without_releases_there_is_nothing(small):
    made = {page.path: page.markdown for page in pages(small, date(2026, 11, 23))}
    assert "changes.md" not in made
    assert not any("sop-since" in text or "What changed" in text for text in made.values())
