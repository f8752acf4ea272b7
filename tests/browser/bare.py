"""A made page in our own styles, without the theme around it: for handbooks too odd to publish."""

from pathlib import Path

import markdown

from salesops_sop.site import assets
from salesops_sop.site.pages import Page
from tests.site.pages.conftest import EXTENSIONS

# what our styles expect of the theme
THEME = """
html { font-size: 125%; }
body { color: var(--sop-ink); background: var(--sop-ground); }
.md-typeset { font-size: 0.8rem; line-height: 1.6; }
"""


def write(page: Page, folder: Path, script: str = "", scheme: str = "default") -> Path:
    """The page as a file that a browser can open."""
    body = markdown.markdown(page.markdown.split("\n---\n", 1)[1], extensions=EXTENSIONS)
    links = [f"<link rel=stylesheet href='{assets.source(n).as_uri()}'>" for n in assets.STYLES]
    scripts = f"<script src='{assets.source(script).as_uri()}'></script>" if script else ""
    file = folder / "index.html"
    file.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{page.path}</title>"
        f"{''.join(links)}<style>{THEME}</style><body data-md-color-scheme={scheme}>"
        f"<main class='md-typeset'>{body}</main>{scripts}",
        encoding="utf-8",
    )
    return file
