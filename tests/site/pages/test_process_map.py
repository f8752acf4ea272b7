"""The process map: who starts whom, as one picture or one for each area."""

from collections.abc import Iterator

import pytest

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import Page, process_map
from salesops_sop.site.pages.book import Book

from .conftest import TODAY, Seen, see

STEP = "steps: [{id: a, action: Do it}]"


def procedure(ident: str, area: str, more: str = STEP) -> tuple[str, str]:
    text = f"kind: procedure\nid: {ident}\ntitle: The {ident}\ncontrol: {{owner: boss}}\n{more}\n"
    return f"procedures/{area}/{ident}.yaml", text


def starts(target: str) -> str:
    return (
        f"steps: [{{id: a, action: Do it, next: {{end: done}}}}]\n"
        f"outcomes: [{{id: done, title: Done, start: {target}}}]"
    )


@pytest.fixture
def handbook() -> Handbook:
    return load(
        dict(
            [
                procedure("grade", "leads", starts("pitch")),
                procedure("pitch", "deals", starts("close")),
                procedure(
                    "close", "deals", "steps: [{id: a, action: Do it, next: {call: approve}}]"
                ),
                procedure("approve", "deals"),
                procedure("alone", "other"),
            ]
        )
    )


def made(handbook: Handbook) -> Page:
    return next(process_map.pages(Book(handbook, TODAY)))


def seen(handbook: Handbook) -> Seen:
    return see(made(handbook))


def pictures(page: Page) -> Iterator[str]:
    yield from page.markdown.split("<svg")[1:]


def test_one_picture_joins_the_areas(handbook: Handbook) -> None:
    (picture,) = pictures(made(handbook))
    assert 'aria-label="4 procedures in Leads and Deals.' in picture
    assert picture.count("sop-flow__dashed") == 1
    assert 'href="procedures/pitch.html"' in picture
    assert "alone" not in picture


def test_the_tables_say_the_same(handbook: Handbook) -> None:
    text = seen(handbook).text
    assert (
        "Leads How the procedures of Leads are joined Procedure Starts The grade The pitch" in text
    )
    assert "The approve The close The close The pitch The approve The pitch The grade" in text


def test_too_many_for_one_picture_get_one_for_each_area(
    handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_map, "MOST_LANES", 1)
    found = list(pictures(made(handbook)))
    assert len(found) == 2
    assert "Other areas" in found[0]
    assert seen(handbook).faults == []


def test_procedures_that_have_nothing_to_do_with_each_other_make_no_map() -> None:
    handbook = load(dict([procedure("one", "leads"), procedure("two", "leads", starts("gone"))]))
    assert list(process_map.pages(Book(handbook, TODAY))) == []


def test_retired_procedures_are_not_on_it(handbook: Handbook) -> None:
    path, text = procedure("pitch", "deals", starts("close"))
    retired = text.replace("{owner: boss}", "{owner: boss, status: retired}")
    assert "pitch" not in made(load({**handbook.files, path: retired})).markdown


def test_of_two_procedures_with_one_id_the_first_is_on_it(handbook: Handbook) -> None:
    path, text = procedure("pitch", "zones", starts("close"))
    page = made(load({**handbook.files, path: text}))
    assert page.markdown.count('<a href="procedures/pitch.html"><') == 1
    assert see(page).faults == []
