"""What a reader's phone downloads: all of a page, packed as a host packs it."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

MOST = 250_000  # bytes of a page and everything that it loads
PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what hosts pack; pictures are packed already


def packed(file: Path) -> int:
    """The bytes that a static host sends for a file."""
    data = file.read_bytes()
    return len(gzip.compress(data, 6)) if file.suffix in PACKED else len(data)


def heaviest(built: Path, folder: str) -> str:
    """The largest page of a folder, below the site."""
    pages = [page for page in (built / folder).glob("*.html") if page.name != "index.html"]
    return max(pages, key=packed).relative_to(built).as_posix()


@pytest.mark.parametrize("folder", ["procedures", "kpis", "roles"])
def test_the_heaviest_page_is_light_with_everything(
    browser: Browser, address: str, built: Path, folder: str
) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        path = unquote(urlsplit(response.url).path).lstrip("/")
        sizes[path] = packed(built / path)

    name = heaviest(built, folder)
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.on("response", weigh)
        page.goto(address + name, wait_until="networkidle")
    assert any(path.endswith(".css") for path in sizes), "no style was loaded"
    assert any(path.endswith(".js") for path in sizes), "no script was loaded"
    assert sum(sizes.values()) < MOST, sorted(sizes.items(), key=lambda item: -item[1])
