"""What changed: a reader is told how much is new since the last visit, and what touches the own role."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from salesops_sop.site.plugin import running
from tests.browser.serving import serving
from tests.browser.test_access import violations
from tests.site.versions.repository import ROLES, commit, repository

pytestmark = pytest.mark.browser

GRADING = """\
kind: procedure
id: grading
title: Grading
control: {owner: boss}
steps:
  - {id: grade, action: Grade the lead, raci: {responsible: clerk}, within: 2 days}
  - {id: file, action: File the lead, raci: {responsible: boss, accountable: boss}}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases, and a step that changes hands after them; `site` holds the site."""
    sops = repository(tmp_path_factory.mktemp("changes") / "project")
    file = sops / "grading.yaml"
    file.write_text(GRADING)
    commit(sops, "v1.0", "2026-01-05")
    file.write_text(GRADING.replace("2 days", "1 day"))
    commit(sops, "v2.0", "2026-02-05")
    running.build(sops, sops.parent / "site", strict=False)
    return sops.parent


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(reduced_motion="reduce") as context:
        yield context


def test_what_is_new_since_the_last_visit(project: Path, context: BrowserContext) -> None:
    with serving(project / "site") as address:
        page = context.new_page()
        page.goto(f"{address}index.html")
        expect(page.locator(".sop-since")).to_be_hidden()  # nobody was here before
        page.evaluate("localStorage.setItem('sop-role', 'clerk')")
        page.close()

        sops = project / "sops"
        text = (sops / "grading.yaml").read_text()
        (sops / "grading.yaml").write_text(
            text.replace("{responsible: boss,", "{responsible: clerk,")
        )
        roles = sops / "organization" / "roles.yaml"
        roles.write_text(ROLES.replace("title: Sales\n", "title: Sales\npurpose: Sells.\n"))
        running.build(sops, project / "site", strict=False)

        page = context.new_page()  # a new tab: a new visit
        page.goto(f"{address}index.html")
        told = page.locator(".sop-since")
        expect(told).to_contain_text("1 change since your last visit on")
        expect(told).to_contain_text(", for your role: 1")
        told.locator("a").click()
        expect(page.locator("h1")).to_have_text("What changed")
        expect(told).to_contain_text("1 change since your last visit on")  # the visit goes on
        expect(page.locator(".sop-changes__new")).to_have_count(1)
        expect(page.locator(".sop-changes__mine")).to_have_count(2)
        expect(page.locator(".sop-changes__new")).to_contain_text("My role")
        assert violations(page) == []
        page.close()

        page = context.new_page()
        page.goto(f"{address}changes.html")
        expect(page.locator(".sop-since")).to_contain_text("Nothing changed since your last visit")
        page.goto(f"{address}procedures/grading.html")
        expect(page.locator("dl.sop-history dt").first).to_have_text("not yet released")
        assert violations(page) == []


def test_a_browser_that_keeps_nothing(project: Path, context: BrowserContext) -> None:
    wrong: list[str] = []
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new Error('forbidden'); }});"
    )
    page: Page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(error.stack or ""))
    page.goto((project / "site" / "changes.html").as_uri())
    expect(page.locator(".sop-since")).to_be_hidden()
    expect(page.locator("ul.sop-changes").first).to_be_visible()
    assert [stack for stack in wrong if "sop/changes." in stack] == []
