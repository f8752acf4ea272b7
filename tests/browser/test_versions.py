"""Readers of several versions: they switch, stay on their page, and see what is old."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from salesops_sop.site.versions.publishing import publish_all
from tests.browser.serving import Strict, serving
from tests.browser.test_access import violations
from tests.site.versions.repository import MKDOCS, ROLES, commit, git, repository

pytestmark = pytest.mark.browser

ASSISTANT = "---\nkind: role\nid: assistant\ntitle: The assistant\ndepartment: sales\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """v1.0 has a role that v2.0 does not; a release candidate and the working tree come after."""
    base = tmp_path_factory.mktemp("versions")
    sops = repository(base / "project")
    roles = sops / "organization" / "roles.yaml"
    roles.write_text(ROLES + ASSISTANT)
    commit(sops, "v1.0", "2026-01-05")
    roles.write_text(ROLES)
    (sops.parent / "mkdocs.yml").write_text(f"{MKDOCS}extra: {{version: {{provider: mike}}}}\n")
    commit(sops, "v2.0", "2026-02-05")
    git(sops, "tag", "v3.0-rc.1")
    publish_all(sops, base / "site", strict=False, kept=base / "cache")
    return base / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture(params=["server", "folder"])
def home(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site on a server, and the same site in a folder."""
    if request.param == "folder":
        yield f"{site.as_uri()}/"
        return
    with serving(site, Strict) as address:
        yield address


def heard(page: Page) -> list[str]:
    """What goes wrong on the page from now on: errors, and files that are not there."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.extend(refused(request)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    return wrong


def refused(request: Request) -> list[str]:
    """The address of what did not come, unless the reader went on before it came."""
    return [] if request.failure == "net::ERR_ABORTED" else [request.url]


def test_switching_stays_on_the_page_where_it_exists(page: Page, home: str) -> None:
    wrong = heard(page)
    page.goto(f"{home}index.html")
    page.wait_for_url(f"{home}latest/index.html")
    page.goto(f"{home}v1.0/roles/clerk.html#content")
    current = page.get_by_role("button", name="Version 1.0: choose another one")
    note = page.get_by_role("complementary", name="Version")
    expect(note).to_have_text(
        "You are reading an old version: 1.0 of 2026-01-05. Read this page in the latest version, 2.0"
    )
    current.click()
    expect(page.locator(".sop-version__list a")).to_have_text(
        ["Nextnot released", "3.0-rc.12026-02-05", "2.0latest, 2026-02-05", "1.02026-01-05"]
    )
    page.get_by_role("link", name="2.0 latest").click()
    page.wait_for_url(f"{home}latest/roles/clerk.html#content")
    expect(page.get_by_role("button", name="Version 2.0: choose another one")).to_be_visible()
    expect(note).to_have_count(0)

    page.goto(f"{home}v1.0/roles/assistant.html")
    expect(note).to_contain_text("This page is not in the latest version, 2.0: go to its first")
    note.get_by_role("link").click()
    page.wait_for_url(f"{home}latest/index.html")
    page.goto(f"{home}v2.0/index.html")  # the latest by its own name
    expect(page.get_by_role("button", name="Version 2.0: choose another one")).to_be_visible()
    expect(note).to_have_count(0)
    page.goto(f"{home}next/index.html")
    expect(note).to_contain_text("You are reading what is being worked on; it is not released.")
    page.goto(f"{home}v3.0-rc.1/index.html")
    expect(note).to_contain_text("You are reading 3.0-rc.1 of 2026-02-05, a candidate")
    assert wrong == []


def test_colors_are_chosen_for_all_versions(browser: Browser, site: Path) -> None:
    with (
        serving(site, Strict) as home,
        browser.new_context(color_scheme="dark", reduced_motion="reduce") as context,
    ):
        page = context.new_page()
        page.goto(f"{home}v1.0/roles/clerk.html")
        page.locator("label[for^=__palette]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        page.goto(f"{home}latest/index.html")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_by_keyboard_on_a_phone(browser: Browser, site: Path) -> None:
    viewport: Any = {"width": 390, "height": 844}
    with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/v1.0/roles/clerk.html")
        current = page.get_by_role("button", name="Version 1.0")
        links = page.locator(".sop-version__list")
        current.focus()
        page.keyboard.press("Enter")
        expect(current).to_have_attribute("aria-expanded", "true")
        expect(links).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        expect(links).to_be_hidden()
        expect(current).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.get_by_role("link").first).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/latest/roles/clerk.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_list_open(browser: Browser, site: Path, scheme: Any) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/v1.0/roles/clerk.html")
        page.get_by_role("button", name="Version 1.0").click()
        assert violations(page) == []
        page.goto(f"{site.as_uri()}/index.html")
        page.wait_for_url("**/latest/index.html")


def test_a_version_that_was_taken_out_is_whole(page: Page, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "v1.0", tmp_path / "alone")
    page.goto(f"{(tmp_path / 'alone').as_uri()}/roles/clerk.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The clerk")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".sop-version, .sop-outdated")).to_have_count(0)


def test_the_themes_own_selector_reads_the_list(page: Page, site: Path, tmp_path: Path) -> None:
    """Whoever brings Material without us can use it: over http, and without staying on the page."""
    with serving(site) as address:
        page.goto(f"{address}v1.0/index.html")
        config = json.loads(page.locator("#__config").inner_text())
        assert config["version"] is None  # our own takes its place, also where mkdocs.yml asks
        config["version"] = {"provider": "mike"}
        served = (site / "v1.0" / "index.html").read_text()
        start = served.index('<script id="__config"')
        end = served.index("</script>", start)
        asking = f'<script id="__config" type="application/json">{json.dumps(config)}'
        page.route(
            "**/v1.0/index.html",
            lambda route: route.fulfill(
                body=served[:start] + asking + served[end:], content_type="text/html"
            ),
        )
        page.goto(f"{address}v1.0/index.html")
        expect(page.locator(".md-version__current")).to_contain_text("1.0")
        expect(page.locator(".md-version__link")).to_have_text(["Next", "3.0-rc.1", "2.0", "1.0"])
