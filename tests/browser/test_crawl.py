"""Every page, link and anchor of the site; and that the crawler finds what is planted."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from salesops_sop.site.plugin.running import build
from tests.browser.crawl import crawl
from tests.browser.serving import Strict, serving

pytestmark = pytest.mark.browser

HOME = (
    "<title>Home</title><link rel=icon href='data:,'><p id=top><a href='other.html#part'>Other</a>"
)
OTHER = "<title>Other</title><link rel=icon href='data:,'><p id=part><a href='index.html'>Home</a>"


def test_the_site_has_no_fault_under_a_strict_policy(browser: Browser, built: Path) -> None:
    with serving(built, Strict) as home:
        seen = crawl(browser, home)
    assert seen.faults == []
    pages = {path.relative_to(built).as_posix() for path in built.rglob("*.html")} - {"404.html"}
    visited = {page.removeprefix(home) for page in seen.pages}
    assert pages - visited == set(), "these pages cannot be reached from the home page"


@pytest.mark.parametrize(
    ("planted", "faults"),
    [
        ("", []),
        ("<a href='nowhere.html'>x</a>", ["other.html: dead link: nowhere.html"]),
        ("<a href='index.html#no'>x</a>", ["other.html: dead anchor: index.html#no"]),
        ("<svg><a href='nowhere.html'></a></svg>", ["other.html: dead link: nowhere.html"]),
        ("<script>console.error('ouch')</script>", ["other.html: console: ouch"]),
        ("<script>throw new Error('ouch')</script>", ["other.html: script error: ouch"]),
        (
            "<img alt='' src='http://example.com/a.png'>",
            [
                "other.html: asks another host: http://example.com/a.png",
                "other.html: console: Failed to load resource: net::ERR_NAME_NOT_RESOLVED",
            ],
        ),
        (
            "<script src='gone.js'></script>",
            [
                "other.html: asks for what is not there: gone.js",
                "other.html: console: Failed to load resource: "
                "the server responded with a status of 404 (File not found)",
            ],
        ),
        ("<a href='https://example.com/'>elsewhere</a> <a href='mailto:a@b.c'>a</a>", []),
    ],
)
def test_what_is_planted_is_found(
    browser: Browser, tmp_path: Path, planted: str, faults: list[str]
) -> None:
    (tmp_path / "index.html").write_text(HOME)
    (tmp_path / "other.html").write_text(OTHER + planted)
    with serving(tmp_path) as home:
        assert sorted(crawl(browser, home).faults) == faults


def test_the_policy_forbids_what_stands_inside_of_a_page(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(HOME.replace("other.html", "") + "<p style='color:red'>x")
    with serving(tmp_path, Strict) as home:
        faults = crawl(browser, home).faults
    assert [fault for fault in faults if "Applying inline style violates" in fault]


def test_a_repository_is_linked_and_not_asked(browser: Browser, tmp_path: Path) -> None:
    sops = tmp_path / "sops"
    sops.mkdir()
    (sops / "sales.yaml").write_text("kind: department\nid: sales\ntitle: Sales\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\nrepo_url: https://github.com/example/handbook\n"
        "theme: {name: material}\nplugins: [search, offline, salesops-sop]\n"
        "markdown_extensions: [attr_list]\n"
    )
    build(sops, tmp_path / "public", strict=True)
    with serving(tmp_path / "public") as home:
        assert crawl(browser, home).faults == []
