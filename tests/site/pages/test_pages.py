"""What holds for every page: links lead somewhere, ids are unique, HTML is whole."""

import posixpath
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import yamltree
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.render.prose import external
from salesops_sop.site import pages as slot
from salesops_sop.site.pages import MAKERS, Page, matrix, pages

from .conftest import TODAY, Seen, read, see

MODULES = sorted(Path(slot.__file__).parent.glob("*.py"))


def test_every_module_that_makes_pages_is_listed() -> None:
    making = {path.stem for path in MODULES if "\ndef pages(book: Book)" in path.read_text()}
    assert {make.__module__.rpartition(".")[2] for make in MAKERS} == making


def test_the_same_handbook_always_gives_the_same_pages(texts: Mapping[str, str]) -> None:
    other = dict(reversed(list(texts.items())))
    assert pages(load(texts), TODAY) == pages(load(other), TODAY)


def test_paths_are_unique_and_every_page_has_a_title(
    book: dict[str, Page], small: Handbook
) -> None:
    assert len(book) == len(pages(small, TODAY))
    for path, page in book.items():
        assert path.endswith(".md")
        assert page.title
        assert page.markdown.count("\n# ") == 1


def test_front_matter_is_yaml(book: dict[str, Page]) -> None:
    for page in book.values():
        (tree,) = yamltree.parse(page.markdown.split("---\n")[1], page.path)
        assert not tree.problems
        assert set(tree.value) <= {"title", "description"}


def faults(seen: Mapping[str, Seen]) -> list[str]:
    """What is wrong with a set of pages."""
    found = []
    for path, page in seen.items():
        found += [f"{path}: {fault}" for fault in page.faults]
        found += [f"{path}: id twice: {i}" for i in set(page.ids) if page.ids.count(i) > 1]
        regions = [given["aria-label"] for _, given in page.elements if "role" in given]
        found += [f"{path}: region twice: {r}" for r in set(regions) if regions.count(r) > 1]
        for link in page.links:
            if not external(link) and not leads_somewhere(path, link, seen):
                found.append(f"{path}: dead link: {link}")
    return found


def leads_somewhere(path: str, link: str, seen: Mapping[str, Seen]) -> bool:
    target, _, anchor = link.partition("#")
    assert not target or target.endswith(".html"), link
    other = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    page = seen.get(f"{other.removesuffix('.html')}.md" if target else path)
    return page is not None and (not anchor or anchor in page.ids)


def test_links_lead_somewhere(seen: dict[str, Seen]) -> None:
    assert faults(seen) == []


def test_no_braces_are_left_for_a_template_language(book: dict[str, Page]) -> None:
    for page in book.values():
        assert "{{" not in page.markdown
        assert "{%" not in page.markdown


def test_pages_of_the_reference_handbook_lead_somewhere() -> None:
    made = pages(load(read(reference_handbook())), TODAY)
    assert faults({page.path: see(page) for page in made}) == []


def test_an_empty_handbook_has_a_home_page() -> None:
    made = pages(Handbook(), TODAY)
    assert made[0].path == "index.md"
    assert faults({page.path: see(page) for page in made}) == []


def test_overdue_reviews_depend_on_the_day_alone(small: Handbook) -> None:
    early, late = pages(small, date(2026, 1, 6)), pages(small, date(2030, 1, 1))
    assert [page.path for page in early] == [page.path for page in late]
    assert early != late


ALONE = {
    "unknown.yaml": """\
kind: procedure
id: index
title: Index
control: {owner: nobody, approvers: {all_of: [no-one, nobody]}, supersedes: gone}
scope: {planet: [earth]}
steps:
  - id: one
    action: Do [it](role:gone)
    raci: {responsible: nobody}
    apply: no-table
    using: no-system
    within: no-time
    escalate: [{after: no-time, to: no-one}]
    handoff: {to: no-department, service: no-service}
    moves: {pipeline: no-pipeline, from: here, to: there}
    next: {call: no-procedure, then: no-step}
  - id: two
    action: Go on
    next: [{when: done, to: no-step}, {when: not done}, {otherwise: {end: no-outcome}}]
kpis: no-kpi
""",
    "circle.yaml": """\
kind: role
id: a
title: A
department: nowhere
reports_to: b
---
kind: role
id: b
title: B
department: nowhere
reports_to: a
""",
}


def test_a_handbook_full_of_holes_still_has_its_pages() -> None:
    made = {page.path: see(page) for page in pages(load(ALONE), TODAY)}
    assert faults(made) == []
    assert "procedures/index-.md" in made
    assert "No table" in made["procedures/index-.md"].text
    assert "A B" in made["organization/index.md"].text.replace("Nowhere ", "")


def test_pages_say_from_which_file_they_came(book: dict[str, Page]) -> None:
    source = "sops/procedures/lead-management/lead-grading.md"
    assert book["procedures/lead-grading.md"].source == source
    assert book["roles/analyst.md"].source == "sops/organization.yaml"
    assert book["raci.md"].source == ""


def test_a_matrix_that_is_too_large_gets_a_page_for_each_area(
    small: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "MOST_CELLS", 20)
    made = {page.path: see(page) for page in pages(small, TODAY)}
    assert faults(made) == []
    assert "Lead management" in made["raci.md"].text
    assert "Check the lead" in made["raci/area-1.md"].text


def test_an_area_that_is_too_large_gets_some_pages(
    small: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {page.path: see(page) for page in pages(small, TODAY)}["raci.md"]
    monkeypatch.setattr(matrix, "MOST_CELLS", 1)
    made = {page.path: see(page) for page in pages(small, TODAY)}
    assert faults(made) == []
    parts = [made[path] for path in made if path.startswith("raci/")]
    assert "Lead management, part 1 of 2" in made["raci.md"].text
    # each duty stands on one of them, and leads to where it is done
    leading = [link.rpartition("/")[2] for part in parts for link in part.links if "#" in link]
    assert sorted(leading) == sorted(link.rpartition("/")[2] for link in whole.links if "#" in link)
