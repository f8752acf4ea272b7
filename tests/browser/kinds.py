"""One page of each kind: the longest of every folder, every index, and all that stand alone."""

from collections.abc import Iterable
from pathlib import Path


def kinds(site: Path) -> list[str]:
    """Paths below the site, sorted; the error page is none of them."""
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    chosen = {page for page in pages if page.parent == site or page.name == "index.html"}
    for folder in {page.parent for page in pages} - {site}:
        chosen.add(_longest(page for page in pages if page.parent == folder))
    return sorted(page.relative_to(site).as_posix() for page in chosen)


def _longest(pages: Iterable[Path]) -> Path:
    return max(pages, key=lambda page: (page.stat().st_size, page.name))
