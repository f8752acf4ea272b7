"""Takes pictures of the site, for people to look at: `python -m tests.browser.gallery FOLDER`."""

import argparse
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from salesops_sop.base.resources import reference_handbook
from salesops_sop.site.plugin.running import build
from tests.browser.chromium import chromium
from tests.browser.kinds import kinds

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1440, 820, 390)
HEIGHT = 900
# a part of a page is shown whole and with nothing over it
WHOLE = """.sop-scroll { overflow: visible !important; }
.md-header, .md-sidebar, .md-tabs { display: none !important; }"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the reference handbook and take its pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/gallery"))
    parser.add_argument("--site", type=Path, help="a built site, instead of building one")
    parser.add_argument("--pages", nargs="*", help="pages, instead of one of each kind")
    parser.add_argument("--full", action="store_true", help="whole pages, not the first screen")
    parser.add_argument("--only", help="one part of each page, by a CSS selector: .sop-flow")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = given.site or Path(folder, "site")
        if not given.site:
            build(reference_handbook(), site, strict=False)
        pages = given.pages or kinds(site)
        for scheme, width in product(SCHEMES, WIDTHS):
            pictures(browser, site, pages, scheme, width, given.folder, given.full, given.only)


def pictures(
    browser: Browser,
    site: Path,
    pages: Sequence[str],
    scheme: Literal["light", "dark"],
    width: int,
    folder: Path,
    full: bool,
    only: str | None = None,
) -> None:
    """Take a picture of each page, or of the first part that `only` selects, if there is one:
    `lead-grading-dark-390.png`.
    """
    with browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        for name in pages:
            page.goto((site / name).absolute().as_uri())
            picture = f"{name.removesuffix('.html').replace('/', '-')}-{scheme}-{width}.png"
            part = page.locator(only).first if only else None
            if part is None:
                page.screenshot(path=folder / picture, full_page=full)
            elif part.count():
                page.add_style_tag(content=WHOLE)
                part.screenshot(path=folder / picture)


if __name__ == "__main__":
    main()
